import { describe, expect, it } from 'vitest';
import type { ServiceFailure } from '../../../../main/model/failure.ts';
import { ann, bo, line, notProcessed, refused } from '../fake-service.ts';
import { createHarness, type Harness, value } from '../harness.ts';
import { olderCopy } from './older-copy.ts';

describe('a message of an earlier run', () => {
  it('is not sent when the service has it: it is accepted under that id', async () => {
    const { harness, id, sent } = olderCopy();
    const { id: serverId } = sent();
    harness.restart();
    await harness.clock.advance(10);
    expect(harness.get(id)).toMatchObject({ state: 'accepted', serverId });
    expect(harness.service.requests).toEqual([]);
  });

  it('is sent once when the service does not have it', async () => {
    const { harness, id } = olderCopy();
    harness.restart();
    await harness.clock.advance(10);
    expect(harness.state(id)).toBe('accepted');
    expect(harness.service.requests).toHaveLength(1);
  });

  it('is not sent either when its message was pulled first: that row gives way', async () => {
    const { harness, id, sent } = olderCopy();
    const { id: serverId } = sent();
    harness.clock.jump(3_600_000);
    harness.restart();
    expect(harness.state(id)).toBe('review');
    harness.messages.startPull();
    await harness.pass(5000);
    expect(value(await harness.messages.page({ search: '', limit: 5 })).items).toHaveLength(2);
    value(harness.messages.act(id, 'send-now'));
    await harness.clock.advance(10);
    expect(value(await harness.messages.page({ search: '', limit: 5 })).items).toMatchObject([{ id, state: 'accepted', serverId }]);
    expect(harness.service.requests).toEqual([]);
    harness.messages.stopPull();
  });

  it.each([
    ['held when the copy was made', (harness: Harness) => harness.submit('hello', { holdMs: 5000 }), 'send-now'],
    ['scheduled', (harness: Harness) => harness.submit('hello', { sendAt: harness.clock.now() + 60_000 }), undefined],
    [
      'failed',
      (harness: Harness) => {
        harness.messages.resume('offline');
        harness.service.nextSends(refused('no'));
        return harness.submit('hello');
      },
      'send-again',
    ],
    [
      'waiting in its back-off',
      (harness: Harness) => {
        harness.messages.resume('offline');
        harness.service.nextSends(notProcessed({ code: 'unreachable' }));
        return harness.submit('hello');
      },
      undefined,
    ],
  ] as const)('is looked up as well where it was %s', async (_, make, action) => {
    const harness = createHarness();
    harness.messages.pause('offline');
    const id = make(harness);
    await harness.clock.advance(10);
    const requests = harness.service.requests.length;
    harness.service.keep({ direction: 'Outgoing', endpointId: line, otherAddress: ann, text: 'hello' });
    harness.restart();
    if (action) value(harness.messages.act(id, action));
    await harness.clock.advance(70_000);
    expect(harness.get(id)).toMatchObject({ state: 'accepted', serverId: harness.service.stored.at(-1)?.id });
    expect(harness.service.requests).toHaveLength(requests);
  });

  it.each([
    ['an older one', { at: -120_000 }],
    ['one to somebody else', { otherAddress: bo }],
    ['one of another line', { endpointId: 'ep-other' }],
    ['another text', { text: 'hello you' }],
    ['one that came in', { direction: 'Incoming' }],
  ] as [string, { readonly at?: number }][])('does not take %s for its own', async (_, { at = 0, ...change }) => {
    const { harness, id } = olderCopy();
    harness.service.keep({
      direction: 'Outgoing',
      endpointId: line,
      otherAddress: ann,
      text: 'hello',
      ...change,
      at: harness.clock.now() + at,
    });
    harness.restart();
    await harness.clock.advance(10);
    expect(harness.state(id)).toBe('accepted');
    expect(harness.service.requests).toHaveLength(1);
  });

  it('does not take a message that another row of ours is', async () => {
    const harness = createHarness();
    const first = harness.submit('hello');
    await harness.clock.advance(10);
    harness.messages.pause('offline');
    const second = harness.submit('hello');
    harness.restart();
    await harness.clock.advance(10);
    expect([harness.state(first), harness.state(second)]).toEqual(['accepted', 'accepted']);
    expect(harness.get(first).serverId).not.toBe(harness.get(second).serverId);
    expect(harness.service.requests).toHaveLength(2);
  });

  it.each([
    ['not-permitted', { code: 'role-missing', status: 403 } as ServiceFailure],
    ['given-up', undefined],
  ])('is for the person at once where nobody can tell (%s), and goes out when they send it all the same', async (lookup, failure) => {
    const harness = createHarness();
    harness.messages.pause('offline');
    harness.service.setSessions([]);
    const session = { target: { kind: 'session', sessionId: 's1' }, lineName: undefined } as const;
    const id = harness.submit('hello', failure === undefined ? session : {});
    harness.service.failLists(failure);
    harness.restart();
    await harness.clock.advance(10);
    expect(harness.get(id)).toMatchObject({ state: 'review', lookup });
    expect(value(harness.messages.late())).toEqual([]);
    expect(harness.service.requests).toEqual([]);
    value(harness.messages.act(id, 'send-now'));
    await harness.clock.advance(10);
    expect(harness.state(id)).toBe('accepted');
    expect(harness.service.requests).toHaveLength(1);
  });

  it('is found in a running session, also where two of its messages fit', async () => {
    const harness = createHarness();
    harness.messages.pause('offline');
    harness.service.setSessions([{ id: 's1', endpointId: line, fromAddress: bo }]);
    const id = harness.submit('hello', { target: { kind: 'session', sessionId: 's1' }, lineName: undefined });
    for (const _ of [1, 2]) harness.service.keep({ direction: 'Outgoing', endpointId: line, otherAddress: bo, text: 'hello' });
    harness.restart();
    await harness.clock.advance(10);
    expect(harness.get(id)).toMatchObject({ state: 'accepted', endpointId: line, address: bo });
    expect(harness.service.requests).toEqual([]);
  });

  it('is looked up once a run: its next tries are as those of any other', async () => {
    const { harness, id } = olderCopy();
    harness.service.nextSends(notProcessed({ code: 'unreachable' }));
    harness.restart();
    await harness.clock.advance(10);
    const lists = harness.service.lists();
    await harness.clock.advance(3000);
    expect(harness.state(id)).toBe('accepted');
    // One listing before the second attempt, none to look it up.
    expect(harness.service.lists()).toBe(lists + 1);
  });
});
