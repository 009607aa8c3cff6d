import type { Failure, ServiceFailure } from '../model/failure.ts';
import type { MessageInfo } from './dtos.ts';

/**
 * What became of a send.
 * - `accepted`: the service took the message and gave it an id.
 * - `refused`: the service refused it and would refuse it again.
 * - `not-processed`: nothing was sent, and that is proven; it may be tried again, after `failure.retryAfterMs` if that is set.
 * - `unknown`: the service may have sent it. Look it up, never repeat it.
 */
export type SendOutcome =
  | { readonly kind: 'accepted'; readonly message: MessageInfo }
  | { readonly kind: 'refused'; readonly failure: ServiceFailure }
  | { readonly kind: 'not-processed'; readonly failure: ServiceFailure }
  | { readonly kind: 'unknown'; readonly failure: ServiceFailure };

/**
 * Whether a failed call proves that the service itself was reached: the refusal is in the service's own form, not an HTML page and not a
 * status that only a proxy or a network gives (407 of RFC 9110, 511 of RFC 6585). "Nobody is signed in" in a 2xx proves nothing, since an
 * empty answer says that too.
 */
export function isAnswerOfService({ code, status, isPage }: ServiceFailure): boolean {
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

/** The failure as the popup is told of it: without what only concerns HTTP. */
export function plainFailure({ code, detail }: ServiceFailure): Failure {
  return detail ? { code, detail } : { code };
}

/** Whether the service was probably not reached at all: a network on the way is down, or answered in its place. */
export const isOutOfReach = (failure: ServiceFailure): boolean => isConnectionTrouble(failure) && !isAnswerOfService(failure);

/**
 * Whether a failed look for messages shows that the service does not answer. A list that is too large or cannot be read is an answer all the same, and
 * would come again.
 */
export const isUnanswered = (failure: ServiceFailure): boolean =>
  isOutOfReach(failure) && failure.code !== 'too-large' && failure.code !== 'unreadable';

/** Whether waiting may help, because the service could not be reached just now; an HTML page says so with any status. */
export function isConnectionTrouble(failure: ServiceFailure): boolean {
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
