import type { Clock } from '../../clock.ts';
import type { Exchange } from './exchange.ts';

type Fetch = typeof globalThis.fetch;

/** Calls `use` with a fetch whose connection nothing used before; that fetch is good only as long as `use` runs. */
export type OnFreshConnection = <T>(use: (fetch: Fetch) => Promise<T>) => Promise<T>;

/** What is used of an Electron session. */
interface FetchSession {
  closeAllConnections(): Promise<void>;
  fetch(input: string | Request, init?: RequestInit): Promise<Response>;
}

/** Makes a session's fetch one of the platform: it takes no URL object. */
const fetchOf =
  (session: FetchSession): Fetch =>
  (input, init) =>
    session.fetch(input instanceof URL ? input.href : input, init);

/**
 * The sessions the app reaches the service through: a shared one for `fetch`, and one for each user of `onFreshConnection`.
 *
 * Chromium repeats a POST by itself when a connection from its pool, used or not, closes without an answer (its HttpNetworkTransaction takes
 * that for a stale connection); the service may well have acted on the first one. On a connection opened for the request it does not. So each
 * send gets a session to itself, whose connections are closed first; a session is not used again before that closing has ended.
 *
 * `open` gives the session of a partition name. Sessions are reused, since Electron never frees one.
 */
export function createFetchSessions(open: (partition: string) => FetchSession) {
  let idle: FetchSession[] = [];
  let opened = 0;
  let generation = 0;
  let shared = open('api');

  return {
    fetch: ((input, init) => fetchOf(shared)(input, init)) satisfies Fetch,

    async onFreshConnection<T>(use: (fetch: Fetch) => Promise<T>): Promise<T> {
      const since = generation;
      const session = idle.pop() ?? open(`send-${opened++}`);
      try {
        await session.closeAllConnections();
        return await use(fetchOf(session));
      } finally {
        if (since === generation) idle.push(session);
      }
    },

    /**
     * Goes on with new sessions. Those there are stay tied to the process that made their connections: once it has ended, every call of theirs
     * fails, though Chromium starts another one.
     */
    renew(): void {
      generation++;
      idle = [];
      shared = open(`api-${generation}`);
    },
  };
}

/** ms within which a fresh connection must be there for use: that is a step inside this computer, and one that hangs is given up. */
export const freshConnectionLimitMs = 5000;

/**
 * Makes an exchange on a fresh connection, and ends by our own clock whatever `onFreshConnection` does. Until that calls back, fetch was not
 * called, so nothing was written; a call back after the limit is ignored. Never throws.
 *
 * The timer itself marks the exchange as given up, in the same turn: with `withTimeout` a connection could still be used in the turns between
 * its timer and our answer, and a text that went out would be reported as not sent.
 */
export function exchangeOnFreshConnection(
  onFreshConnection: OnFreshConnection,
  run: (fetch: Fetch) => Promise<Exchange>,
  clock: Pick<Clock, 'setTimer'>,
): Promise<Exchange> {
  return new Promise((resolve) => {
    let stage: 'waiting' | 'begun' | 'given-up' = 'waiting';

    function giveUp(code: 'timeout' | 'connection-lost'): void {
      if (stage !== 'waiting') return;
      stage = 'given-up';
      cancel();
      resolve({ stage: 'not-written', code });
    }

    const cancel = clock.setTimer(freshConnectionLimitMs, () => giveUp('timeout'));
    const begin = async () =>
      onFreshConnection(async (fetch) => {
        if (stage !== 'waiting') return;
        stage = 'begun';
        cancel();
        resolve(await run(fetch).catch(outcomeNotKnown));
      });
    begin().then(
      () => giveUp('connection-lost'),
      () => giveUp('connection-lost'),
    );
  });
}

/** An exchange that threw although it must not: nobody can tell what the service saw. */
const outcomeNotKnown = (): Exchange => ({ stage: 'written', code: 'connection-lost' });
