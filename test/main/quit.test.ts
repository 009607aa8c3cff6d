import { describe, expect, it, vi } from 'vitest';
import { quitInOrder } from '../../main/quit.ts';
import { fakeMessages, message } from '../fakes/messages.ts';

function build(held: number, response: number, mayLose = true) {
  const listeners: ((event: { preventDefault(): void }) => void)[] = [];
  const quit = vi.fn();
  const confirmLoss = vi.fn(async () => mayLose);
  const close = vi.fn(async () => {});
  const settleHeldForQuit = vi.fn(async () => ({ ok: true as const, value: null }));
  const showMessageBox = vi.fn(async () => ({ response, checkboxChecked: false }));
  const messages = fakeMessages({
    held: () => ({ ok: true, value: Array.from({ length: held }, (_, id) => message({ id, state: 'held' })) }),
    settleHeldForQuit,
  });
  quitInOrder({
    app: { on: ((_event: string, listener: (event: { preventDefault(): void }) => void) => listeners.push(listener)) as never, quit },
    dialog: { showMessageBox },
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
  return { press, quit, close, settleHeldForQuit, showMessageBox, confirmLoss };
}

describe('quitting', () => {
  it('closes everything, then quits for good', async () => {
    const { press, quit, close, showMessageBox } = build(0, 0);
    expect(press()).toHaveBeenCalled();
    await vi.waitFor(() => expect(quit).toHaveBeenCalledOnce());
    expect(close).toHaveBeenCalledOnce();
    expect(showMessageBox).not.toHaveBeenCalled();
    expect(press()).not.toHaveBeenCalled();
  });

  it.each([
    [0, 'send-now'],
    [1, 'keep-as-draft'],
  ])('asks about held messages: answer %i means %s', async (response, choice) => {
    const { press, quit, settleHeldForQuit } = build(2, response);
    press();
    press();
    await vi.waitFor(() => expect(quit).toHaveBeenCalledOnce());
    expect(settleHeldForQuit).toHaveBeenCalledExactlyOnceWith(choice);
  });

  it('stays, with nothing settled, when the person would rather not lose what is in memory', async () => {
    const { press, quit, close, showMessageBox, confirmLoss } = build(1, 0, false);
    press();
    await vi.waitFor(() => expect(confirmLoss).toHaveBeenCalledOnce());
    await Promise.resolve();
    press();
    await vi.waitFor(() => expect(confirmLoss).toHaveBeenCalledTimes(2));
    for (const never of [showMessageBox, close, quit]) expect(never).not.toHaveBeenCalled();
  });

  it('stays when the person would rather not, and can be asked again', async () => {
    const { press, quit, close, showMessageBox } = build(1, 2);
    press();
    await vi.waitFor(() => expect(showMessageBox).toHaveBeenCalledOnce());
    await Promise.resolve();
    press();
    await vi.waitFor(() => expect(showMessageBox).toHaveBeenCalledTimes(2));
    expect(close).not.toHaveBeenCalled();
    expect(quit).not.toHaveBeenCalled();
  });
});
