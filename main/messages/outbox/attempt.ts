import type { Message } from '../../model/message.ts';

/** The line a chat session runs on, and the addresses its other party may be listed under. */
export interface SessionLine {
  readonly endpointId: string;
  readonly addresses: readonly string[];
}

/** What is recorded just before a request, so that a lookup can tell our message from others. */
export interface Attempt {
  /** By our clock, ms since 1970. */
  readonly at: number;
  /** By the service's clock, where it is known: the earliest it can have been, ms since 1970. */
  readonly serverAt?: number;
  /** The latest it can have been; the same as `serverAt` unless the service's answers disagreed. */
  readonly serverAtMost?: number;
  /** Ids the service listed before the request; undefined when it was not asked or did not answer. */
  readonly knownIds?: readonly string[];
  /** The newest date among those, as the service gave it, ms since 1970; where it listed none, the date the listing started from. */
  readonly newestKnownAt?: number;
  /** True: `knownIds` holds every message dated `newestKnownAt` or later, so an unknown id with such a date is a new message. */
  readonly isComplete?: boolean;
  /** Ids the person was asked about and said no to. */
  readonly rejectedIds?: readonly string[];
  /** For a message into a chat session. */
  readonly session?: SessionLine;
}

/** A message whose outcome is open, with what was recorded at its last attempt. */
export interface OpenAttempt {
  readonly message: Message;
  readonly attempt: Attempt;
}
