import type { Failure } from '../model/failure.ts';
import type { MessageInfo } from './dtos.ts';

/**
 * Why a call did not succeed. The list is closed: a caller switches over it exhaustively.
 * - `offline`, `unreachable` (DNS, refused), `certificate`: the service could not be reached.
 * - `timeout`, `connection-lost`: what the service did with the request is not known.
 * - `signed-out`: a 401 that one silent re-login could not mend; `credentials-refused`: wrong name or password.
 * - `role-missing`: 403. `refused`: 400, 404, 405, 409, 422 with the service's sentence.
 * - `rate-limited`: 429. `server-error`: any 5xx.
 * - `not-evo-voice`: a page, a redirect or a text that is no answer of this service. `too-large`: above 8 MB.
 * - `unreadable`: the right content type, but text that does not parse or has a wrong type.
 * - `cancelled`: our own side gave up.
 */
export type FailureCode =
  | 'offline'
  | 'unreachable'
  | 'certificate'
  | 'timeout'
  | 'connection-lost'
  | 'signed-out'
  | 'credentials-refused'
  | 'role-missing'
  | 'refused'
  | 'rate-limited'
  | 'server-error'
  | 'not-evo-voice'
  | 'too-large'
  | 'unreadable'
  | 'cancelled';

/** A failed call, in values. */
export interface CallFailure {
  readonly code: FailureCode;
  /** HTTP status, when an answer came. */
  readonly status?: number;
  /** The answer was an HTML page, so it need not come from the service. */
  readonly isPage?: boolean;
  /** The service's own sentence: at most 500 characters, control characters removed. */
  readonly sentence?: string;
  /** From `Retry-After`, in ms. */
  readonly retryAfterMs?: number;
}

/** What every call except a send gives back. */
export type CallResult<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: CallFailure };

/**
 * The four classes a send can end in (design.md 4).
 * - `accepted`: 2xx with an id.
 * - `refused`: for good; the service said no and will say no again.
 * - `not-processed`: provably nothing was sent; it may be tried again (after `failure.retryAfterMs` when given).
 * - `unknown`: the service may have sent it; look it up, never repeat it.
 */
export type SendOutcome =
  | { readonly kind: 'accepted'; readonly message: MessageInfo }
  | { readonly kind: 'refused'; readonly failure: CallFailure }
  | { readonly kind: 'not-processed'; readonly failure: CallFailure }
  | { readonly kind: 'unknown'; readonly failure: CallFailure };

/**
 * Whether a failed call proves that the service itself was reached: something refused it in the service's way, neither by a page nor by a
 * status that only a proxy or a network in between gives (407 of RFC 9110, 511 of RFC 6585). Being told in a 2xx that nobody is signed in
 * proves nothing, since an empty answer tells that too.
 */
export function isAnswerOfService({ code, status, isPage }: CallFailure): boolean {
  if (isPage === true || status === undefined || status === 407 || status === 511) return false;
  switch (code) {
    case 'signed-out':
      return status === 401;
    case 'credentials-refused':
    case 'role-missing':
    case 'refused':
    case 'rate-limited':
    case 'server-error':
      return true;
    case 'offline':
    case 'unreachable':
    case 'certificate':
    case 'timeout':
    case 'connection-lost':
    case 'not-evo-voice':
    case 'too-large':
    case 'unreadable':
    case 'cancelled':
      return false;
  }
}

/** A failed call as the popup is told of it: the code, and the service's own sentence where there is one. */
export function failureOf(failure: CallFailure): Failure {
  return failure.sentence ? { code: failure.code, detail: failure.sentence } : { code: failure.code };
}

/** Whether a failure means that the service was not reached at all, as far as we can tell: a network in between is down, or answers itself. */
export const isOutOfReach = (failure: CallFailure): boolean => isConnectionTrouble(failure) && !isAnswerOfService(failure);

/** Whether a failure only means that the service could not be reached just now, so that waiting may mend it; a page says so in any status. */
export function isConnectionTrouble(failure: CallFailure): boolean {
  if (failure.isPage === true) return true;
  switch (failure.code) {
    case 'offline':
    case 'unreachable':
    case 'timeout':
    case 'connection-lost':
    case 'server-error':
    case 'rate-limited':
    case 'cancelled':
    case 'certificate':
    case 'not-evo-voice':
    case 'too-large':
    case 'unreadable':
      return true;
    case 'signed-out':
    case 'credentials-refused':
    case 'role-missing':
    case 'refused':
      return false;
  }
}
