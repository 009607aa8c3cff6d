import { describe, expect, it } from 'vitest';
import { ann, unknown } from '../fake-service.ts';
import { createHarness, memory, submission, value } from '../harness.ts';

/** A harness whose disk can be full: every transaction fails while it is. */
function harnessWithDisk() {
  const database = memory();
  const disk = { isFull: false };
  const harness = createHarness({
    ...database,
    transaction: (work) => {
      if (disk.isFull) throw Object.assign(new Error('full'), { code: 'SQLITE_FULL' });
      return database.transaction(work);
    },
  });
  return { harness, disk };
}

describe('a disk that is full for a while', () => {
  it('keeps a message whose hold ends just then: it leaves once, as soon as there is room', async () => {
    const { harness, disk } = harnessWithDisk();
    const id = harness.submit('hello', { holdMs: 5000 });
    disk.isFull = true;
    await harness.clock.advance(60_000);
    expect(harness.state(id)).toBe('held');
    expect(harness.service.requests).toEqual([]);
    disk.isFull = false;
    await harness.clock.advance(5001);
    expect(harness.state(id)).toBe('accepted');
    await harness.clock.advance(60_000);
    expect(harness.service.requests).toHaveLength(1);
  });

  it('answers a person at once, and what they did while there was room counts', async () => {
    const { harness, disk } = harnessWithDisk();
    const id = harness.submit('hello', { holdMs: 5000 });
    disk.isFull = true;
    await harness.clock.advance(6000);
    expect(harness.messages.act(id, 'undo')).toEqual({ ok: false, error: { code: 'disk-full' } });
    disk.isFull = false;
    value(harness.messages.act(id, 'undo'));
    await harness.clock.advance(60_000);
    expect(harness.state(id)).toBe('gone');
    expect(harness.service.requests).toEqual([]);
  });

  it.each([
    ['not found', { code: 'server-error', status: 500 } as const, 70_000, { state: 'unknown', lookup: 'given-up' }],
    ['not to be looked up', { code: 'role-missing', status: 403 } as const, 3000, { state: 'unknown', lookup: 'not-permitted' }],
    ['found', undefined, 3000, { state: 'accepted' }],
  ])('does not keep a lookup going for ever that ends then: %s', async (_, failure, ms, end) => {
    const { harness, disk } = harnessWithDisk();
    harness.service.nextSends(unknown(failure === undefined));
    const id = harness.submit('hello');
    await harness.clock.advance(1);
    harness.service.failLists(failure);
    disk.isFull = true;
    await harness.clock.advance(ms);
    expect(harness.get(id)).toMatchObject({ state: 'unknown', lookup: 'checking' });
    disk.isFull = false;
    await harness.clock.advance(5001);
    expect(harness.get(id)).toMatchObject(end);
  });

  it('of a start leaves nothing as it was: each row is settled once there is room', async () => {
    const { harness, disk } = harnessWithDisk();
    harness.service.nextSends({ stored: true, until: new Promise<void>(() => {}) });
    const sending = harness.submit('sending');
    await harness.clock.advance(1);
    const held = harness.submit('held', { holdMs: 5000 });
    disk.isFull = true;
    harness.restart();
    await harness.clock.advance(20_000);
    expect([sending, held].map(harness.state)).toEqual(['sending', 'held']);
    disk.isFull = false;
    await harness.clock.advance(10_000);
    expect([sending, held].map(harness.state)).toEqual(['accepted', 'review']);
  });

  it('does not set off a storm when waits end: each is tried as on any other day', async () => {
    const { harness, disk } = harnessWithDisk();
    harness.service.nextSends({ stored: false, outcome: { kind: 'not-processed', failure: { code: 'unreachable' } } });
    harness.submit('hello');
    await harness.clock.advance(1);
    disk.isFull = true;
    const before = harness.service.lists();
    await harness.clock.advance(59_000);
    expect(harness.service.lists() - before).toBeLessThanOrEqual(4);
    expect(harness.log.length).toBeLessThan(50);
  });
});

describe('a full disk', () => {
  it('is said, sends nothing, and leaves the text in the composer', async () => {
    const harness = createHarness();
    const draft = value(harness.messages.drafts.start({ to: ann, text: 'hello', caret: 1 }));
    const pages = Number(harness.database.prepare('PRAGMA page_count').get()?.page_count);
    harness.database.prepare(`PRAGMA max_page_count = ${pages}`).get();
    expect(harness.messages.submit(submission('x'.repeat(100_000)), draft)).toEqual({ ok: false, error: { code: 'disk-full' } });
    await harness.clock.advance(10_000);
    expect(harness.service.requests).toEqual([]);
    expect(value(harness.messages.drafts.shown()).text).toBe('hello');
    expect(value(await harness.messages.page({ search: '', limit: 5 })).items).toEqual([]);
  });

  it('does not lose an outcome: it is stored as soon as there is room', async () => {
    const { harness, disk } = harnessWithDisk();
    let open = () => {};
    const until = new Promise<void>((resolve) => {
      open = resolve;
    });
    harness.service.nextSends({ stored: true, until });
    const id = harness.submit('hello');
    await harness.clock.advance(1);
    disk.isFull = true;
    open();
    await harness.clock.advance(20_000);
    expect(harness.state(id)).toBe('sending');
    disk.isFull = false;
    await harness.clock.advance(5000);
    expect(harness.get(id)).toMatchObject({ state: 'accepted', serverId: 'server-1' });
    expect(harness.service.requests).toHaveLength(1);
  });

  it('sends nothing whose `sending` cannot be stored', async () => {
    const { harness, disk } = harnessWithDisk();
    harness.messages.pause('offline');
    const id = harness.submit('hello');
    disk.isFull = true;
    harness.messages.resume('offline');
    await harness.clock.advance(60_000);
    expect(harness.service.requests).toEqual([]);
    disk.isFull = false;
    await harness.clock.advance(6000);
    expect(harness.state(id)).toBe('accepted');
  });
});
