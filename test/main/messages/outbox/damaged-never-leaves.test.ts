import { describe, expect, it } from 'vitest';
import { updateRow } from '../../../../main/messages/store/codec.ts';
import { createMessageStore } from '../../../../main/messages/store/message-store.ts';
import { messageTable } from '../../../../main/messages/store/tables.ts';
import { messageActions } from '../../../../main/model/message.ts';
import { ann, bo, line, unknown } from '../fake-service.ts';
import { createHarness, type Harness, value } from '../harness.ts';

const minute = 60_000;
const toBo = { kind: 'sms', endpointId: line, toAddress: bo } as const;

/** Another last digit, behind the codec's back. */
const changeDigit = ({ database }: Harness, id: number): void => {
  database.prepare("UPDATE message SET address = substr(address, 1, length(address) - 1) || '1' WHERE id = ?").run(id);
};

/** Another time to leave, in the outbox. */
const changeTime = ({ database }: Harness, id: number): void => {
  database.prepare('UPDATE outbox SET due_at = due_at + 86400000 WHERE id = ?').run(id);
};

/** The way of a message on which it gets damaged, and what would make it leave after that. */
const ways: Readonly<Record<string, (harness: Harness, damage: (id: number) => void) => Promise<number>>> = {
  async 'the end of its hold'(harness, damage) {
    const id = harness.submit('bad', { holdMs: 5000 });
    damage(id);
    await harness.clock.advance(10_000);
    return id;
  },
  async 'its scheduled time'(harness, damage) {
    const id = harness.submit('bad', { sendAt: harness.clock.now() + 5 * minute });
    damage(id);
    await harness.clock.advance(10 * minute);
    return id;
  },
  async 'the network coming back'(harness, damage) {
    harness.messages.pause('offline');
    const id = harness.submit('bad');
    damage(id);
    harness.messages.resume('offline');
    await harness.clock.advance(minute);
    return id;
  },
  async 'another try'(harness, damage) {
    harness.service.setNetwork({ code: 'unreachable' });
    const id = harness.submit('bad');
    await harness.clock.advance(1);
    damage(id);
    harness.service.setNetwork(undefined);
    harness.messages.retryNow();
    await harness.clock.advance(minute);
    return id;
  },
  async 'a start'(harness, damage) {
    harness.messages.pause('offline');
    const id = harness.submit('bad');
    damage(id);
    harness.restart();
    await harness.clock.advance(minute);
    return id;
  },
  async 'the snapshot before its request, during which it was damaged'(harness, damage) {
    const { client } = harness.service;
    const list = client.listMessages;
    let id = 0;
    Object.assign(client, {
      async listMessages(query: Parameters<typeof list>[0]) {
        const listed = await list(query);
        if (id !== 0) damage(id);
        return listed;
      },
    });
    id = harness.submit('bad');
    await harness.clock.advance(minute);
    Object.assign(client, { listMessages: list });
    return id;
  },
  async 'Send all, and Send now in review'(harness, damage) {
    harness.messages.pause('offline');
    const id = harness.submit('bad');
    harness.clock.jump(60 * minute);
    harness.messages.resume('offline');
    expect(value(harness.messages.late())).toEqual([id]);
    damage(id);
    expect(value(harness.messages.late())).toEqual([]);
    expect(value(harness.messages.sendLate([id]))).toBe(0);
    await harness.clock.advance(minute);
    return id;
  },
  async 'quitting, which sends what is held'(harness, damage) {
    const id = harness.submit('bad', { holdMs: 60_000 });
    damage(id);
    value(await harness.messages.settleHeldForQuit('send-now'));
    return id;
  },
};

