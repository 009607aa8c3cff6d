/**
 * Why a call to the service did not succeed. The list is closed: a caller switches over it exhaustively.
 * - `offline`, `unreachable` (DNS, refused), `certificate`: the service could not be reached.
 * - `timeout`, `connection-lost`: what the service did with the request is not known.
 * - `signed-out`: a 401 that one silent re-login could not mend; `credentials-refused`: wrong name or password.
 * - `role-missing`: 403. `refused`: 400, 404, 405, 409, 422 with the service's sentence.
 * - `rate-limited`: 429. `server-error`: any 5xx.
 * - `not-evo-voice`: a page, a redirect or a text that is no answer of this service. `too-large`: above 8 MB.
 * - `unreadable`: the right content type, but text that does not parse or has a wrong type.
 * - `cancelled`: our own side gave up.
 */
export type ServiceErrorCode =
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

/** Every way a call can fail. Each has its words and one cure in `words/failures.ts`. */
export type ErrorCode =
  | ServiceErrorCode
  | 'forbidden'
  | 'bad-request'
  | 'internal'
  // sign-in
  | 'server-invalid'
  | 'server-insecure'
  | 'user-name-missing'
  | 'password-missing'
  // keychain
  | 'keychain-absent'
  | 'keychain-locked'
  | 'keychain-denied'
  | 'keychain-key-wrong'
  // compose
  | 'not-signed-in'
  | 'other-login'
  | 'line-missing'
  | 'recipient-empty'
  | 'recipient-letters'
  | 'recipient-impossible'
  | 'recipient-emergency'
  | 'recipient-several'
  | 'text-empty'
  | 'text-too-long'
  | 'text-control'
  | 'draft-changed'
  | 'draft-gone'
  | 'draft-too-long'
  // history
  | 'history-newer'
  | 'history-damaged'
  | 'history-unreadable'
  | 'history-key-missing'
  | 'history-in-memory'
  | 'history-busy'
  | 'disk-full'
  | 'read-only'
  | 'message-gone'
  | 'entry-damaged'
  | 'not-possible-now'
  | 'import-unreadable'
  // hotkey
  | 'hotkey-invalid'
  | 'hotkey-needs-modifier'
  | 'hotkey-too-plain'
  | 'hotkey-alt-gr'
  | 'hotkey-editing-key'
  | 'hotkey-taken';

/** The field an error belongs to, so that it is shown there. */
export type FieldName = 'server' | 'userName' | 'password' | 'from' | 'to' | 'text' | 'hotkey';

/** A failure as a value. `detail` is for people: the service's sentence, a count, a position, a path. */
export interface Failure {
  readonly code: ErrorCode;
  readonly detail?: string;
  readonly field?: FieldName;
}

/** A failed call to the service. `detail` is the service's own sentence: at most 500 characters, control characters removed. */
export interface ServiceFailure extends Failure {
  readonly code: ServiceErrorCode;
  /** HTTP status, when an answer came. */
  readonly status?: number;
  /** The answer was an HTML page, so it need not come from the service. */
  readonly isPage?: boolean;
  /** From `Retry-After`, in ms. */
  readonly retryAfterMs?: number;
}

/** What anything that can fail gives back: a value, or why there is none. */
export type Result<T, F extends Failure = Failure> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: F };

/** The result of something that worked. */
export function ok<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}

/** The result of something that failed for this reason. */
export function fail<F extends Failure>(error: F): { readonly ok: false; readonly error: F } {
  return { ok: false, error };
}
