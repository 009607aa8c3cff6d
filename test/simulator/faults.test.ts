import { afterEach, beforeEach, expect, test } from 'vitest';
import { type CallerInTest, callAs } from './call-as.ts';
import { createFaultPlan, type Fault, faultNames } from './faults.ts';
import { type Simulator, startSimulator } from './simulator.ts';

let simulator: Simulator;
let caller: CallerInTest;
beforeEach(async () => {
  simulator = await startSimulator({ slowMs: 50, retryAfterS: 7 });
  caller = await callAs(simulator);
});
afterEach(() => simulator.close());

/** What a client sees of a send: the status and the beginning of the body, or that the connection was cut. */
async function outcome(): Promise<string> {
  try {
    const response = await caller.send();
    return `${response.status} ${response.headers.get('retry-after') ?? ''} ${(await response.text()).slice(0, 9)}`;
  } catch {
    return 'cut';
  }
}

test.each<[Fault, string, number]>([
  ['ok', '200  {"id":"67', 1],
  ['slow', '200  {"id":"67', 1],
  ['late', '200  {"id":"67', 1],
  ['cut-before', 'cut', 0],
  ['cut-after', 'cut', 1],
  ['truncated-after', 'cut', 1],
  ['html-after', '200  <!doctype', 1],
  ['huge-after', '200  {"id":"67', 1],
  ['500-before', '500  {"respons', 0],
  ['500-after', '500  {"respons', 1],
  ['429', '429  Too many ', 0],
  ['429-retry-after', '429 7 Too many ', 0],
  ['503-html', '503  <!doctype', 0],
  ['401', '401  ', 0],
])('%s: the client sees "%s", the service keeps %d', async (fault, seen, kept) => {
  simulator.failNextSends([fault]);
  expect(await outcome()).toBe(seen);
  expect(simulator.sent()).toHaveLength(kept);
});

test('the record says how a call ended', async () => {
  simulator.failNextSends(['cut-after', '500-before']);
  await outcome();
  await outcome();
  expect(simulator.requests().slice(-2)).toMatchObject([{ operation: 'SendMessage', status: 'cut' }, { status: 500 }]);
});

test('queued faults come first, one a send, then the standing one', async () => {
  simulator.setSwitches({ fault: ['429'] });
  simulator.failNextSends(['500-after', 'ok']);
  expect([await outcome(), await outcome(), await outcome()]).toEqual(['500  {"respons', '200  {"id":"67', '429  Too many ']);
});

test.each<[Fault, number, number]>([
  ['slow', 60_000, 1],
  ['late', 1000, 0],
])(
  'a client that leaves a %s send after its request arrived: %d ms of waiting, %d stored then, one in the end',
  async (fault, slowMs, atOnce) => {
    simulator.setSwitches({ slowMs });
    simulator.failNextSends([fault]);
    const leave = new AbortController();
    const body = JSON.stringify({ endpointId: simulator.endpoints()[0]?.id, toAddress: '+13125550142', body: fault });
    const headers = { cookie: caller.cookie, 'content-type': 'application/json' };
    const left = expect(fetch(`${simulator.url}/messages`, { method: 'POST', headers, body, signal: leave.signal })).rejects.toThrow();
    await expect.poll(() => simulator.requests().at(-1)?.body, { interval: 5 }).toBe(body);
    expect(simulator.sent()).toHaveLength(atOnce);
    leave.abort();
    await left;
    await expect.poll(() => simulator.sent().length).toBe(1);
  },
);

test('any operation can fail', async () => {
  simulator.failNext('ListMessages', ['503-html']);
  expect((await caller.get('/messages')).status).toBe(503);
  expect((await caller.get('/messages')).status).toBe(200);
});

test('equal seeds draw equal faults, other seeds others, and all come', () => {
  const draw = (seed: number) => {
    const plan = createFaultPlan(() => faultNames, seed);
    return Array.from({ length: 500 }, () => plan.next('SendMessage'));
  };
  expect(draw(7)).toEqual(draw(7));
  expect(draw(7)).not.toEqual(draw(8));
  expect(new Set(draw(7)).size).toBe(faultNames.length);
});

test('an outage cuts and refuses, and the same port comes back with everything it kept', async () => {
  await caller.send();
  await simulator.goOffline();
  await expect(caller.send()).rejects.toThrow('fetch failed');
  await simulator.goOnline();
  expect((await caller.send()).status).toBe(200);
  expect(simulator.sent()).toHaveLength(2);
});

test('closing does not wait for a slow answer', async () => {
  simulator.setSwitches({ slowMs: 60_000, fault: ['slow'] });
  const cut = expect(caller.send()).rejects.toThrow();
  await expect.poll(() => simulator.sent()).toHaveLength(1);
  await simulator.close();
  await cut;
});
