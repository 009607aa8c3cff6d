import type { Message } from '../../model/message.ts';

/** Where a chat session runs, and the addresses its other party may have in a listing. */
export interface SessionPlace {
  readonly endpointId: string;
  readonly addresses: readonly string[];
}

/** What is noted just before a request, so that a lookup can tell our message from others. */
export interface Attempt {
  /** Our clock, ms since 1970. */
  readonly at: number;
  /** The service's clock at that moment, when it is known: the earliest it may have been. */
  readonly serverAt?: number;
  /** The latest it may have been; the same as `serverAt` unless its answers disagreed. */
  readonly serverAtMost?: number;
  /** Ids the service listed before the request; undefined when it was not asked or did not answer. */
  readonly knownIds?: readonly string[];
  /** The newest date among those, by the service's own word, ms since 1970; where it listed none, the date it was asked from. */
  readonly newestKnownAt?: number;
  /** Whether every message that is newer than that, or as new, is among those: then an unknown id with such a date is a new message. */
  readonly isComplete?: boolean;
  /** Ids that a person was asked about and said no. */
  readonly rejectedIds?: readonly string[];
  /** For a message into a session: where that runs. */
  readonly session?: SessionPlace;
}

/** A message whose outcome is open, with what was noted at its attempt. */
export interface OpenAttempt {
  readonly message: Message;
  readonly attempt: Attempt;
}
