import { afterEach, describe, expect, it, test } from 'vitest';
import type { ClientOptions } from '../../../main/evo-voice/api.ts';
import { type Simulator, type SimulatorOptions, startSimulator } from '../../simulator/simulator.ts';
import { connectWithPassword } from './connect.ts';

let simulator: Simulator | undefined;
afterEach(() => simulator?.close());

const formats = ['json', 'jsv'] as const;
const line = '67409d80e000000000000001';
const toAnn = { endpointId: line, toAddress: '+13125550142', body: 'Re: "lunch", {1} [2]\r\n👍 ' };

async function start(options: SimulatorOptions, client: Partial<ClientOptions> = {}) {
  simulator = await startSimulator(options);
  return { simulator, client: connectWithPassword(simulator, client) };
}

describe.each(formats)('over %s', (format) => {
  const inFormat = { format: () => format };

  it('a message arrives byte for byte', async () => {
    const { simulator, client } = await start({}, inFormat);
    expect(await client.send(toAnn)).toMatchObject({ kind: 'accepted', message: { text: toAnn.body, otherAddress: toAnn.toAddress } });
    expect(simulator.sent().map(({ text }) => text)).toEqual([toAnn.body]);
    expect(
      simulator
        .requests()
        .filter(({ operation }) => operation === 'SendMessage')
        .every(({ url }) => !url.includes('?')),
    ).toBe(true);
    expect(simulator.violations()).toEqual([]);
  });

  it('a message can go to a session', async () => {
    const { simulator, client } = await start({}, inFormat);
    const session = simulator.sessions()[0];
    expect(await client.send({ sessionId: session?.id, body: 'Hi' })).toMatchObject({ kind: 'accepted', message: { text: 'Hi' } });
    expect(await client.send({ sessionId: 'no such/one', body: 'Hi' })).toMatchObject({ kind: 'refused', failure: { status: 404 } });
    expect(await client.send({ sessionId: '..', body: 'Hi' })).toMatchObject({ kind: 'refused' });
    expect(await client.mySessions()).toMatchObject({ ok: true, value: [{ id: session?.id, channel: 'Chat', fromName: 'Ann Lee' }] });
    expect(simulator.sent()).toHaveLength(1);
  });

  it('lists are read to the end and filtered', async () => {
    const { simulator, client } = await start({ history: 'empty' }, inFormat);
    const received = Array.from(
      { length: 130 },
      (_, n) => simulator.receive({ from: '+13125550142', endpointId: line, text: `${n}: "x"` }).id,
    );
    const all = await client.listMessages({ endpointIds: [line], sortField: 'Date', sortOrder: 'Descend' });
    expect(all.ok && new Set(all.value.map(({ id }) => id))).toEqual(new Set(received));
    expect(await client.listMessages({ endpointIds: ['another'] })).toEqual({ ok: true, value: [] });
    expect(await client.listMessages({ endpointIds: [line], countPerPage: 50 })).toMatchObject({ ok: true, value: { length: 50 } });
    expect(await client.listMessages({ endpointIds: [line], page: 2, countPerPage: 50 })).toMatchObject({
      ok: true,
      value: { length: 30 },
    });
    expect(await client.listConversations({ endpointIds: [line] })).toMatchObject({ ok: true, value: [{ otherAddress: '+13125550142' }] });
    expect(await client.listEndpoints()).toMatchObject({ ok: true, value: { length: 5 } });
    expect(await client.listEndpoints({ type: 'User' })).toMatchObject({ ok: true, value: { length: 1 } });
  });

  it('two equal sends are two messages', async () => {
    const { simulator, client } = await start({}, inFormat);
    await client.send(toAnn);
    await client.send(toAnn);
    expect(simulator.sent()).toHaveLength(2);
  });

  test.each([
    ['1,600 characters', 1_600, 'accepted'],
    ['100,000 characters', 100_000, 'refused'],
  ])('a body of %s is %s', async (_what, length, kind) => {
    const { client } = await start({}, inFormat);
    expect(await client.send({ ...toAnn, body: 'é"'.repeat(length / 2) })).toMatchObject({ kind });
  });

  it('endpoint ids with reserved characters reach the service as they are', async () => {
    const id = 'e/1?a=b&c#d,e "f"+%20:ü';
    const endpoint = { id, displayName: 'Odd', type: 'PhoneNumber', disableSms: false, isVirtualPhoneNumber: false } as const;
    const { client } = await start({ endpoints: [endpoint], history: 'empty' }, inFormat);
    expect(await client.send({ ...toAnn, endpointId: id })).toMatchObject({ kind: 'accepted', message: { endpointId: id } });
    expect(await client.listMessages({ endpointIds: [id] })).toMatchObject({ ok: true, value: { length: 1 } });
  });
});

it('the clock difference is read from answers that were understood', async () => {
  const { simulator, client } = await start({ clockOffsetMs: 3_600_000 });
  expect(client.clockDifference()).toBeUndefined();
  await client.authStatus();
  expect(client.clockDifference()).toBeUndefined();
  await client.listConversations();
  const { leastMs = 0, mostMs = 0 } = client.clockDifference() ?? {};
  expect(leastMs).toBe(mostMs);
  expect(Math.abs(leastMs - 3_600_000)).toBeLessThan(5_000);

  simulator.setSwitches({ clockOffsetMs: -7_200_000 });
  simulator.failNextSends(['503-html', '500-before', 'html-after']);
  for (let send = 0; send < 3; send++) expect(await client.send(toAnn)).toMatchObject({ kind: 'unknown' });
  expect(client.clockDifference()).toEqual({ leastMs, mostMs });

  await client.listConversations();
  expect(client.clockDifference()?.mostMs).toBe(mostMs);
  expect(Math.abs((client.clockDifference()?.leastMs ?? 0) + 7_200_000)).toBeLessThan(5_000);
});

it('the format may change while the client is in use', async () => {
  let format: 'json' | 'jsv' = 'json';
  const { simulator, client } = await start({}, { format: () => format });
  await client.send(toAnn);
  format = 'jsv';
  await client.send(toAnn);
  expect(simulator.sent().map(({ text }) => text)).toEqual([toAnn.body, toAnn.body]);
  expect(
    simulator
      .requests()
      .filter(({ operation }) => operation === 'SendMessage')
      .map(({ contentType }) => contentType),
  ).toEqual(['application/json', 'application/json', 'text/jsv']);
});

it('a send may take 60 s, any other call 30 s', async () => {
  const limits: number[] = [];
  const { client } = await start(
    {},
    {
      clock: {
        now: Date.now,
        setTimer: (ms) => {
          limits.push(ms);
          return () => {};
        },
      },
    },
  );
  await client.authStatus();
  await client.signIn(simulator as Simulator);
  await client.send(toAnn);
  expect(limits).toEqual([30_000, 30_000, 30_000, 60_000]);
});

it('a send gets a fresh connection, other calls do not', async () => {
  let uses = 0;
  const { client } = await start(
    {},
    {
      onFreshConnection: (use) => {
        uses += 1;
        return use(fetch);
      },
    },
  );
  await client.listConversations();
  expect(uses).toBe(0);
  expect(await client.send(toAnn)).toMatchObject({ kind: 'accepted' });
  expect(uses).toBe(1);
});
