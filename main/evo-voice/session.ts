import type { Result, ServiceFailure } from '../model/failure.ts';
import { exchangeFailure, isSuccess } from './classify.ts';
import type { Credentials } from './client.ts';
import type { UserInfo } from './dtos.ts';
import { createCookieJar } from './http/cookies.ts';
import type { Exchange } from './http/exchange.ts';
import type { Call } from './http/requests.ts';
import { type Login, logIn, type Perform } from './login.ts';

/** The login a client works with. */
export interface Session {
  signIn(credentials: Credentials): Promise<Result<UserInfo, ServiceFailure>>;
  signOut(): Promise<Result<void, ServiceFailure>>;
  /** Makes a call, after a 401 once more with a new login: the 401 proves that the first was not acted on (design.md 4). */
  call(call: Call): Promise<Exchange>;
  /** Makes a call with the login there is. */
  callOnce(call: Call): Promise<Exchange>;
}

/** What a session needs from outside. */
export interface SessionTools {
  readonly perform: Perform;
  readonly credentials: () => Promise<Credentials | undefined>;
  /** ms since 1970. */
  readonly now: () => number;
}

/** A session that is not signed in yet; its first call may sign in silently. However many calls wait, one login is made. */
export function createSession({ perform, credentials, now }: SessionTools): Session {
  let current: Login = { jar: createCookieJar(now) };
  let renewal: Promise<ServiceFailure | undefined> | undefined;

  function renew(): Promise<ServiceFailure | undefined> {
    renewal ??= renewOnce().finally(() => {
      renewal = undefined;
    });
    return renewal;
  }

  /** A login that ends after somebody signed in or out does not undo that. */
  async function renewOnce(): Promise<ServiceFailure | undefined> {
    const before = current;
    const stored = await credentials().catch(() => undefined);
    if (stored === undefined) return { code: 'signed-out', status: 401 };
    const result = await logIn(stored, perform, now);
    if (!result.ok) return result.error;
    if (current === before) current = result.login;
    return undefined;
  }

  return {
    async signIn(given) {
      const result = await logIn(given, perform, now);
      if (!result.ok) return result;
      current = result.login;
      return { ok: true, value: result.user };
    },

    async signOut() {
      const ended = current;
      current = { jar: createCookieJar(now) };
      if (ended.jar.header() === undefined) return { ok: true, value: undefined };
      const exchange = await perform({ method: 'POST', path: '/auth/logout', body: {} }, ended);
      const over = exchange.stage === 'answered' && (exchange.status === 401 || isSuccess(exchange));
      return over ? { ok: true, value: undefined } : { ok: false, error: exchangeFailure(exchange) };
    },

    callOnce: (call) => perform(call, current),

    async call(call) {
      const used = current;
      const first = await perform(call, used);
      if (first.stage !== 'answered' || first.status !== 401) return first;
      const failure = used === current ? await renew() : undefined;
      return failure === undefined ? perform(call, current) : { stage: 'not-signed-in', failure };
    },
  };
}
