import { describe, expect, it } from 'vitest';
import { createDesk, value } from '../desk.ts';
import { bo, line, notProcessed } from '../fake-service.ts';

const minute = 60_000;
const hour = 60 * minute;

describe('a message that is late', () => {
  it('by sleep within its hold goes into review, and back out of it when a person sends it', async () => {
    const desk = createDesk();
    const id = desk.submit('on my way', { holdMs: 5000 });
    const dueAt = desk.clock.now() + 5000;
    desk.clock.jump(8 * hour);
    await desk.clock.advance(5000);
    expect(desk.get(id)).toMatchObject({ state: 'review', dueAt, nextAt: undefined });
    expect(desk.service.requests).toEqual([]);
    value(desk.messages.act(id, 'send-now'));
    await desk.clock.advance(1);
    expect(desk.state(id)).toBe('accepted');
  });

  it('by being offline goes into review by itself, half an hour after Send, and not a minute before', async () => {
    const desk = createDesk();
    desk.messages.pause('offline');
    const id = desk.submit('on my way');
    await desk.clock.advance(30 * minute);
    expect(desk.state(id)).toBe('queued');
    await desk.clock.advance(minute);
    expect(desk.state(id)).toBe('review');
    desk.messages.resume('offline');
    await desk.clock.advance(minute);
    expect(desk.service.requests).toEqual([]);
  });

  it.each(['suspended', 'signed-out', 'offline'] as const)('is not sent when it is no longer %s', async (reason) => {
    const desk = createDesk();
    desk.messages.pause(reason);
    const id = desk.submit('on my way');
    desk.clock.jump(31 * minute);
    desk.messages.resume(reason);
    expect(desk.state(id)).toBe('review');
    await desk.clock.advance(minute);
    expect(desk.service.requests).toEqual([]);
  });

  it('is put into review also where another reason still holds the queue', () => {
    const desk = createDesk();
    desk.messages.pause('offline');
    desk.messages.pause('suspended');
    const id = desk.submit('on my way');
    desk.clock.jump(31 * minute);
    desk.messages.resume('suspended');
    expect(desk.state(id)).toBe('review');
  });

  it('is noticed while the service is asked what it has, which is when a stopped process goes on', async () => {
    const desk = createDesk();
    const { client } = desk.service;
    const list = client.listMessages;
    let open = () => {};
    Object.assign(client, {
      listMessages: async (query: never) => {
        await new Promise<void>((resolve) => (open = resolve));
        return list(query);
      },
    });
    const id = desk.submit('on my way');
    await desk.clock.advance(1);
    desk.clock.jump(2 * hour);
    open();
    await desk.clock.advance(1);
    expect(desk.state(id)).toBe('review');
    expect(desk.service.requests).toEqual([]);
  });

  it('by a wait that the service asked for goes into review', async () => {
    const desk = createDesk();
    desk.service.nextSends(notProcessed({ code: 'rate-limited', status: 429, retryAfterMs: 3_600_000 }));
    const id = desk.submit('hello');
    await desk.clock.advance(2 * hour);
    expect(desk.state(id)).toBe('review');
    expect(desk.service.requests).toHaveLength(1);
  });

  it('when it was scheduled and the machine slept', async () => {
    const desk = createDesk();
    const sendAt = desk.clock.now() + hour;
    const [late, early] = [desk.submit('late', { sendAt }), desk.submit('early', { sendAt: sendAt + 2 * hour })];
    desk.clock.jump(hour + 31 * minute);
    await desk.clock.advance(minute);
    expect([desk.state(late), desk.state(early)]).toEqual(['review', 'scheduled']);
    await desk.clock.advance(2 * hour);
    expect(desk.state(early)).toBe('accepted');
  });

  it('at a start, held, queued and scheduled alike', async () => {
    const desk = createDesk();
    desk.messages.pause('offline');
    const ids = [
      desk.submit('held', { holdMs: 5000 }),
      desk.submit('queued'),
      desk.submit('scheduled', { sendAt: desk.clock.now() + minute }),
      desk.submit('scheduled for later', { sendAt: desk.clock.now() + 3 * hour }),
    ];
    desk.clock.jump(2 * hour);
    desk.restart();
    await desk.clock.advance(10 * minute);
    expect(ids.map(desk.state)).toEqual(['review', 'review', 'review', 'scheduled']);
    expect(desk.service.requests).toEqual([]);
  });

  it('is nothing by a clock that was set back', async () => {
    const desk = createDesk();
    desk.messages.pause('offline');
    const id = desk.submit('hello');
    desk.clock.jump(-5 * hour);
    await desk.clock.advance(29 * minute);
    desk.messages.resume('offline');
    await desk.clock.advance(1);
    expect(desk.state(id)).toBe('accepted');
  });
});

describe('several late messages', () => {
  it('are sent together in their order, without what was imported and once', async () => {
    const desk = createDesk();
    desk.messages.pause('offline');
    const target = { kind: 'sms', endpointId: line, toAddress: bo } as const;
    const ids = [desk.submit('one'), desk.submit('two', { target }), desk.submit('three')];
    desk.clock.jump(hour);
    desk.messages.resume('offline');
    expect(value(desk.messages.late())).toEqual(ids);
    desk.database.prepare('UPDATE outbox SET due_at = NULL WHERE id = ?').run(ids[1] ?? 0);
    expect(value(desk.messages.late())).toEqual([ids[0], ids[2]]);
    expect(value(desk.messages.sendLate([...ids].reverse()))).toBe(2);
    await desk.clock.advance(10);
    await desk.clock.advance(10);
    expect(desk.service.requests.map(({ body }) => body)).toEqual(['one', 'three']);
    expect(value(desk.messages.late())).toEqual([]);
    expect(value(desk.messages.sendLate(ids))).toBe(0);
    expect(ids.map(desk.state)).toEqual(['accepted', 'review', 'accepted']);
  });
});
