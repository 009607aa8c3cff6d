import { describe, expect, it } from 'vitest';
import { createDesk, submission, value } from '../desk.ts';
import { ann, line, notProcessed, unknown } from '../fake-service.ts';

const never = new Promise<void>(() => {});

describe('after a crash', () => {
  it('asks about held messages, looks up what was being sent, and goes on with the queue', async () => {
    const desk = createDesk();
    desk.service.nextSends({ stored: true, until: never });
    const sending = desk.submit('sending');
    await desk.clock.advance(1);
    const held = desk.submit('held', { holdMs: 5000 });
    const queued = desk.submit('queued');
    desk.restart();
    expect([desk.state(held), desk.state(sending)]).toEqual(['review', 'unknown']);
    await desk.clock.advance(3000);
    expect([desk.state(held), desk.state(sending), desk.state(queued)]).toEqual(['review', 'accepted', 'accepted']);
    expect(desk.service.requests.map(({ body }) => body)).toEqual(['sending', 'queued']);
  });

  it.each([
    [29 * 60_000, 'accepted'],
    [31 * 60_000, 'review'],
  ])('treats a scheduled message that is %i ms late as %s', async (lateMs, state) => {
    const desk = createDesk();
    const id = desk.submit('later', { sendAt: desk.clock.now() + 60_000 });
    expect(desk.state(id)).toBe('scheduled');
    desk.clock.jump(60_000 + lateMs);
    desk.restart();
    await desk.clock.advance(1000);
    expect(desk.state(id)).toBe(state);
  });

  it('lets a reviewed message go back to the composer or out', async () => {
    const desk = createDesk();
    const [one, two] = [desk.submit('one', { holdMs: 5000 }), desk.submit('two', { holdMs: 5000 })];
    desk.restart();
    expect(value(desk.messages.act(one, 'keep-as-draft')).draft).toMatchObject({ text: 'one', to: ann });
    value(desk.messages.act(two, 'send-now'));
    await desk.clock.advance(1);
    expect([desk.state(one), desk.state(two)]).toEqual(['gone', 'accepted']);
  });
});

describe('schedule, pause and quit', () => {
  it('sends a scheduled message at its time, whatever the wait', async () => {
    const desk = createDesk();
    const id = desk.submit('next month', { sendAt: desk.clock.now() + 30 * 86_400_000 });
    await desk.clock.advance(30 * 86_400_000 - 1000);
    expect(desk.state(id)).toBe('scheduled');
    await desk.clock.advance(2000);
    expect(desk.state(id)).toBe('accepted');
  });

  it('keeps the queue while offline, while nobody is signed in, and after a 401 that nothing mends', async () => {
    const desk = createDesk();
    desk.messages.pause('offline');
    const id = desk.submit('hello');
    await desk.clock.advance(60_000);
    expect(desk.state(id)).toBe('queued');
    desk.service.nextSends(notProcessed({ code: 'signed-out', status: 401 }));
    desk.messages.resume('offline');
    await desk.clock.advance(60_000);
    expect(desk.get(id)).toMatchObject({ state: 'queued', failure: { code: 'signed-out' }, nextAt: undefined });
    expect(desk.pauses.at(-1)).toEqual(['signed-out']);
    desk.messages.resume('signed-out');
    await desk.clock.advance(1);
    expect(desk.state(id)).toBe('accepted');
  });

  it('takes a 401 of a client that is not in use any more for no word about the present login', async () => {
    const desk = createDesk();
    let answer = () => {};
    const until = new Promise<void>((resolve) => {
      answer = resolve;
    });
    desk.service.nextSends({ ...notProcessed({ code: 'signed-out', status: 401 }), until });
    const id = desk.submit('hello');
    await desk.clock.advance(1);
    expect(desk.state(id)).toBe('sending');
    desk.signIn(false);
    answer();
    await desk.clock.advance(1);
    expect(desk.state(id)).toBe('queued');
    expect(desk.pauses).toEqual([]);
  });

  it('tries what waits at once when the network returns', async () => {
    const desk = createDesk();
    desk.service.nextSends(notProcessed({ code: 'offline' }));
    const id = desk.submit('hello');
    await desk.clock.advance(1);
    desk.messages.pause('offline');
    desk.messages.resume('offline');
    await desk.clock.advance(1);
    expect(desk.state(id)).toBe('accepted');
  });

  it('does not take a row that was undone while the service was asked what it had', async () => {
    const desk = createDesk();
    const id = desk.submit('hello');
    value(desk.messages.act(id, 'undo'));
    await desk.clock.advance(1000);
    expect(desk.service.requests).toEqual([]);
    expect(desk.state(id)).toBe('gone');
  });

  it('refuses what cannot happen to a message that is on its way', async () => {
    const desk = createDesk();
    desk.service.nextSends({ stored: true, until: never });
    const id = desk.submit('hello');
    await desk.clock.advance(1);
    for (const action of ['undo', 'discard', 'send-again', 'mark-sent', 'keep-as-draft'] as const) {
      expect(desk.messages.act(id, action)).toEqual({ ok: false, error: { code: 'not-possible-now' } });
    }
    expect(value(await desk.messages.remove([id]))).toBe(0);
    expect(desk.changes.at(-1)).toEqual({ items: [], removed: [], reset: true });
    expect(value(await desk.messages.remove('all'))).toBe(0);
    expect(desk.state(id)).toBe('sending');
  });

  it('sends held messages before quitting, or keeps each as a draft of its own, one in the composer if that is empty', async () => {
    const sent = createDesk();
    const id = sent.submit('one', { holdMs: 30_000 });
    value(await sent.messages.settleHeldForQuit('send-now'));
    expect(sent.state(id)).toBe('accepted');

    const kept = createDesk();
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

    const busy = createDesk();
    const only = busy.submit('one', { holdMs: 30_000 });
    value(busy.messages.drafts.start({ to: '', text: 'something else', caret: 0 }));
    value(await busy.messages.settleHeldForQuit('keep-as-draft'));
    expect(busy.state(only)).toBe('gone');
    expect(value(busy.messages.drafts.shown()).text).toBe('something else');
    expect(value(busy.messages.drafts.list()).map(({ excerpt }) => excerpt)).toEqual(['one']);
  });

  it('empties the composer in the very transaction that stores the message', () => {
    const desk = createDesk();
    const draft = value(desk.messages.drafts.start({ to: ann, text: 'hello', caret: 2 }));
    value(desk.messages.submit(submission('hello'), draft));
    expect(value(desk.messages.drafts.shown())).toMatchObject({ to: '', text: '', caret: 0 });
    expect(value(desk.messages.drafts.show(draft.id))).toBeUndefined();
  });

  it('answers in values once it is closed, whatever comes back late', async () => {
    const desk = createDesk();
    let open = () => {};
    desk.service.nextSends({ ...unknown(true), until: new Promise<void>((resolve) => (open = resolve)) });
    const id = desk.submit('hello');
    await desk.clock.advance(1);
    const closing = desk.messages.close();
    await desk.clock.advance(10_000);
    await closing;
    open();
    await desk.clock.advance(100_000);
    expect(desk.messages.get(id)).toEqual({ ok: false, error: { code: 'not-possible-now' } });
    expect(desk.log.every((text) => !text.includes('hello') && !text.includes('555'))).toBe(true);
  });
});
