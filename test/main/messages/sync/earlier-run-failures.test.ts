import { describe, expect, it } from 'vitest';
import { olderCopy } from './older-copy.ts';

describe('a message of an earlier run that cannot be looked up', () => {
  it('waits while the listing fails, with the limits of every try, until it can be looked up', async () => {
    const { harness, id, sent } = olderCopy();
    sent();
    harness.service.failLists({ code: 'server-error', status: 500 });
    harness.restart();
    await harness.clock.advance(55_000);
    expect(harness.get(id)).toMatchObject({ state: 'queued', failure: { code: 'server-error' } });
    expect(harness.service.lists()).toBeLessThanOrEqual(5);
    harness.service.failLists(undefined);
    await harness.clock.advance(31_000);
    expect(harness.state(id)).toBe('accepted');
    expect(harness.service.requests).toEqual([]);
  });

  it('is for the person after half an hour of failed listings', async () => {
    const { harness, id } = olderCopy();
    harness.service.failLists({ code: 'timeout' });
    harness.restart();
    await harness.clock.advance(32 * 60_000);
    expect(harness.state(id)).toBe('review');
    expect(harness.service.requests).toEqual([]);
  });

  it('stays queued where the disk cannot be read while it is looked up, and is looked up again', async () => {
    const { harness, id, sent } = olderCopy();
    sent();
    const { client } = harness.service;
    const { listMessages } = client;
    const { prepare } = harness.database;
    let isBroken = false;
    Object.assign(harness.database, {
      prepare(sql: string) {
        if (isBroken) throw Object.assign(new Error('disk I/O error'), { code: 'SQLITE_IOERR_READ' });
        return prepare(sql);
      },
    });
    Object.assign(client, {
      listMessages: (query: never) => {
        isBroken = true;
        return listMessages(query);
      },
    });
    harness.restart();
    await harness.clock.advance(1000);
    isBroken = false;
    expect(harness.state(id)).toBe('queued');
    Object.assign(client, { listMessages });
    await harness.clock.advance(5000);
    expect(harness.state(id)).toBe('accepted');
    expect(harness.service.requests).toEqual([]);
  });
});
