import type { Failure, ServiceFailure } from '../model/failure.ts';
import type { MessageInfo } from './dtos.ts';

/**
 * The four classes a send can end in (design.md 4).
 * - `accepted`: 2xx with an id.
 * - `refused`: for good; the service said no and will say no again.
 * - `not-processed`: provably nothing was sent; it may be tried again (after `failure.retryAfterMs` when given).
 * - `unknown`: the service may have sent it; look it up, never repeat it.
 */
export type SendOutcome =
  | { readonly kind: 'accepted'; readonly message: MessageInfo }
  | { readonly kind: 'refused'; readonly failure: ServiceFailure }
  | { readonly kind: 'not-processed'; readonly failure: ServiceFailure }
  | { readonly kind: 'unknown'; readonly failure: ServiceFailure };

/**
 * Whether a failed call proves that the service itself was reached: something refused it in the service's way, neither by a page nor by a
 * status that only a proxy or a network in between gives (407 of RFC 9110, 511 of RFC 6585). Being told in a 2xx that nobody is signed in
 * proves nothing, since an empty answer tells that too.
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

/** A failed call as the popup is told of it: the code, and the service's own sentence where there is one. */
export function plainFailure({ code, detail }: ServiceFailure): Failure {
  return detail ? { code, detail } : { code };
}

/** Whether a failure means that the service was not reached at all, as far as we can tell: a network in between is down, or answers itself. */
export const isOutOfReach = (failure: ServiceFailure): boolean => isConnectionTrouble(failure) && !isAnswerOfService(failure);

/** Whether a failure only means that the service could not be reached just now, so that waiting may mend it; a page says so in any status. */
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