describe('a damaged message does not leave', () => {
  it.each(Object.keys(ways).flatMap((way) => [[way, 'message', changeDigit] as const, [way, 'outbox', changeTime] as const]))(
    'by %s, with damage in its row of %s; others do, and it is said once',
    async (way, _, damage) => {
      const harness = createHarness();
      const id = (await ways[way]?.(harness, (each) => damage(harness, each))) ?? 0;
      expect(harness.service.requests).toEqual([]);
      for (const action of messageActions) expect(harness.messages.act(id, action).ok).toBe(false);
      harness.submit('good', { target: toBo });
      await harness.clock.advance(minute);
      expect(harness.service.requests.map(({ body }) => body)).toEqual(['good']);
      expect(harness.messages.damage()).toMatchObject({ unsent: 1 });
      // After a restart the harness logs for both runs.
      expect(new Set(harness.log.filter((each) => each.startsWith('damaged row'))).size).toBe(1);
      expect(harness.log.filter((each) => each.startsWith('message not stored')).length).toBeLessThan(20);
    },
  );

  it('by the answer to its request, which cannot be stored any more', async () => {
    const harness = createHarness();
    let answer = () => {};
    const until = new Promise<void>((resolve) => {
      answer = resolve;
    });
    harness.service.nextSends({ stored: true, until });
    const id = harness.submit('once');
    await harness.clock.advance(1);
    changeDigit(harness, id);
    answer();
    await harness.clock.advance(minute);
    harness.restart();
    await harness.clock.advance(10 * minute);
    expect(harness.service.requests).toHaveLength(1);
  });

  it('where a row of the outbox was left without its message', async () => {
    const harness = createHarness();
    harness.messages.pause('offline');
    const id = harness.submit('bad');
    harness.database.prepare('PRAGMA foreign_keys = OFF').all();
    harness.database.prepare('DELETE FROM message').run();
    harness.restart();
    await harness.clock.advance(minute);
    expect(harness.service.requests).toEqual([]);
    expect(harness.messages.damage()).toMatchObject({ unsent: 1 });
    expect(harness.state(id)).toBe('gone');
  });
});

describe('what is sent', () => {
  it('is what a checked row holds when `sending` is stored, not what was read before', async () => {
    const harness = createHarness();
    const { client } = harness.service;
    const list = client.listMessages;
    let id = 0;
    Object.assign(client, {
      async listMessages(query: Parameters<typeof list>[0]) {
        if (id !== 0) harness.database.transaction(() => createMessageStore(harness.database).change(id, { address: bo }));
        if (id !== 0) updateRow(harness.database, messageTable, id, { text: 'as it is now' });
        return list(query);
      },
    });
    id = harness.submit('as it was');
    await harness.clock.advance(1);
    expect(harness.service.requests).toEqual([{ endpointId: line, toAddress: bo, body: 'as it is now' }]);
  });
});

describe('an id of the service that a damaged row has', () => {
  it('leaves it to the person whether a queued message of an earlier run is that one', async () => {
    const harness = createHarness();
    harness.service.nextSends({ stored: true });
    const sent = harness.submit('hello');
    await harness.clock.advance(1);
    expect(harness.state(sent)).toBe('accepted');
    harness.messages.pause('offline');
    const again = harness.submit('hello');
    changeDigit(harness, sent);
    harness.restart();
    await harness.clock.advance(minute);
    expect(harness.service.requests).toHaveLength(1);
    expect(harness.get(again)).toMatchObject({ state: 'review', lookup: 'given-up' });
  });

  it('stays with that row where another message is accepted under it', async () => {
    const harness = createHarness();
    const sent = harness.submit('one');
    await harness.clock.advance(1);
    changeDigit(harness, sent);
    const [info] = harness.service.stored;
    if (info === undefined) throw new Error('nothing stored');
    harness.service.nextSends({ stored: false, outcome: { kind: 'accepted', message: info } });
    const other = harness.submit('two');
    await harness.clock.advance(1);
    expect(harness.get(other)).toMatchObject({ state: 'accepted', serverId: undefined });
  });

  it('does not keep the pull from the other messages', async () => {
    const harness = createHarness();
    const sent = harness.submit('one');
    await harness.clock.advance(1);
    changeDigit(harness, sent);
    harness.service.keep({ direction: 'Incoming', endpointId: line, otherAddress: ann, text: 'an answer' });
    harness.messages.startPull();
    await harness.pass(40_000);
    const { items } = value(await harness.messages.page({ search: '', limit: 10 }));
    expect(items.map(({ text }) => text)).toEqual(['an answer']);
  });

  it('does not keep a lookup from the other messages', async () => {
    const harness = createHarness();
    harness.service.nextSends(unknown(false), unknown(true));
    const bad = harness.submit('bad');
    await harness.clock.advance(1);
    const good = harness.submit('good', { target: toBo });
    await harness.clock.advance(1);
    changeDigit(harness, bad);
    await harness.clock.advance(2 * minute);
    expect(harness.state(good)).toBe('accepted');
    expect(harness.service.requests).toHaveLength(2);
  });
});
