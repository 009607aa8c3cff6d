import type { Failure } from './contract.ts';
import { type CallFailure, isAnswerOfService } from './evo-voice/outcomes.ts';

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
