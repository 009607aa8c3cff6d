import { describe, expect, it } from 'vitest';
import { ann, line, notProcessed, unknown } from '../fake-service.ts';
import { createHarness, submission, value } from '../harness.ts';

const never = new Promise<void>(() => {});

describe('after a crash', () => {
  it('asks about held messages, looks up what was being sent, and goes on with the queue', async () => {
    const harness = createHarness();
    harness.service.nextSends({ stored: true, until: never });
    const sending = harness.submit('sending');
    await harness.clock.advance(1);
    const held = harness.submit('held', { holdMs: 5000 });
    const queued = harness.submit('queued');
    harness.restart();
    expect([harness.state(held), harness.state(sending)]).toEqual(['review', 'unknown']);
    await harness.clock.advance(3000);
    expect([harness.state(held), harness.state(sending), harness.state(queued)]).toEqual(['review', 'accepted', 'accepted']);
    expect(harness.service.requests.map(({ body }) => body)).toEqual(['sending', 'queued']);
  });

  it.each([
    [29 * 60_000, 'accepted'],
    [31 * 60_000, 'review'],
  ])('treats a scheduled message that is %i ms late as %s', async (lateMs, state) => {
    const harness = createHarness();
    const id = harness.submit('later', { sendAt: harness.clock.now() + 60_000 });
    expect(harness.state(id)).toBe('scheduled');
    harness.clock.jump(60_000 + lateMs);
    harness.restart();
    await harness.clock.advance(1000);
    expect(harness.state(id)).toBe(state);
  });

  it('lets a reviewed message go back to the composer or out', async () => {
    const harness = createHarness();
    const [one, two] = [harness.submit('one', { holdMs: 5000 }), harness.submit('two', { holdMs: 5000 })];
    harness.restart();
    expect(value(harness.messages.act(one, 'keep-as-draft')).draft).toMatchObject({ text: 'one', to: ann });
    value(harness.messages.act(two, 'send-now'));
    await harness.clock.advance(1);
    expect([harness.state(one), harness.state(two)]).toEqual(['gone', 'accepted']);
  });
});

