import type { ClientOptions, ClockDifference } from '../api.ts';
import type { CookieJar } from './cookies.ts';
import { type Exchange, exchange } from './exchange.ts';
import { exchangeOnFreshConnection } from './fresh-connection.ts';
import { buildRequest, type Call } from './requests.ts';

/** In whose name a call is made: the session's cookies, or HTTP Basic where the service has no credentials login. */
export interface Login {
  readonly jar: CookieJar;
  /** The `Authorization` header; the cookies play no part when it is set. */
  readonly authorization?: string;
}

export type Transport = ReturnType<typeof createTransport>;

/** Carries calls to one server and back, each as one HTTP exchange, and learns from the answers what time it is there. */
export function createTransport({ fetch, onFreshConnection, server, userAgent, format, clock }: Omit<ClientOptions, 'credentials'>) {
  const difference = createClockDifference();

  return {
    /** Makes one exchange in the name of a login, and keeps the cookies that the answer sets. Never throws, never repeats. */
    async exchange(call: Call, { jar, authorization }: Login): Promise<Exchange> {
      const request = buildRequest(call, identityHeaders(jar, authorization), { baseUrl: server.baseUrl, userAgent, format: format() });
      const run = (through: typeof fetch) => exchange(request, { fetch: through, clock });
      const result = await (call.once && onFreshConnection !== undefined
        ? exchangeOnFreshConnection(onFreshConnection, run, clock)
        : run(fetch));
      if (result.stage === 'answered' && authorization === undefined) jar.store(result.headers);
      return result;
    },

    /** Learns the time at the service from an answer that was understood; anything else says nothing about it. */
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

/** Answers that are looked back on: a few minutes of calls, so that one odd `Date` header is outweighed and a clock that was set is believed. */
const answersKept = 20;

/** ms by which answers may differ without disagreeing: the header has whole seconds, and an answer may be on its way for a while. */
const agreementMs = 5000;

/** Learns the difference from the `Date` headers of answers that were understood: anybody on the way can write an error page, with a date of his own. */
export function createClockDifference() {
  let differences: readonly number[] = [];

  return {
    /** Takes an answer's headers; `receivedAtMs`: when they came, ms since 1970. An answer without a readable `Date` changes nothing. */
    learn(headers: Headers, receivedAtMs: number): void {
      const serverNow = Date.parse(headers.get('date') ?? '');
      if (!Number.isNaN(serverNow)) differences = [...differences, serverNow - receivedAtMs].slice(-answersKept);
    },
    /** What the last answers say: the newest of them where they agree, else the least and the most; undefined before the first. */
    read(): ClockDifference | undefined {
      const newest = differences.at(-1);
      if (newest === undefined) return undefined;
      const [leastMs, mostMs] = [Math.min(...differences), Math.max(...differences)];
      return mostMs - leastMs <= agreementMs ? { leastMs: newest, mostMs: newest } : { leastMs, mostMs };
    },
  };
}
