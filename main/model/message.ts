import type { Failure, ServiceFailure } from './failure.ts';

/** The states of what we sent, and `received` for what came in. */
export const messageStates = ['held', 'scheduled', 'queued', 'sending', 'accepted', 'failed', 'unknown', 'review', 'received'] as const;
export type MessageState = (typeof messageStates)[number];

/** The states in which a message waits for a person to decide. */
export const needsAttention: readonly MessageState[] = ['failed', 'unknown', 'review'];

/** The carrier takes at most this many characters (UTF-16 units) of a text. */
export const LONGEST_TEXT = 1600;

/** A message that has not left this long after it was due, in ms, is not sent without asking. */
export const lateAfterMs = 30 * 60_000;

/** What a person may do with a message that has an open end. `hide` is for an unknown outcome, which is never discarded. */
export const messageActions = [
  'undo',
  'send-now',
  'check-again',
  'mark-sent',
  'is-this-it',
  'is-not-it',
  'send-again',
  'discard',
  'hide',
  'keep-as-draft',
] as const;
export type MessageAction = (typeof messageActions)[number];

/** Where a message goes: an SMS from a line, or into a running chat session. */
export type Target =
  | { readonly kind: 'sms'; readonly endpointId: string; readonly toAddress: string }
  | { readonly kind: 'session'; readonly sessionId: string };

/** What a person submits; `toAddress` is E.164 and `text` is final: nothing changes it on its way. */
export interface Submission {
  readonly target: Target;
  readonly text: string;
  /** UTF-16 offset, given back by undo. */
  readonly caret: number;
  /** Names for the list; they decide nothing. */
  readonly lineName?: string;
  readonly name?: string;
  /** ms the message is held for undo; 0 = queued at once. */
  readonly holdMs: number;
  /** ms since 1970; makes it scheduled. */
  readonly sendAt?: number;
}

/** One message as it is stored. */
export interface Message {
  readonly id: number;
  readonly state: MessageState;
  readonly target: Target | undefined;
  readonly endpointId?: string;
  readonly sessionId?: string;
  /** The other party's address; E.164 when it is a number. */
  readonly address: string;
  readonly lineName?: string;
  readonly name?: string;
  readonly text: string;
  readonly caret: number;
  /** ms since 1970. */
  readonly at: number;
  /** ms since 1970: end of the hold, the scheduled time, or the next try. */
  readonly nextAt?: number;
  readonly attempts: number;
  /** Its place among what waits: within a conversation the smaller one leaves first. */
  readonly turn?: number;
  /** ms since 1970: when its last request began. */
  readonly attemptAt?: number;
  readonly failure?: ServiceFailure;
  /** Of an unknown outcome: how looking it up stands. In review: why nobody could tell whether an earlier run had sent it. */
  readonly lookup?: 'checking' | 'given-up' | 'not-permitted';
  readonly serverId?: string;
  /** ms since 1970: when it was to leave, whatever its next try. */
  readonly dueAt?: number;
  /** The start that wrote the row (`Messages.start`): a row of another one may be from an older copy of the file. */
  readonly run?: string;
  /** ms since 1970 at which a person put it out of the way; it stays in the history. */
  readonly hiddenAt?: number;
  /** A message of the service that may be this one, although its text is not the same. */
  readonly candidate?: Candidate;
}

/** A message of the service that a person is asked about. */
export interface Candidate {
  readonly serverId: string;
  readonly text: string;
  /** ms since 1970. */
  readonly at: number;
  /** The line and the other party as the service names them. */
  readonly endpointId?: string;
  readonly lineName?: string;
  readonly address?: string;
}

/** One row of the list: what the popup is told of a message. */
export interface MessageItem
  extends Pick<
    Message,
    | 'id'
    | 'state'
    | 'endpointId'
    | 'lineName'
    | 'sessionId'
    | 'address'
    | 'name'
    | 'text'
    | 'at'
    | 'nextAt'
    | 'dueAt'
    | 'turn'
    | 'lookup'
    | 'serverId'
  > {
  /** The other party as a person writes it. */
  readonly addressText: string;
  /** Why it failed or is unknown. */
  readonly failure?: Failure;
  /** Of a message that is being sent: when its request began, ms since 1970. */
  readonly since?: number;
  /** A person put its unknown outcome out of the way: it needs no attention any more. */
  readonly hidden?: true;
  /** A message of the service that may be this one, although the service changed it: a person is asked. */
  readonly candidate?: Pick<Candidate, 'text' | 'at'>;
}

/** A row of the list that is damaged in the file. Nothing of it is told but its place, and its time if that can be relied on. */
export interface DamagedItem {
  readonly damaged: true;
  readonly id: number;
  /** ms since 1970: its place in the list. */
  readonly at: number;
  /** Whether `at` is the hour at least of its time. */
  readonly isTimeKnown: boolean;
}

/** A place in the list: an item's time (ms since 1970, may be negative) and id. It need not be that of an existing row. */
export interface Cursor {
  readonly at: number;
  readonly id: number;
}

/**
 * One page: the messages, and those of it that are damaged, each newest first (absent: none is). `more`: there is more in the direction asked for (older, or newer with
 * `before`).
 */
export interface Page {
  readonly items: readonly MessageItem[];
  readonly damaged?: readonly DamagedItem[];
  readonly more: boolean;
}
