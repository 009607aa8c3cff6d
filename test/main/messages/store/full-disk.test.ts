import { describe, expect, it } from 'vitest';
import { createDesk, memory, submission, value } from '../desk.ts';
import { ann } from '../fake-service.ts';

describe('a full disk', () => {
  it('is said, sends nothing, and leaves the text in the composer', async () => {
    const desk = createDesk();
    const draft = value(desk.messages.drafts.start({ to: ann, text: 'hello', caret: 1 }));
    const pages = Number(desk.database.prepare('PRAGMA page_count').get()?.page_count);
    desk.database.prepare(`PRAGMA max_page_count = ${pages}`).get();
    expect(desk.messages.submit(submission('x'.repeat(100_000)), draft)).toEqual({ ok: false, error: { code: 'disk-full' } });
    await desk.clock.advance(10_000);
    expect(desk.service.requests).toEqual([]);
    expect(value(desk.messages.drafts.shown()).text).toBe('hello');
    expect(value(await desk.messages.page({ search: '', limit: 5 })).items).toEqual([]);
  });

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

  it('does not lose an outcome: it is stored as soon as there is room', async () => {
    const { desk, disk } = deskWithDisk();
    let open = () => {};
    const until = new Promise<void>((resolve) => {
      open = resolve;
    });
    desk.service.nextSends({ stored: true, until });
    const id = desk.submit('hello');
    await desk.clock.advance(1);
    disk.isFull = true;
    open();
    await desk.clock.advance(20_000);
    expect(desk.state(id)).toBe('sending');
    disk.isFull = false;
    await desk.clock.advance(5000);
    expect(desk.get(id)).toMatchObject({ state: 'accepted', serverId: 'server-1' });
    expect(desk.service.requests).toHaveLength(1);
  });

  it('sends nothing whose `sending` cannot be stored', async () => {
    const { desk, disk } = deskWithDisk();
    desk.messages.pause('offline');
    const id = desk.submit('hello');
    disk.isFull = true;
    desk.messages.resume('offline');
    await desk.clock.advance(60_000);
    expect(desk.service.requests).toEqual([]);
    disk.isFull = false;
    await desk.clock.advance(6000);
    expect(desk.state(id)).toBe('accepted');
  });
});
