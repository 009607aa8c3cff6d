import type { Clock } from '../clock.ts';
import { fail, ok, type Result, type ServiceFailure } from '../model/failure.ts';
import type { Credentials } from './api.ts';
import { exchangeFailure, isSuccess } from './classify.ts';
import type { UserInfo } from './dtos.ts';
import { createCookieJar } from './http/cookies.ts';
import type { Exchange } from './http/exchange.ts';
import type { Call } from './http/requests.ts';
import type { Login, Transport } from './http/transport.ts';
import { logIn } from './login.ts';

/** What a session needs from outside. */
interface SessionOptions {
  readonly transport: Pick<Transport, 'exchange'>;
  /** The stored credentials; undefined when there are none. */
  readonly credentials: () => Promise<Credentials | undefined>;
  readonly clock: Pick<Clock, 'now'>;
}

/**
 * Creates the session of a client, signed out. Its first call may sign in silently; only one login is made, however many calls wait for it.
 */
export function createSession({ transport, credentials, clock }: SessionOptions) {
  let current: Login = { jar: createCookieJar(clock) };
  let renewal: Promise<ServiceFailure | undefined> | undefined;

  function renew(): Promise<ServiceFailure | undefined> {
    renewal ??= renewOnce().finally(() => {
      renewal = undefined;
    });
    return renewal;
  }

  /** If somebody signed in or out meanwhile, that stands. */
  async function renewOnce(): Promise<ServiceFailure | undefined> {
    const before = current;
    const stored = await credentials().catch(() => undefined);
    if (stored === undefined) return { code: 'signed-out', status: 401 };
    const result = await logIn(stored, transport, clock);
    if (!result.ok) return result.error;
    if (current === before) current = result.value.login;
    return undefined;
  }

  return {
    async signIn(given: Credentials): Promise<Result<UserInfo, ServiceFailure>> {
      const result = await logIn(given, transport, clock);
      if (!result.ok) return result;
      current = result.value.login;
      return ok(result.value.user);
    },

    /** Forgets the cookies at once, then ends the session at the service. */
    async signOut(): Promise<Result<void, ServiceFailure>> {
      const ended = current;
      current = { jar: createCookieJar(clock) };
      if (ended.jar.header() === undefined) return ok(undefined);
      const exchange = await transport.exchange({ method: 'POST', path: '/auth/logout', body: {} }, ended);
      const isOver = exchange.stage === 'answered' && (exchange.status === 401 || isSuccess(exchange));
      return isOver ? ok(undefined) : fail(exchangeFailure(exchange));
    },

    /** Makes a call with the current login, and does not sign in again. */
    callOnce: (call: Call): Promise<Exchange> => transport.exchange(call, current),

    /** Makes a call, and after a 401 makes it once more with a new login: the 401 proves that the first was not acted on. */
    async call(call: Call): Promise<Exchange> {
      const used = current;
      const first = await transport.exchange(call, used);
      if (first.stage !== 'answered' || first.status !== 401) return first;
      const failure = used === current ? await renew() : undefined;
      return failure === undefined ? transport.exchange(call, current) : { stage: 'not-signed-in', failure };
    },
  };
}
