/** Every way a call can fail. The renderer turns each into words and one cure (`renderer/words.ts`). */
export type ErrorCode =
  | 'forbidden'
  | 'bad-request'
  | 'internal'
  // sign-in and any call to the service
  | 'server-invalid'
  | 'server-insecure'
  | 'user-name-missing'
  | 'password-missing'
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
  | 'cancelled'
  // keychain
  | 'keychain-absent'
  | 'keychain-locked'
  | 'keychain-denied'
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
  | 'session-gone'
  | 'draft-changed'
  | 'draft-gone'
  | 'draft-too-long'
  // history
  | 'history-newer'
  | 'history-damaged'
  | 'history-key-missing'
  | 'history-busy'
  | 'disk-full'
  | 'read-only'
  | 'message-gone'
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

/** What every call answers. */
export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: Failure };
