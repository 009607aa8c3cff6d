import type { Failure } from './failure.ts';

/** The states of what we sent, and `received` for what came in. */
export type MessageState = 'held' | 'scheduled' | 'queued' | 'sending' | 'accepted' | 'failed' | 'unknown' | 'review' | 'received';

/** One row of the list. */
export interface MessageItem {
  readonly id: number;
  readonly state: MessageState;
  readonly endpointId?: string;
  readonly lineName?: string;
  readonly sessionId?: string;
  /** The other party: E.164 when it is a number. */
  readonly address: string;
  /** The other party as a person writes it. */
  readonly addressText: string;
  readonly name?: string;
  readonly text: string;
  /** ms since 1970. */
  readonly at: number;
  /** Why it failed or is unknown. */
  readonly failure?: Failure;
  /** When a held message leaves (absent while a question is open), or a queued one is tried again; ms since 1970. */
  readonly nextAt?: number;
  /** When it was to leave, whatever its next try; ms since 1970. */
  readonly dueAt?: number;
  /** Of a message that is being sent: when its request began, ms since 1970. */
  readonly since?: number;
  /** Its place among what waits: within a conversation the smaller one leaves first. */
  readonly turn?: number;
  /** A person put its unknown outcome out of the way: it needs no attention any more. */
  readonly hidden?: true;
  /**
   * Of an unknown outcome: `checking`: a lookup runs; `given-up`: it was not found; `not-permitted`: this login may not list messages. In review it
   * says why nobody could tell whether the message was sent before the app was started.
   */
  readonly lookup?: 'checking' | 'given-up' | 'not-permitted';
  /** The service's id once accepted. */
  readonly serverId?: string;
  /** A message of the service that may be this one, although the service changed it: a person is asked. */
  readonly candidate?: {
    readonly text: string;
    /** ms since 1970. */
    readonly at: number;
  };
}

/** Filters and place of one page of the list; newest first. */
export interface PageQuery {
  readonly search: string;
  readonly states?: readonly MessageState[];
  /** Leaves out what a person has hidden. */
  readonly withoutHidden?: true;
  /** ms since 1970, inclusive. */
  readonly from?: number;
  /** ms since 1970, exclusive. */
  readonly to?: number;
  /** The last item of the page above: the page holds what is older. */
  readonly after?: Cursor;
  /** The first item of the page below: the page holds what is just newer, still newest first. Never together with `after`. */
  readonly before?: Cursor;
  /** Rows at most; 1 to 200. */
  readonly limit: number;
}

/** A place in the list: an item's time (ms since 1970, may be negative) and id. It need not be that of an existing row. */
export interface Cursor {
  readonly at: number;
  readonly id: number;
}

/** One page. `more`: there is more in the direction asked for (older, or newer with `before`). */
export interface Page {
  readonly items: readonly MessageItem[];
  readonly more: boolean;
}

/** What a person may do with a message that has an open end. `hide` is for an unknown outcome, which is never discarded. */
export type MessageAction =
  | 'undo'
  | 'send-now'
  | 'check-again'
  | 'mark-sent'
  | 'is-this-it'
  | 'is-not-it'
  | 'send-again'
  | 'discard'
  | 'hide'
  | 'keep-as-draft';
