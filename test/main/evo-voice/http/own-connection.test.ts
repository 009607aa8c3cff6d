import { expect, it } from 'vitest';
import type { Exchange } from '../../../../main/evo-voice/http/exchange.ts';
import { createConnections } from '../../../../main/evo-voice/http/fresh-connection.ts';
import { exchangeOnOwn, type Lend, loanLimitMs } from '../../../../main/evo-voice/http/own-connection.ts';
import { fakeClock } from '../../../fakes/clock.ts';
import { connectTo } from '../connect.ts';

const toAnn = { endpointId: '67409d80e000000000000001', toAddress: '+13125550142', body: 'On my way' };
const never = new Promise<never>(() => {});
const answered: Exchange = { stage: 'answered', status: 200, headers: new Headers(), body: '{}', receivedAtMs: 0 };

/** A lender that lends when it is told to. */
function createSlowLender() {
  let lendNow = () => {};
  const told = new Promise<void>((resolve) => {
    lendNow = resolve;
  });
  const lend: Lend = async (use) => {
    await told;
    return use(fetch);
  };
  return { lend, lendNow };
}

it('is made as soon as a connection is lent, and then has no limit of the loan any more', async () => {
  const clock = fakeClock();
  const { lend, lendNow } = createSlowLender();
  let answer = (_: Exchange) => {};
  const answering = new Promise<Exchange>((resolve) => {
    answer = resolve;
  });
  const running = exchangeOnOwn(lend, () => answering, clock.setTimer);
  lendNow();
  await clock.advance(2 * loanLimitMs);
  answer(answered);
  expect(await running).toBe(answered);
});

it('is given up when nothing was lent in time: nothing was written, and a late loan is not used', async () => {
  const clock = fakeClock();
  const { lend, lendNow } = createSlowLender();
  let runs = 0;
  const running = exchangeOnOwn(lend, async () => ({ ...answered, status: 200 + runs++ }), clock.setTimer);
  await clock.advance(loanLimitMs);
  expect(await running).toEqual({ stage: 'not-written', code: 'timeout' });
  lendNow();
  await clock.advance(1);
  expect(runs).toBe(0);
});

it.each<[string, Lend]>([
  [
    'throws',
    () => {
      throw new Error('no session');
    },
  ],
  ['fails', () => Promise.reject(new Error('no session'))],
  ['lends nothing', () => Promise.resolve(undefined as never)],
])('was not written where the lender %s', async (_, lend) =>
  expect(await exchangeOnOwn(lend, async () => answered, fakeClock().setTimer)).toEqual({ stage: 'not-written', code: 'connection-lost' }),
);

it('is not known where it breaks its promise not to throw', async () => {
  const lend: Lend = (use) => use(fetch);
  expect(await exchangeOnOwn(lend, () => Promise.reject(new Error('x')), fakeClock().setTimer)).toEqual({
    stage: 'written',
    code: 'connection-lost',
  });
});

it('ends though neither closing nor fetch nor its abort ever does anything, and then the next one has a session of its own', async () => {
  const clock = fakeClock();
  const opened: string[] = [];
  let isHanging = true;
  const { onOwnConnection } = createConnections((name) => {
    opened.push(name);
    return { closeAllConnections: () => (isHanging ? never : Promise.resolve()), fetch: () => never };
  });
  const client = connectTo('http://127.0.0.1:9', { onOwnConnection, after: clock.setTimer });
  const first = client.send(toAnn);
  await clock.advance(loanLimitMs);
  expect(await first).toEqual({ kind: 'not-processed', failure: { code: 'timeout' } });

  isHanging = false;
  const second = client.send(toAnn);
  await clock.advance(60_000);
  expect(await second).toEqual({ kind: 'unknown', failure: { code: 'timeout' } });
  expect(opened).toEqual(['api', 'send-0', 'send-1']);
});
