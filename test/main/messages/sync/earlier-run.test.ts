import { describe, expect, it } from 'vitest';
import type { ServiceFailure } from '../../../../main/model/failure.ts';

import { createDesk, turns, value } from '../desk.ts';
import { ann, bo, line, notProcessed, refused } from '../fake-service.ts';

/** A desk whose file is an older copy: the message waits in it, though the service has it. */
function olderCopy() {
  const desk = createDesk();
  desk.messages.pause('offline');
  const id = desk.submit('hello');
  const sent = () => desk.service.keep({ direction: 'Outgoing', endpointId: line, otherAddress: ann, text: 'hello' });
  return { desk, id, sent };
}

describe('a message of an earlier run', () => {
  it('is not sent when the service has it: it is accepted under that id', async () => {
    const { desk, id, sent } = olderCopy();
    const { id: serverId } = sent();
    desk.restart();
    await desk.clock.advance(10);
    expect(desk.get(id)).toMatchObject({ state: 'accepted', serverId });
    expect(desk.service.requests).toEqual([]);
  });

  it('is sent once when the service does not have it', async () => {
    const { desk, id } = olderCopy();
    desk.restart();
    await desk.clock.advance(10);
    expect(desk.state(id)).toBe('accepted');
    expect(desk.service.requests).toHaveLength(1);
  });

  it('is not sent either when its message was pulled first: that row gives way', async () => {
    const { desk, id, sent } = olderCopy();
    const { id: serverId } = sent();
    desk.clock.jump(3_600_000);
    desk.restart();
    expect(desk.state(id)).toBe('review');
    desk.messages.startPull();
    for (let second = 0; second < 5; second++) {
      await desk.clock.advance(1000);
      await turns();
    }
    expect(value(await desk.messages.page({ search: '', limit: 5 })).items).toHaveLength(2);
    value(desk.messages.act(id, 'send-now'));
    await desk.clock.advance(10);
    expect(value(await desk.messages.page({ search: '', limit: 5 })).items).toMatchObject([{ id, state: 'accepted', serverId }]);
    expect(desk.service.requests).toEqual([]);
    desk.messages.stopPull();
  });

  it.each([
    ['held when the copy was made', (desk: ReturnType<typeof createDesk>) => desk.submit('hello', { holdMs: 5000 }), 'send-now'],
    ['scheduled', (desk: ReturnType<typeof createDesk>) => desk.submit('hello', { sendAt: desk.clock.now() + 60_000 }), undefined],
    [
      'failed',
      (desk: ReturnType<typeof createDesk>) => {
        desk.messages.resume('offline');
        desk.service.nextSends(refused('no'));
        return desk.submit('hello');
      },
      'send-again',
    ],
    [
      'waiting in its back-off',
      (desk: ReturnType<typeof createDesk>) => {
        desk.messages.resume('offline');
        desk.service.nextSends(notProcessed({ code: 'unreachable' }));
        return desk.submit('hello');
      },
      undefined,
    ],
  ] as const)('is looked up as well where it was %s', async (_, make, action) => {
    const desk = createDesk();
    desk.messages.pause('offline');
    const id = make(desk);
    await desk.clock.advance(10);
    const requests = desk.service.requests.length;
    desk.service.keep({ direction: 'Outgoing', endpointId: line, otherAddress: ann, text: 'hello' });
    desk.restart();
    if (action) value(desk.messages.act(id, action));
    await desk.clock.advance(70_000);
    expect(desk.get(id)).toMatchObject({ state: 'accepted', serverId: desk.service.stored.at(-1)?.id });
    expect(desk.service.requests).toHaveLength(requests);
  });

  it.each([
    ['an older one', { at: -120_000 }],
    ['one to somebody else', { otherAddress: bo }],
    ['one of another line', { endpointId: 'ep-other' }],
    ['another text', { text: 'hello you' }],
    ['one that came in', { direction: 'Incoming' }],
  ] as [string, { readonly at?: number }][])('does not take %s for its own', async (_, { at = 0, ...change }) => {
    const { desk, id } = olderCopy();
    desk.service.keep({
      direction: 'Outgoing',
      endpointId: line,
      otherAddress: ann,
      text: 'hello',
      ...change,
      at: desk.clock.now() + at,
    });
    desk.restart();
    await desk.clock.advance(10);
    expect(desk.state(id)).toBe('accepted');
    expect(desk.service.requests).toHaveLength(1);
  });

  it('does not take a message that another row of ours is', async () => {
    const desk = createDesk();
    const first = desk.submit('hello');
    await desk.clock.advance(10);
    desk.messages.pause('offline');
    const second = desk.submit('hello');
    desk.restart();
    await desk.clock.advance(10);
    expect([desk.state(first), desk.state(second)]).toEqual(['accepted', 'accepted']);
    expect(desk.get(first).serverId).not.toBe(desk.get(second).serverId);
    expect(desk.service.requests).toHaveLength(2);
  });

  it('waits while the listing fails, with the limits of every try, until it can be looked up', async () => {
    const { desk, id, sent } = olderCopy();
    sent();
    desk.service.failLists({ code: 'server-error', status: 500 });
    desk.restart();
    await desk.clock.advance(55_000);
    expect(desk.get(id)).toMatchObject({ state: 'queued', failure: { code: 'server-error' } });
    expect(desk.service.lists()).toBeLessThanOrEqual(5);
    desk.service.failLists(undefined);
    await desk.clock.advance(31_000);
    expect(desk.state(id)).toBe('accepted');
    expect(desk.service.requests).toEqual([]);
  });

  it('is for the person after half an hour of failed listings', async () => {
    const { desk, id } = olderCopy();
    desk.service.failLists({ code: 'timeout' });
    desk.restart();
    await desk.clock.advance(32 * 60_000);
    expect(desk.state(id)).toBe('review');
    expect(desk.service.requests).toEqual([]);
  });

  it.each([
    ['not-permitted', { code: 'role-missing', status: 403 } as ServiceFailure],
    ['given-up', undefined],
  ])('is for the person at once where nobody can tell (%s), and goes out when he sends it all the same', async (lookup, failure) => {
    const desk = createDesk();
    desk.messages.pause('offline');
    desk.service.setSessions([]);
    const session = { target: { kind: 'session', sessionId: 's1' }, lineName: undefined } as const;
    const id = desk.submit('hello', failure === undefined ? session : {});
    desk.service.failLists(failure);
    desk.restart();
    await desk.clock.advance(10);
    expect(desk.get(id)).toMatchObject({ state: 'review', lookup });
    expect(value(desk.messages.late())).toEqual([]);
    expect(desk.service.requests).toEqual([]);
    value(desk.messages.act(id, 'send-now'));
    await desk.clock.advance(10);
    expect(desk.state(id)).toBe('accepted');
    expect(desk.service.requests).toHaveLength(1);
  });

  it('is found in a running session, also where two of its messages fit', async () => {
    const desk = createDesk();
    desk.messages.pause('offline');
    desk.service.setSessions([{ id: 's1', endpointId: line, fromAddress: bo }]);
    const id = desk.submit('hello', { target: { kind: 'session', sessionId: 's1' }, lineName: undefined });
    for (const _ of [1, 2]) desk.service.keep({ direction: 'Outgoing', endpointId: line, otherAddress: bo, text: 'hello' });
    desk.restart();
    await desk.clock.advance(10);
    expect(desk.get(id)).toMatchObject({ state: 'accepted', endpointId: line, address: bo });
    expect(desk.service.requests).toEqual([]);
  });

  it('is looked up once a run: its next tries are as those of any other', async () => {
    const { desk, id } = olderCopy();
    desk.service.nextSends(notProcessed({ code: 'unreachable' }));
    desk.restart();
    await desk.clock.advance(10);
    const lists = desk.service.lists();
    await desk.clock.advance(3000);
    expect(desk.state(id)).toBe('accepted');
    // One listing before the second attempt, none to look it up.
    expect(desk.service.lists()).toBe(lists + 1);
  });
});
