import { describe, expect, it, vi } from 'vitest';
import { createQuestions } from '../../main/desktop/questions.ts';
import { quitInOrder } from '../../main/quit.ts';
import { fakeMessages, message } from '../fakes/messages.ts';
import { createHarness, value } from './messages/harness.ts';

function build(held: number, response: number, mayLose = true) {
  const listeners: ((event: { preventDefault(): void }) => void)[] = [];
  const quit = vi.fn();
  const confirmLoss = vi.fn(async () => mayLose);
  const close = vi.fn(async () => {});
  const settleHeldForQuit = vi.fn(async () => ({ ok: true as const, value: null }));
  const ask = vi.fn(async () => response);
  const messages = fakeMessages({
    held: () => ({ ok: true, value: Array.from({ length: held }, (_, id) => message({ id, state: 'held' })) }),
    settleHeldForQuit,
  });
  quitInOrder({
    app: { on: ((_event: string, listener: (event: { preventDefault(): void }) => void) => listeners.push(listener)) as never, quit },
    questions: { ask },
    messages: () => messages,
    confirmLoss,
    close,
    log: { info: () => {}, warn: () => {}, error: () => {} },
  });
  const press = () => {
    const preventDefault = vi.fn();
    for (const listener of listeners) listener({ preventDefault });
    return preventDefault;
  };
  return { press, quit, close, settleHeldForQuit, ask, confirmLoss };
}

describe('quitting', () => {
  it('closes everything, then quits for good', async () => {
    const { press, quit, close, ask } = build(0, 0);
    expect(press()).toHaveBeenCalled();
    await expect.poll(() => quit).toHaveBeenCalledOnce();
    expect(close).toHaveBeenCalledOnce();
    expect(ask).not.toHaveBeenCalled();
    expect(press()).not.toHaveBeenCalled();
  });

  it.each([
    [0, 'send-now'],
    [1, 'keep-as-draft'],
  ])('asks about held messages: answer %i means %s', async (response, choice) => {
    const { press, quit, settleHeldForQuit } = build(2, response);
    press();
    press();
    await expect.poll(() => quit).toHaveBeenCalledOnce();
    expect(settleHeldForQuit).toHaveBeenCalledExactlyOnceWith(choice);
  });

  it('stays, with nothing settled, when the person would rather not lose what is in memory', async () => {
    const { press, quit, close, ask, confirmLoss } = build(1, 0, false);
    press();
    await expect.poll(() => confirmLoss).toHaveBeenCalledOnce();
    await vi.waitFor(() => {
      press();
      expect(confirmLoss).toHaveBeenCalledTimes(2);
    });
    for (const never of [ask, close, quit]) expect(never).not.toHaveBeenCalled();
  });

  it('stays when the person would rather not, and can be asked again', async () => {
    const { press, quit, close, ask } = build(1, 2);
    press();
    await expect.poll(() => ask).toHaveBeenCalledOnce();
    await vi.waitFor(() => {
      press();
      expect(ask).toHaveBeenCalledTimes(2);
    });
    expect(close).not.toHaveBeenCalled();
    expect(quit).not.toHaveBeenCalled();
  });
});

describe('holds behind the question', () => {
  /** A person who takes 40 s to answer, and a message that is held for 5 s. */
  async function answerLate(response: number) {
    const harness = createHarness();
    const listeners: ((event: { preventDefault(): void }) => void)[] = [];
    let answer = (_: { response: number; checkboxChecked: boolean }) => {};
    const questions = createQuestions({
      showMessageBox: () => new Promise((resolve) => (answer = resolve)),
      messages: () => harness.messages,
    });
    const quit = vi.fn();
    quitInOrder({
      app: { on: ((_event: string, listener: (event: { preventDefault(): void }) => void) => listeners.push(listener)) as never, quit },
      questions,
      messages: () => harness.messages,
      confirmLoss: async () => true,
      close: async () => {},
      log: { info: () => {}, warn: () => {}, error: () => {} },
    });
    const ids = [harness.submit('one', { holdMs: 5000 }), harness.submit('two', { holdMs: 5000 })];
    await harness.clock.advance(1000);
    for (const listener of listeners) listener({ preventDefault: () => {} });
    await harness.clock.advance(40_000);
    expect(ids.map(harness.state)).toEqual(['held', 'held']);
    answer({ response, checkboxChecked: false });
    await harness.clock.advance(1);
    return { harness, ids, quit };
  }

  it('wait for an answer that takes 40 s, and then go on where the person stays', async () => {
    const { harness, ids, quit } = await answerLate(2);
    expect(ids.map(harness.state)).toEqual(['held', 'held']);
    await harness.clock.advance(3990);
    expect(harness.service.requests).toEqual([]);
    await harness.clock.advance(100);
    await harness.clock.advance(100);
    expect(ids.map(harness.state)).toEqual(['accepted', 'accepted']);
    expect(quit).not.toHaveBeenCalled();
  });

  it('leave or become drafts, each its own, as the person says', async () => {
    const sent = await answerLate(0);
    await sent.harness.clock.advance(100);
    expect(sent.ids.map(sent.harness.state)).toEqual(['accepted', 'accepted']);
    const kept = await answerLate(1);
    expect(kept.ids.map(kept.harness.state)).toEqual(['gone', 'gone']);
    expect(kept.harness.database.prepare("SELECT text FROM draft WHERE text <> '' ORDER BY id").all()).toEqual([
      { text: 'one' },
      { text: 'two' },
    ]);
    expect(kept.harness.service.requests).toEqual([]);
    expect(value(kept.harness.messages.late())).toEqual([]);
  });
});
