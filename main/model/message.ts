import type { CallFailure } from '../evo-voice/outcomes.ts';

/** The states of design.md 4 for what we sent, and `received` for what came in. */
export type State = 'held' | 'scheduled' | 'queued' | 'sending' | 'accepted' | 'failed' | 'unknown' | 'review' | 'received';

/** Where a message goes: an SMS from a line, or into a running chat session (evo-voice-api.md 3.2). */
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
  readonly state: State;
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
  readonly failure?: CallFailure;
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

/** An unsent message as the composer holds it. */
export interface StoredDraft {
  /** Undefined: no line was chosen for it yet. */
  readonly endpointId?: string;
  readonly sessionId?: string;
  /** E.164, or as it was typed; empty: nobody yet. */
  readonly to: string;
  readonly text: string;
  /** UTF-16 offset. */
  readonly caret: number;
}

/** A draft in one of its wordings: each save makes another revision. */
export interface DraftName {
  readonly id: number;
  readonly revision: number;
}

/** A draft as it stands on the disk. */
export interface KeptDraft extends StoredDraft, DraftName {}

/** A draft as a list shows it. */
export interface ListedDraft {
  readonly id: number;
  readonly sessionId?: string;
  readonly to: string;
  /** The first characters of the text. */
  readonly excerpt: string;
  /** ms since 1970 of its last change. */
  readonly at: number;
}
