import type { Result, ServiceErrorCode, ServiceFailure } from '../model/failure.ts';
import { type Answer, messageAnswer } from './answers.ts';
import type { Exchange } from './http/exchange.ts';
import type { SendOutcome } from './outcomes.ts';
import { sentenceOf } from './sentence.ts';
import { decodeBody, type Media, mediaOf } from './wire/formats.ts';

type Answered = Extract<Exchange, { stage: 'answered' }>;

/** The statuses that say no before anything is done: those of design.md 4, and those that HTTP gives to a request it cannot take at all. */
const refusedForGood = new Set([400, 403, 404, 405, 406, 409, 410, 411, 413, 414, 415, 422, 431]);

/**
 * Sorts how a send went into the four classes of design.md 4, from nothing but how far it got, the status, the headers and the body. A status
 * of the 400s that is not known to mean "refused" counts as unknown: a second text would be worse than a look-up.
 */
export function classifySend(exchange: Exchange): SendOutcome {
  const result = classifyCall(exchange, messageAnswer);
  if (result.ok) return { kind: 'accepted', message: result.value };
  return { kind: kindOf(exchange, result.error), failure: result.error };
}

function kindOf(exchange: Exchange, failure: ServiceFailure): 'refused' | 'not-processed' | 'unknown' {
  switch (exchange.stage) {
    case 'not-written':
    case 'not-signed-in':
      return 'not-processed';
    case 'written':
      return 'unknown';
    case 'answered':
      if (exchange.status === 401) return 'not-processed';
      if (exchange.status === 429 && failure.retryAfterMs !== undefined) return 'not-processed';
      return refusedForGood.has(exchange.status) ? 'refused' : 'unknown';
  }
}

/** Reads the answer of any call: its value, or why there is none. */
export function classifyCall<T>(exchange: Exchange, answer: Answer<T>): Result<T, ServiceFailure> {
  if (exchange.stage === 'answered' && isSuccess(exchange)) {
    const value = decodeBody(mediaOf(exchange.headers.get('content-type')), exchange.body, answer);
    if (value !== undefined) return { ok: true, value };
  }
  return { ok: false, error: exchangeFailure(exchange) };
}

/** True for a 2xx whose body came to its end. */
export function isSuccess(exchange: Answered): boolean {
  return exchange.status >= 200 && exchange.status < 300 && exchange.cut === undefined;
}

/** Why an exchange gave no value. */
export function exchangeFailure(exchange: Exchange): ServiceFailure {
  if (exchange.stage === 'not-signed-in') return exchange.failure;
  if (exchange.stage !== 'answered') return { code: exchange.code };
  const { status, cut } = exchange;
  const media = mediaOf(exchange.headers.get('content-type'));
  return {
    code: cut !== undefined && status >= 200 && status < 300 ? cut : codeOf(status, media),
    status,
    isPage: media === 'html' ? true : undefined,
    detail: sentenceOf(media, exchange.body),
    retryAfterMs: retryAfterOf(exchange),
  };
}

function codeOf(status: number, media: Media): ServiceErrorCode {
  if (status === 401) return 'signed-out';
  if (status === 403) return 'role-missing';
  if (status === 408) return 'timeout';
  if (status === 429) return 'rate-limited';
  if (status === 511) return 'not-evo-voice';
  if (status >= 500) return 'server-error';
  if (media === 'html' || (status >= 300 && status < 400)) return 'not-evo-voice';
  if (status >= 400) return 'refused';
  return media === 'text' || status < 200 ? 'not-evo-voice' : 'unreadable';
}

/** Seconds, or a date to be compared with the service's own clock where it tells it (RFC 9110 10.2.3). */
function retryAfterOf({ headers, receivedAtMs }: Answered): number | undefined {
  const text = headers.get('retry-after')?.trim() ?? '';
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1000;
  const date = /[a-z]/i.test(text) ? Date.parse(text) : Number.NaN;
  const serverNow = Date.parse(headers.get('date') ?? '');
  return Number.isNaN(date) ? undefined : Math.max(0, date - (Number.isNaN(serverNow) ? receivedAtMs : serverNow));
}
