import { fail, ok, type Result, type ServiceErrorCode, type ServiceFailure } from '../model/failure.ts';
import { type Answer, errorAnswer, messageAnswer } from './answers.ts';
import type { ResponseStatus } from './dtos.ts';
import type { Exchange } from './http/exchange.ts';
import type { SendOutcome } from './outcomes.ts';
import { decodeBody, decodeShortBody, type Media, mediaOf } from './wire/formats.ts';

type Answered = Extract<Exchange, { stage: 'answered' }>;

/** Statuses by which the service refuses before it does anything, and those by which any HTTP server refuses a request it cannot take. */
const refusedForGood = new Set([400, 403, 404, 405, 406, 409, 410, 411, 413, 414, 415, 422, 431]);

/**
 * Decides what became of a send, from nothing but how far it got and the status, headers and body of the answer. A 4xx that is not known to
 * mean "refused" counts as unknown: a second text would be worse than a look-up.
 */
export async function classifySend(exchange: Exchange): Promise<SendOutcome> {
  const result = await classifyCall(exchange, messageAnswer);
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

/** Reads the answer to any call; every failure has a reason. */
export async function classifyCall<T>(exchange: Exchange, answer: Answer<T>): Promise<Result<T, ServiceFailure>> {
  if (exchange.stage === 'answered' && isSuccess(exchange)) {
    const value = await decodeBody(mediaOf(exchange.headers.get('content-type')), exchange.body, answer);
    if (value !== undefined) return ok(value);
  }
  return fail(exchangeFailure(exchange));
}

/** True for a 2xx whose body arrived complete. */
export function isSuccess(exchange: Answered): boolean {
  return exchange.status >= 200 && exchange.status < 300 && exchange.cut === undefined;
}

/** Tells why an exchange gave no value. */
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

/** ms to wait. The header holds seconds or a date (RFC 9110, 10.2.3); a date is compared with the service's own clock if the answer tells it. */
function retryAfterOf({ headers, receivedAtMs }: Answered): number | undefined {
  const text = headers.get('retry-after')?.trim() ?? '';
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1000;
  const date = /[a-z]/i.test(text) ? Date.parse(text) : Number.NaN;
  const serverNow = Date.parse(headers.get('date') ?? '');
  return Number.isNaN(date) ? undefined : Math.max(0, date - (Number.isNaN(serverNow) ? receivedAtMs : serverNow));
}

/** Characters that are kept of what the service says. */
const sentenceLimit = 500;

/**
 * What the service itself says about a failure, for the person to read: the message of its error object, or the first paragraph of a plain
 * text. At most 500 characters, no control characters; undefined when it said nothing readable.
 */
function sentenceOf(media: Media, body: string): string | undefined {
  if (media === 'text') return clean(body.slice(0, 2 * sentenceLimit).split(/\r?\n\s*\r?\n/, 1)[0] ?? '');
  const status = decodeShortBody(media, body, errorAnswer)?.responseStatus;
  return status === undefined ? undefined : clean(wordsOf(status));
}

function wordsOf({ message, errors = [], errorCode }: ResponseStatus): string {
  if (message !== undefined && message.trim() !== '') return message;
  const complaints = errors.map((error) => error.message ?? '').filter((complaint) => complaint !== '');
  return complaints.length > 0 ? complaints.join(' ') : (errorCode ?? '');
}

/** Control characters become spaces, and so do marks that change the text direction: they would rearrange the text around the sentence. */
function clean(text: string): string | undefined {
  const line = text
    .slice(0, 4 * sentenceLimit)
    .replace(/[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069\s]+/gu, ' ')
    .trim()
    .slice(0, sentenceLimit)
    .replace(/[\uD800-\uDBFF]$/, '');
  return line === '' ? undefined : line;
}
