import { describe, expect, it } from 'vitest';
import { ann, bo, line } from '../fake-service.ts';
import { createHarness, submission, value } from '../harness.ts';

const to = (address: string, text: string) => ({ to: address, text, caret: text.length });

describe('drafts', () => {
  it('are kept as they are, whatever they hold, and the one in the composer is there after a restart', () => {
    const harness = createHarness();
    const text = 'half a \ud800 sentence\0';
    const one = value(harness.messages.drafts.start({ endpointId: line, to: 'Ann', text, caret: 3 }));
    value(harness.messages.drafts.start({ sessionId: 's1', to: '', text: 'two', caret: 1 }));
    harness.restart();
    expect(value(harness.messages.drafts.shown())).toMatchObject({ sessionId: 's1', text: 'two', caret: 1 });
    expect(value(harness.messages.drafts.show(one.id))).toMatchObject({ endpointId: line, to: 'Ann', text, caret: 3 });
  });

  it('are each a row: saving one touches no other', () => {
    const harness = createHarness();
    const { drafts } = harness.messages;
    const [one, two] = [value(drafts.start(to(ann, 'one'))), value(drafts.start(to(bo, 'two')))];
    value(drafts.save(two, to(bo, 'two and more')));
    expect(value(drafts.show(one.id))).toMatchObject({ to: ann, text: 'one' });
    expect(value(drafts.show(two.id))).toMatchObject({ to: bo, text: 'two and more' });
  });

  it('refuse a save and a send that name another wording than they have, and one that is gone', async () => {
    const harness = createHarness();
    const { drafts } = harness.messages;
    const before = value(drafts.start(to(ann, 'one')));
    const revision = value(drafts.save(before, to(ann, 'one and more')));
    expect(revision).toBeGreaterThan(before.revision);
    expect(value(drafts.save(before, to(ann, 'late')))).toBeUndefined();
    expect(harness.messages.submit(submission('one'), before)).toEqual({ ok: false, error: { code: 'draft-changed' } });
    expect(harness.messages.submit(submission('one'), { id: 99, revision: before.revision })).toEqual({
      ok: false,
      error: { code: 'draft-changed' },
    });
    await harness.clock.advance(1000);
    expect(harness.service.requests).toEqual([]);
    expect(value(drafts.shown())).toMatchObject({ text: 'one and more' });
  });

  it('of two histories never answer to the same name', async () => {
    const one = createHarness();
    const first = value(one.messages.drafts.start(to(ann, 'in one history')));
    const two = createHarness();
    await two.clock.advance(1000);
    two.restart();
    const second = value(two.messages.drafts.start(to(bo, 'in another')));
    expect(second.id).toBe(first.id);
    expect(value(two.messages.drafts.save(first, to(ann, 'in one history')))).toBeUndefined();
  });

  it('become the message in one step, and the composer is empty then; a message that is no draft leaves them alone', () => {
    const harness = createHarness();
    const { drafts } = harness.messages;
    const other = value(drafts.start(to(bo, 'for Bo')));
    harness.submit('not from here');
    expect(value(drafts.shown())).toMatchObject({ id: other.id, text: 'for Bo' });
    const mine = value(drafts.start(to(ann, 'hello')));
    value(harness.messages.submit(submission('hello'), mine));
    expect(value(drafts.shown())).toMatchObject({ to: '', text: '' });
    expect(value(drafts.list()).map(({ excerpt }) => excerpt)).toEqual(['for Bo']);
    expect(value(harness.messages.lastLine())).toBe(line);
  });

  it('are never overwritten by what is undone: three undone messages are three more', () => {
    const harness = createHarness();
    const { drafts } = harness.messages;
    const mine = value(drafts.start(to(bo, 'my own')));
    const ids = ['one', 'two', 'three'].map((text) => harness.submit(text, { holdMs: 5000 }));
    const given = ids.map((id) => value(harness.messages.act(id, 'undo')).draft);
    expect(new Set([mine.id, ...given.map((draft) => draft?.id)]).size).toBe(4);
    expect(value(drafts.shown())).toMatchObject({ id: mine.id, text: 'my own' });
    expect(value(drafts.list()).map(({ excerpt }) => excerpt)).toEqual(['three', 'two', 'one']);
  });

  it('are listed without the one in the composer and without empty ones, which go when they are left', () => {
    const harness = createHarness();
    const { drafts } = harness.messages;
    value(drafts.start(to(ann, '')));
    const one = value(drafts.start(to(ann, 'one')));
    value(drafts.start(to(bo, 'two')));
    expect(value(drafts.list())).toMatchObject([{ id: one.id, to: ann, excerpt: 'one' }]);
    expect(harness.database.prepare("SELECT count(*) AS n FROM draft WHERE text = ''").get()?.n).toBe(0);
  });

  it('take a last key that was on its way when another one was shown', () => {
    const harness = createHarness();
    const { drafts } = harness.messages;
    const left = value(drafts.start());
    value(drafts.start(to(bo, 'from outside')));
    expect(value(drafts.save(left, to('', 'last key')))).toBeDefined();
    expect(value(drafts.list())).toMatchObject([{ id: left.id, excerpt: 'last key' }]);
  });

  it('are found by recipient, however the address is written, and by session, the newest first', async () => {
    const harness = createHarness();
    const { drafts } = harness.messages;
    value(drafts.start(to(ann, 'older')));
    await harness.clock.advance(1000);
    const newer = value(drafts.start(to('(555) 666-7777', 'newer')));
    const session = value(drafts.start({ ...to(ann, 'into the session'), sessionId: 's1' }));
    value(drafts.start());
    expect(value(drafts.newestFor({ to: ann }))?.id).toBe(newer.id);
    expect(value(drafts.newestFor({ to: ann }, newer.id))?.text).toBe('older');
    expect(value(drafts.newestFor({ sessionId: 's1' }))?.id).toBe(session.id);
    expect(value(drafts.newestFor({ to: bo }))).toBeUndefined();
  });

  it('are deleted one by one, never the one in the composer', () => {
    const harness = createHarness();
    const { drafts } = harness.messages;
    const one = value(drafts.start(to(ann, 'one')));
    const two = value(drafts.start(to(bo, 'two')));
    expect([value(drafts.remove(one.id)), value(drafts.remove(one.id)), value(drafts.remove(two.id))]).toEqual([true, false, false]);
    expect(value(drafts.shown()).id).toBe(two.id);
  });
});

describe('a recipient', () => {
  it('is known with name and the line last used, however the number is written', async () => {
    const harness = createHarness();
    harness.submit('one', { name: 'Ann Lee' });
    await harness.clock.advance(1000);
    expect(value(harness.messages.recipient(ann))).toMatchObject({ address: ann, name: 'Ann Lee', endpointId: line });
    expect(value(harness.messages.recipient('15556667777'))).toMatchObject({ address: ann });
    expect(value(harness.messages.recipient(bo))).toBeUndefined();
  });
});
