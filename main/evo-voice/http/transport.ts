import type { ClientOptions, ClockDifference } from '../api.ts';
import type { CookieJar } from './cookies.ts';
import { type Exchange, exchange } from './exchange.ts';
import { exchangeOnFreshConnection } from './fresh-connection.ts';
import { buildRequest, type Call } from './requests.ts';

/** What identifies the caller: the session's cookies, or HTTP Basic where the service has no credentials login. */
export interface Login {
  readonly jar: CookieJar;
  /** The `Authorization` header; when it is set, cookies are neither sent nor kept. */
  readonly authorization?: string;
}

export type Transport = ReturnType<typeof createTransport>;

/** Creates what makes calls to one server, each as one HTTP exchange, and learns from its answers what time it is there. */
export function createTransport({ fetch, onFreshConnection, server, userAgent, format, clock }: Omit<ClientOptions, 'credentials'>) {
  const difference = createClockDifference();

  return {
    /** Makes one exchange with the identity of a login, and keeps the cookies that the answer sets. Never throws, never repeats. */
    async exchange(call: Call, { jar, authorization }: Login): Promise<Exchange> {
      const request = buildRequest(call, identityHeaders(jar, authorization), { baseUrl: server.baseUrl, userAgent, format: format() });
      const run = (through: typeof fetch) => exchange(request, { fetch: through, clock });
      const result = await (call.once && onFreshConnection !== undefined
        ? exchangeOnFreshConnection(onFreshConnection, run, clock)
        : run(fetch));
      if (result.stage === 'answered' && authorization === undefined) jar.store(result.headers);
      return result;
    },

    /** Learns the service's time from an answer that was understood; do not call it with any other. */
    learnTime(answer: Exchange): void {
      if (answer.stage === 'answered') difference.learn(answer.headers, answer.receivedAtMs);
    },

    clockDifference: difference.read,
  };
}

function identityHeaders(jar: CookieJar, authorization: string | undefined): Readonly<Record<string, string>> {
  if (authorization !== undefined) return { Authorization: authorization };
  const cookie = jar.header();
  return cookie === undefined ? {} : { Cookie: cookie };
}

/** Answers that count: those of a few minutes, so that a clock that was set is believed and one odd `Date` header is soon forgotten. */
const answersKept = 20;

/** ms by which answers may differ and still agree: the header has whole seconds, and an answer takes a while to arrive. */
const agreementMs = 5000;

/**
 * Works out the difference from `Date` headers. Only answers that were understood may be used, since anything on the way to the service can
 * send an error page with a date of its own.
 */
export function createClockDifference() {
  let differences: readonly number[] = [];

  return {
    /** Takes the headers of an answer, received at `receivedAtMs` (ms since 1970). Without a readable `Date` nothing changes. */
    learn(headers: Headers, receivedAtMs: number): void {
      const serverNow = Date.parse(headers.get('date') ?? '');
      if (!Number.isNaN(serverNow)) differences = [...differences, serverNow - receivedAtMs].slice(-answersKept);
    },
    /** What the last answers say: the newest if they agree, else the lowest and the highest; undefined before the first. */
    read(): ClockDifference | undefined {
      const newest = differences.at(-1);
      if (newest === undefined) return undefined;
      const [leastMs, mostMs] = [Math.min(...differences), Math.max(...differences)];
      return mostMs - leastMs <= agreementMs ? { leastMs: newest, mostMs: newest } : { leastMs, mostMs };
    },
  };
}