describe('schedule, pause and quit', () => {
  it('sends a scheduled message at its time, whatever the wait', async () => {
    const harness = createHarness();
    const id = harness.submit('in 26 days', { sendAt: harness.clock.now() + 26 * 86_400_000 });
    await harness.clock.advance(26 * 86_400_000 - 1000);
    expect(harness.state(id)).toBe('scheduled');
    await harness.clock.advance(2000);
    expect(harness.state(id)).toBe('accepted');
  });

  it('keeps the queue while offline, while nobody is signed in, and after a 401 that nothing mends', async () => {
    const harness = createHarness();
    harness.messages.pause('offline');
    const id = harness.submit('hello');
    await harness.clock.advance(60_000);
    expect(harness.state(id)).toBe('queued');
    harness.service.nextSends(notProcessed({ code: 'signed-out', status: 401 }));
    harness.messages.resume('offline');
    await harness.clock.advance(60_000);
    expect(harness.get(id)).toMatchObject({ state: 'queued', failure: { code: 'signed-out' }, nextAt: undefined });
    expect(harness.pauses.at(-1)).toEqual(['signed-out']);
    harness.messages.resume('signed-out');
    await harness.clock.advance(1);
    expect(harness.state(id)).toBe('accepted');
  });

  it('takes a 401 of a client that is not in use any more for no word about the present login', async () => {
    const harness = createHarness();
    let answer = () => {};
    const until = new Promise<void>((resolve) => {
      answer = resolve;
    });
    harness.service.nextSends({ ...notProcessed({ code: 'signed-out', status: 401 }), until });
    const id = harness.submit('hello');
    await harness.clock.advance(1);
    expect(harness.state(id)).toBe('sending');
    harness.signIn(false);
    answer();
    await harness.clock.advance(1);
    expect(harness.state(id)).toBe('queued');
    expect(harness.pauses).toEqual([]);
  });

  it('tries what waits at once when the network returns', async () => {
    const harness = createHarness();
    harness.service.nextSends(notProcessed({ code: 'offline' }));
    const id = harness.submit('hello');
    await harness.clock.advance(1);
    harness.messages.pause('offline');
    harness.messages.resume('offline');
    await harness.clock.advance(1);
    expect(harness.state(id)).toBe('accepted');
  });

  it('does not take a row that was undone while the service was asked what it had', async () => {
    const harness = createHarness();
    const id = harness.submit('hello');
    value(harness.messages.act(id, 'undo'));
    await harness.clock.advance(1000);
    expect(harness.service.requests).toEqual([]);
    expect(harness.state(id)).toBe('gone');
  });

  it('refuses what cannot happen to a message that is on its way', async () => {
    const harness = createHarness();
    harness.service.nextSends({ stored: true, until: never });
    const id = harness.submit('hello');
    await harness.clock.advance(1);
    for (const action of ['undo', 'discard', 'send-again', 'mark-sent', 'keep-as-draft'] as const) {
      expect(harness.messages.act(id, action)).toEqual({ ok: false, error: { code: 'not-possible-now' } });
    }
    expect(value(await harness.messages.remove([id]))).toBe(0);
    expect(harness.changes.at(-1)).toEqual({ items: [], removed: [], reset: true });
    expect(value(await harness.messages.remove('all'))).toBe(0);
    expect(harness.state(id)).toBe('sending');
  });

  it('sends held messages before quitting, or keeps each as a draft of its own, one in the composer if that is empty', async () => {
    const sent = createHarness();
    const id = sent.submit('one', { holdMs: 30_000 });
    value(await sent.messages.settleHeldForQuit('send-now'));
    expect(sent.state(id)).toBe('accepted');

    const kept = createHarness();
    const texts = ['one', 'two', 'three \ud800'];
    const ids = texts.map((text) => kept.submit(text, { holdMs: 30_000 }));
    value(await kept.messages.settleHeldForQuit('keep-as-draft'));
    expect(ids.map(kept.state)).toEqual(['gone', 'gone', 'gone']);
    const rows = kept.database.prepare("SELECT address, line, text, exact_text, caret, at FROM draft WHERE text <> '' ORDER BY id").all();
    expect(rows).toMatchObject([
      { address: ann, line, text: 'one', exact_text: null, caret: 3, at: kept.clock.now() },
      { text: 'two' },
      { text: 'three \ufffd', exact_text: JSON.stringify('three \ud800') },
    ]);
    expect(value(kept.messages.drafts.shown()).text).toBe('one');
    expect(value(kept.messages.drafts.list()).map(({ excerpt }) => excerpt)).toEqual(['three \ufffd', 'two']);

    const busy = createHarness();
    const only = busy.submit('one', { holdMs: 30_000 });
    value(busy.messages.drafts.start({ to: '', text: 'something else', caret: 0 }));
    value(await busy.messages.settleHeldForQuit('keep-as-draft'));
    expect(busy.state(only)).toBe('gone');
    expect(value(busy.messages.drafts.shown()).text).toBe('something else');
    expect(value(busy.messages.drafts.list()).map(({ excerpt }) => excerpt)).toEqual(['one']);
  });

  it('empties the composer in the very transaction that stores the message', () => {
    const harness = createHarness();
    const draft = value(harness.messages.drafts.start({ to: ann, text: 'hello', caret: 2 }));
    value(harness.messages.submit(submission('hello'), draft));
    expect(value(harness.messages.drafts.shown())).toMatchObject({ to: '', text: '', caret: 0 });
    expect(value(harness.messages.drafts.show(draft.id))).toBeUndefined();
  });

  it('answers in values once it is closed, whatever comes back late', async () => {
    const harness = createHarness();
    let open = () => {};
    harness.service.nextSends({ ...unknown(true), until: new Promise<void>((resolve) => (open = resolve)) });
    const id = harness.submit('hello');
    await harness.clock.advance(1);
    const closing = harness.messages.close();
    await harness.clock.advance(10_000);
    await closing;
    open();
    await harness.clock.advance(100_000);
    expect(harness.messages.get(id)).toEqual({ ok: false, error: { code: 'not-possible-now' } });
    expect(harness.log.every((text) => !text.includes('hello') && !text.includes('555'))).toBe(true);
  });
});
