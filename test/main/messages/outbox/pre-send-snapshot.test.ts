import { describe, expect, it } from 'vitest';
import type { ServiceFailure } from '../../../../main/model/failure.ts';
import { ann, line } from '../fake-service.ts';
import { createHarness } from '../harness.ts';

type Network = ServiceFailure | 'hang';

/** What networks answer that are not there, or that answer in place of the service. */
const deadNetworks: readonly (readonly [string, Network])[] = [
  ['a server that is down', { code: 'unreachable' }],
  ['no network', { code: 'offline' }],
  ['a cable that is out: nothing ever comes', 'hang'],
  ['a connection that breaks', { code: 'connection-lost' }],
  ['a certificate of somebody else', { code: 'certificate' }],
  ['a page of a hotel', { code: 'not-evo-voice', status: 200, isPage: true }],
  ['a redirect', { code: 'not-evo-voice' }],
  ['a network that wants a sign-in of its own', { code: 'not-evo-voice', status: 511 }],
  ['a page that refuses', { code: 'role-missing', status: 403, isPage: true }],
  ['a page of a proxy', { code: 'server-error', status: 502, isPage: true }],
  ['a proxy that wants a password', { code: 'refused', status: 407 }],
  ['an answer that is no answer', { code: 'unreadable', status: 200 }],
  ['an answer without end', { code: 'too-large', status: 200 }],
];

describe('a network through which the service cannot be seen', () => {
  it.each(deadNetworks)('%s: nothing is sent, the message is queued, and leaves once when the network is back', async (_, network) => {
    const harness = createHarness();
    harness.service.setNetwork(network);
    const id = harness.submit('hello');
    await harness.clock.advance(8000);
    expect(harness.get(id)).toMatchObject({ state: 'queued', failure: network === 'hang' ? { code: 'timeout' } : network });
    await harness.clock.advance(600_000);
    expect(harness.state(id)).toBe('queued');
    expect(harness.service.requests).toEqual([]);
    harness.service.setNetwork(undefined);
    await harness.clock.advance(300_000);
    expect(harness.get(id)).toMatchObject({ state: 'accepted', serverId: 'server-1' });
    expect(harness.service.requests).toHaveLength(1);
  });
});

describe('a service that does not list, but is there', () => {
  it.each<[string, Network]>([
    ['too slow', 'hang'],
    ['an answer that breaks off', { code: 'connection-lost', status: 200 }],
    ['an answer without end', { code: 'too-large', status: 200 }],
    ['not allowed', { code: 'role-missing', status: 403 }],
    ['not there', { code: 'refused', status: 404 }],
    ['too often', { code: 'rate-limited', status: 429 }],
    ['an error of its own', { code: 'server-error', status: 500 }],
  ])('%s: the message goes out', async (_, failure) => {
    const harness = createHarness();
    harness.service.failLists(failure);
    const id = harness.submit('hello');
    await harness.clock.advance(3001);
    expect(harness.state(id)).toBe('accepted');
  });

  it('is asked who is signed in only where the listing proves nothing', async () => {
    const harness = createHarness();
    harness.service.failStatus({ code: 'unreachable' });
    const id = harness.submit('hello');
    await harness.clock.advance(1);
    expect(harness.state(id)).toBe('accepted');
  });

  it.each<ServiceFailure>([
    { code: 'signed-out', status: 204 },
    { code: 'signed-out', status: 200 },
  ])('is not proven by an answer that may be empty: %j', async (failure) => {
    const harness = createHarness();
    harness.service.failLists('hang');
    harness.service.failStatus(failure);
    const id = harness.submit('hello');
    await harness.clock.advance(3001);
    expect(harness.get(id)).toMatchObject({ state: 'queued', failure: { code: 'timeout' } });
    expect(harness.pauses).toEqual([]);
  });

  it('is not asked twice where the sign-in is over', async () => {
    const harness = createHarness();
    harness.service.failLists({ code: 'signed-out', status: 401 });
    const id = harness.submit('hello');
    await harness.clock.advance(1);
    expect(harness.state(id)).toBe('queued');
    expect(harness.pauses).toEqual([['signed-out']]);
  });
});

it('a message that is taken back while the network is asked is never sent', async () => {
  const harness = createHarness();
  harness.service.failLists('hang');
  const id = harness.submit('hello');
  await harness.clock.advance(1000);
  expect(harness.messages.act(id, 'keep-as-draft').ok).toBe(true);
  await harness.clock.advance(60_000);
  expect(harness.service.requests).toEqual([]);
  expect(harness.service.stored.filter(({ endpointId, otherAddress }) => endpointId === line && otherAddress === ann)).toEqual([]);
});
