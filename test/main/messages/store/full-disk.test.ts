import { describe, expect, it } from 'vitest';
import { ann } from '../fake-service.ts';
import { createHarness, memory, submission, value } from '../harness.ts';

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
