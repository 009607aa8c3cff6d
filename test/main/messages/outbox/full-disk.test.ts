import { describe, expect, it } from 'vitest';
import { createDesk, memory, value } from '../desk.ts';
import { unknown } from '../fake-service.ts';

/** A desk whose disk can be full: every transaction fails while it is. */
function deskWithDisk() {
  const database = memory();
  const disk = { isFull: false };
  const desk = createDesk({
    ...database,
    transaction: (work) => {
      if (disk.isFull) throw Object.assign(new Error('full'), { code: 'SQLITE_FULL' });
      return database.transaction(work);
    },
  });
  return { desk, disk };
}

describe('a disk that is full for a while', () => {
  it('keeps a message whose hold ends just then: it leaves once, as soon as there is room', async () => {
    const { desk, disk } = deskWithDisk();
    const id = desk.submit('hello', { holdMs: 5000 });
    disk.isFull = true;
    await desk.clock.advance(60_000);
    expect(desk.state(id)).toBe('held');
    expect(desk.service.requests).toEqual([]);
    disk.isFull = false;
    await desk.clock.advance(5001);
    expect(desk.state(id)).toBe('accepted');
    await desk.clock.advance(60_000);
    expect(desk.service.requests).toHaveLength(1);
  });

  it('answers a person at once, and what he did when there was room counts', async () => {
    const { desk, disk } = deskWithDisk();
    const id = desk.submit('hello', { holdMs: 5000 });
    disk.isFull = true;
    await desk.clock.advance(6000);
    expect(desk.messages.act(id, 'undo')).toEqual({ ok: false, error: { code: 'disk-full' } });
    disk.isFull = false;
    value(desk.messages.act(id, 'undo'));
    await desk.clock.advance(60_000);
    expect(desk.state(id)).toBe('gone');
    expect(desk.service.requests).toEqual([]);
  });

  it.each([
    ['not found', { code: 'server-error', status: 500 } as const, 70_000, { state: 'unknown', lookup: 'given-up' }],
    ['not to be looked up', { code: 'role-missing', status: 403 } as const, 3000, { state: 'unknown', lookup: 'not-permitted' }],
    ['found', undefined, 3000, { state: 'accepted' }],
  ])('does not keep a lookup going for ever that ends then: %s', async (_, failure, ms, end) => {
    const { desk, disk } = deskWithDisk();
    desk.service.nextSends(unknown(failure === undefined));
    const id = desk.submit('hello');
    await desk.clock.advance(1);
    desk.service.failLists(failure);
    disk.isFull = true;
    await desk.clock.advance(ms);
    expect(desk.get(id)).toMatchObject({ state: 'unknown', lookup: 'checking' });
    disk.isFull = false;
    await desk.clock.advance(5001);
    expect(desk.get(id)).toMatchObject(end);
  });

  it('of a start leaves nothing as it was: each row is settled once there is room', async () => {
    const { desk, disk } = deskWithDisk();
    desk.service.nextSends({ stored: true, until: new Promise<void>(() => {}) });
    const sending = desk.submit('sending');
    await desk.clock.advance(1);
    const held = desk.submit('held', { holdMs: 5000 });
    disk.isFull = true;
    desk.restart();
    await desk.clock.advance(20_000);
    expect([sending, held].map(desk.state)).toEqual(['sending', 'held']);
    disk.isFull = false;
    await desk.clock.advance(10_000);
    expect([sending, held].map(desk.state)).toEqual(['accepted', 'review']);
  });

  it('does not set off a storm when waits end: each is tried as on any other day', async () => {
    const { desk, disk } = deskWithDisk();
    desk.service.nextSends({ stored: false, outcome: { kind: 'not-processed', failure: { code: 'unreachable' } } });
    desk.submit('hello');
    await desk.clock.advance(1);
    disk.isFull = true;
    const before = desk.service.lists();
    await desk.clock.advance(59_000);
    expect(desk.service.lists() - before).toBeLessThanOrEqual(4);
    expect(desk.log.length).toBeLessThan(50);
  });
});
