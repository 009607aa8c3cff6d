import { describe, expect, it, vi } from 'vitest';
import type { Exchange } from '../../../../main/evo-voice/http/exchange.ts';
import {
  createFetchSessions,
  exchangeOnFreshConnection,
  freshConnectionLimitMs,
  type OnFreshConnection,
} from '../../../../main/evo-voice/http/fresh-connection.ts';
import { fakeClock } from '../../../fakes/clock.ts';
import { connectTo } from '../connect.ts';
import { createManualClock } from '../manual-clock.ts';

function createFakeSessions() {
  const log: string[] = [];
  const open = vi.fn((name: string) => ({
    closeAllConnections: async () => void log.push(`${name} closed`),
    fetch: async (input: string | Request) => {
      log.push(`${name} fetches ${String(input)}`);
      return new Response('{}');
    },
  }));
  return { log, open };
}

describe('the sessions of the app', () => {
  it('closes all connections of a session before each use of it', async () => {
    const { log, open } = createFakeSessions();
    const { onFreshConnection } = createFetchSessions(open);
    await onFreshConnection((fetch) => fetch('https://a.test/1'));
    await onFreshConnection((fetch) => fetch(new URL('https://a.test/2')));
    expect(log).toEqual(['send-0 closed', 'send-0 fetches https://a.test/1', 'send-0 closed', 'send-0 fetches https://a.test/2']);
  });

  it('never uses one session for two sends at a time', async () => {
    const { log, open } = createFakeSessions();
    const { onFreshConnection } = createFetchSessions(open);
    let finish = () => {};
    const running = onFreshConnection(
      () =>
        new Promise<void>((resolve) => {
          finish = resolve;
        }),
    );
    await expect.poll(() => log).toEqual(['send-0 closed']);
    await onFreshConnection((fetch) => fetch('https://a.test/2'));
    finish();
    await running;
    expect(log).toEqual(['send-0 closed', 'send-1 closed', 'send-1 fetches https://a.test/2']);
    await onFreshConnection(async () => undefined);
    expect(open.mock.calls).toEqual([['api'], ['send-0'], ['send-1']]);
  });

  it('uses a session again after a failure', async () => {
    const { open } = createFakeSessions();
    const { onFreshConnection } = createFetchSessions(open);
    await expect(onFreshConnection(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    await onFreshConnection(async () => undefined);
    expect(open.mock.calls).toEqual([['api'], ['send-0']]);
  });

  it('uses no session again before its connections are closed, but does once they are', async () => {
    const { log, open } = createFakeSessions();
    let end = () => {};
    const ending = new Promise<void>((resolve) => {
      end = resolve;
    });
    const { onFreshConnection } = createFetchSessions((name) => ({
      ...open(name),
      ...(name === 'send-0' ? { closeAllConnections: () => ending } : {}),
    }));
    const hanging = onFreshConnection(async () => 'used');
    await onFreshConnection((fetch) => fetch('https://a.test/1'));
    expect(log).toEqual(['send-1 closed', 'send-1 fetches https://a.test/1']);
    end();
    expect(await hanging).toBe('used');
    await onFreshConnection(async () => undefined);
    expect(open.mock.calls).toEqual([['api'], ['send-0'], ['send-1']]);
  });

  it('goes on with new sessions after the process of the old ones has ended, also where one was in use at that moment', async () => {
    const { log, open } = createFakeSessions();
    const { fetch, onFreshConnection, renew } = createFetchSessions(open);
    await onFreshConnection(async () => undefined);
    await onFreshConnection(async () => renew());
    await fetch('https://a.test/1', {});
    await onFreshConnection((fresh) => fresh('https://a.test/2'));
    expect(open.mock.calls).toEqual([['api'], ['send-0'], ['api-1'], ['send-1']]);
    expect(log.slice(2)).toEqual(['api-1 fetches https://a.test/1', 'send-1 closed', 'send-1 fetches https://a.test/2']);
  });
});

const toAnn = { endpointId: '67409d80e000000000000001', toAddress: '+13125550142', body: 'On my way' };
const never = new Promise<never>(() => {});
const answered: Exchange = { stage: 'answered', status: 200, headers: new Headers(), body: '{}', receivedAtMs: 0 };

/** An `onFreshConnection` that calls back once it is told that the connection is ready. */
function createSlowConnection() {
  let becomeReady = () => {};
  const ready = new Promise<void>((resolve) => {
    becomeReady = resolve;
  });
  const onFreshConnection: OnFreshConnection = async (use) => {
    await ready;
    return use(fetch);
  };
  return { onFreshConnection, becomeReady };
}

describe('an exchange on a fresh connection', () => {
  it('is made as soon as the connection is ready, and then the limit for the connection is over', async () => {
    const clock = fakeClock();
    const { onFreshConnection, becomeReady } = createSlowConnection();
    let answer = (_: Exchange) => {};
    const answering = new Promise<Exchange>((resolve) => {
      answer = resolve;
    });
    const running = exchangeOnFreshConnection(onFreshConnection, () => answering, clock);
    becomeReady();
    await clock.advance(2 * freshConnectionLimitMs);
    answer(answered);
    expect(await running).toBe(answered);
  });

  it('is given up when no connection is ready in time: nothing was written, and a late connection is not used', async () => {
    const clock = fakeClock();
    const { onFreshConnection, becomeReady } = createSlowConnection();
    let runs = 0;
    const running = exchangeOnFreshConnection(onFreshConnection, async () => ({ ...answered, status: 200 + runs++ }), clock);
    await clock.advance(freshConnectionLimitMs);
    expect(await running).toEqual({ stage: 'not-written', code: 'timeout' });
    becomeReady();
    await clock.advance(1);
    expect(runs).toBe(0);
  });

  it('does not use a connection that becomes ready in the very turn in which it is given up', async () => {
    const clock = createManualClock();
    const { onFreshConnection, becomeReady } = createSlowConnection();
    const run = vi.fn(async () => answered);
    const running = exchangeOnFreshConnection(onFreshConnection, run, clock);
    clock.expire();
    becomeReady();
    expect(await running).toEqual({ stage: 'not-written', code: 'timeout' });
    await expect.poll(() => clock.waiting.size).toBe(0);
    expect(run).not.toHaveBeenCalled();
  });

  it.each<[string, OnFreshConnection]>([
    [
      'throws',
      () => {
        throw new Error('no session');
      },
    ],
    ['fails', () => Promise.reject(new Error('no session'))],
    ['never calls back', () => Promise.resolve(undefined as never)],
  ])('was not written where onFreshConnection %s', async (_, onFreshConnection) =>
    expect(await exchangeOnFreshConnection(onFreshConnection, async () => answered, fakeClock())).toEqual({
      stage: 'not-written',
      code: 'connection-lost',
    }),
  );

  it('has an unknown outcome where it throws although it must not', async () => {
    const onFreshConnection: OnFreshConnection = (use) => use(fetch);
    expect(await exchangeOnFreshConnection(onFreshConnection, () => Promise.reject(new Error('x')), fakeClock())).toEqual({
      stage: 'written',
      code: 'connection-lost',
    });
  });

  it('ends though neither closing nor fetch nor its abort ever does anything, and then the next one uses another session', async () => {
    const clock = fakeClock();
    const opened: string[] = [];
    let isHanging = true;
    const { onFreshConnection } = createFetchSessions((name) => {
      opened.push(name);
      return { closeAllConnections: () => (isHanging ? never : Promise.resolve()), fetch: () => never };
    });
    const client = connectTo('http://127.0.0.1:9', { onFreshConnection, clock });
    const first = client.send(toAnn);
    await clock.advance(freshConnectionLimitMs);
    expect(await first).toEqual({ kind: 'not-processed', failure: { code: 'timeout' } });

    isHanging = false;
    const second = client.send(toAnn);
    await clock.advance(60_000);
    expect(await second).toEqual({ kind: 'unknown', failure: { code: 'timeout' } });
    expect(opened).toEqual(['api', 'send-0', 'send-1']);
  });
});
