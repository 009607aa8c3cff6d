import { describe, expect, it } from 'vitest';
import { updateRow } from '../../../../main/messages/store/codec.ts';
import { outboxTable } from '../../../../main/messages/store/tables.ts';
import { bo, line, notProcessed } from '../fake-service.ts';
import { createHarness, value } from '../harness.ts';

const minute = 60_000;
const hour = 60 * minute;

describe('a message that is late', () => {
  it('by sleep within its hold goes into review, and back out of it when a person sends it', async () => {
    const harness = createHarness();
    const id = harness.submit('on my way', { holdMs: 5000 });
    const dueAt = harness.clock.now() + 5000;
    harness.clock.jump(8 * hour);
    await harness.clock.advance(5000);
    expect(harness.get(id)).toMatchObject({ state: 'review', dueAt, nextAt: undefined });
    expect(harness.service.requests).toEqual([]);
    value(harness.messages.act(id, 'send-now'));
    await harness.clock.advance(1);
    expect(harness.state(id)).toBe('accepted');
  });

  it('by being offline goes into review by itself, half an hour after Send, and not a minute before', async () => {
    const harness = createHarness();
    harness.messages.pause('offline');
    const id = harness.submit('on my way');
    await harness.clock.advance(30 * minute);
    expect(harness.state(id)).toBe('queued');
    await harness.clock.advance(minute);
    expect(harness.state(id)).toBe('review');
    harness.messages.resume('offline');
    await harness.clock.advance(minute);
    expect(harness.service.requests).toEqual([]);
  });

  it.each(['suspended', 'signed-out', 'offline'] as const)('is not sent when it is no longer %s', async (reason) => {
    const harness = createHarness();
    harness.messages.pause(reason);
    const id = harness.submit('on my way');
    harness.clock.jump(31 * minute);
    harness.messages.resume(reason);
    expect(harness.state(id)).toBe('review');
    await harness.clock.advance(minute);
    expect(harness.service.requests).toEqual([]);
  });

  it('is put into review also where another reason still holds the queue', () => {
    const harness = createHarness();
    harness.messages.pause('offline');
    harness.messages.pause('suspended');
    const id = harness.submit('on my way');
    harness.clock.jump(31 * minute);
    harness.messages.resume('suspended');
    expect(harness.state(id)).toBe('review');
  });

  it('is noticed while the service is asked what it has, which is when a stopped process goes on', async () => {
    const harness = createHarness();
    const { client } = harness.service;
    const list = client.listMessages;
    let open = () => {};
    Object.assign(client, {
      listMessages: async (query: never) => {
        await new Promise<void>((resolve) => (open = resolve));
        return list(query);
      },
    });
    const id = harness.submit('on my way');
    await harness.clock.advance(1);
    harness.clock.jump(2 * hour);
    open();
    await harness.clock.advance(1);
    expect(harness.state(id)).toBe('review');
    expect(harness.service.requests).toEqual([]);
  });

  it('by a wait that the service asked for goes into review', async () => {
    const harness = createHarness();
    harness.service.nextSends(notProcessed({ code: 'rate-limited', status: 429, retryAfterMs: 3_600_000 }));
    const id = harness.submit('hello');
    await harness.clock.advance(2 * hour);
    expect(harness.state(id)).toBe('review');
    expect(harness.service.requests).toHaveLength(1);
  });

  it('when it was scheduled and the machine slept', async () => {
    const harness = createHarness();
    const sendAt = harness.clock.now() + hour;
    const [late, early] = [harness.submit('late', { sendAt }), harness.submit('early', { sendAt: sendAt + 2 * hour })];
    harness.clock.jump(hour + 31 * minute);
    await harness.clock.advance(minute);
    expect([harness.state(late), harness.state(early)]).toEqual(['review', 'scheduled']);
    await harness.clock.advance(2 * hour);
    expect(harness.state(early)).toBe('accepted');
  });

  it('at a start, held, queued and scheduled alike', async () => {
    const harness = createHarness();
    harness.messages.pause('offline');
    const ids = [
      harness.submit('held', { holdMs: 5000 }),
      harness.submit('queued'),
      harness.submit('scheduled', { sendAt: harness.clock.now() + minute }),
      harness.submit('scheduled for later', { sendAt: harness.clock.now() + 3 * hour }),
    ];
    harness.clock.jump(2 * hour);
    harness.restart();
    await harness.clock.advance(10 * minute);
    expect(ids.map(harness.state)).toEqual(['review', 'review', 'review', 'scheduled']);
    expect(harness.service.requests).toEqual([]);
  });

  it('is nothing by a clock that was set back', async () => {
    const harness = createHarness();
    harness.messages.pause('offline');
    const id = harness.submit('hello');
    harness.clock.jump(-5 * hour);
    await harness.clock.advance(29 * minute);
    harness.messages.resume('offline');
    await harness.clock.advance(1);
    expect(harness.state(id)).toBe('accepted');
  });
});

describe('several late messages', () => {
  it('are sent together in their order, without what was imported and once', async () => {
    const harness = createHarness();
    harness.messages.pause('offline');
    const target = { kind: 'sms', endpointId: line, toAddress: bo } as const;
    const ids = [harness.submit('one'), harness.submit('two', { target }), harness.submit('three')];
    harness.clock.jump(hour);
    harness.messages.resume('offline');
    expect(value(harness.messages.late())).toEqual(ids);
    updateRow(harness.database, outboxTable, ids[1] ?? 0, { due_at: null });
    expect(value(harness.messages.late())).toEqual([ids[0], ids[2]]);
    expect(value(harness.messages.sendLate([...ids].reverse()))).toBe(2);
    await harness.clock.advance(10);
    await harness.clock.advance(10);
    expect(harness.service.requests.map(({ body }) => body)).toEqual(['one', 'three']);
    expect(value(harness.messages.late())).toEqual([]);
    expect(value(harness.messages.sendLate(ids))).toBe(0);
    expect(ids.map(harness.state)).toEqual(['accepted', 'review', 'accepted']);
  });
});
