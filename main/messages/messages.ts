import type { Clock } from '../clock.ts';
import type { MessageAction, PageQuery, Result, WorkProgress } from '../contract.ts';
import type { EvoVoiceClient } from '../evo-voice/client.ts';
import type { Database } from './database.ts';
import type { Message, StoredDraft, Submission } from './message.ts';

/** Why the queue stands still; it runs when no reason is left. */
export type PauseReason = 'offline' | 'signed-out' | 'suspended' | 'quitting';

/** Rows that changed or are new; `reset`: so many that the list should be read again. */
export interface MessagesChange {
  readonly items: readonly Message[];
  readonly removed: readonly number[];
  readonly reset: boolean;
}

/** What the store needs from outside. */
export interface MessagesParts {
  readonly database: Database;
  /** The client of who is signed in; undefined while nobody is. */
  readonly client: () => EvoVoiceClient | undefined;
  readonly clock: Clock;
  /** Takes a line with ids and states only: never a number, a name or a text. */
  readonly log: (line: string) => void;
  /** From 0 up to 1, for the jitter of back-off. */
  readonly random: () => number;
  readonly onChange: (change: MessagesChange) => void;
  /** The queue paused or went on; a 401 that a new sign-in could not mend pauses it with `signed-out`. */
  readonly onPause?: (reasons: readonly PauseReason[]) => void;
  /** The pull from the server as it goes on. */
  readonly onPull?: (progress: WorkProgress) => void;
}

/** A recipient of the past, best first. */
export interface RecentRecipient {
  readonly address: string;
  readonly name?: string;
  readonly endpointId?: string;
  readonly lineName?: string;
  /** ms since 1970. */
  readonly lastAt: number;
}

/** What an action gave: the draft of undo and keep-as-draft; the row as it is now, unless it is gone. */
export interface Acted {
  readonly draft?: StoredDraft;
  readonly message?: Message;
}

/** How a long piece of work is watched and stopped. */
export interface WorkOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: WorkProgress) => void;
}

/** What an import did. Lines are counted from 1. */
export interface Imported {
  readonly added: number;
  /** Lines whose message was there already. */
  readonly known: number;
  /** The first 1,000 lines that could not be read. */
  readonly badLines: readonly { readonly line: number; readonly reason: string }[];
  readonly cancelled: boolean;
}

/**
 * The store and the send path (design.md 4). Every call that touches the disk answers in values; the failure codes are
 * `disk-full`, `read-only`, `history-damaged`, `history-busy`, and `message-gone`, `not-possible-now` where an id is given.
 */
export interface Messages {
  /** Settles what the last run left open and sets the queue going. Call once, before anything is submitted. */
  start(): Result<null>;
  /** Puts a message on disk, durable when this returns; it leaves when its hold ends and nothing pauses the queue. */
  submit(submission: Submission): Result<Message>;
  act(id: number, action: MessageAction): Result<Acted>;
  /** One page, newest first. `after` is the last item of the page before. */
  page(query: PageQuery): Promise<Result<{ readonly items: readonly Message[]; readonly more: boolean }>>;
  get(id: number): Result<Message>;
  /** Forgets messages for good and tells how many; one that is being sent at this moment stays. */
  remove(ids: readonly number[] | 'all'): Promise<Result<number>>;
  /** Recent recipients whose name, or any digits of whose number, hold what was typed; all for an empty string. */
  suggest(typed: string, limit?: number): Result<readonly RecentRecipient[]>;
  /** The last messages with an address, oldest first. */
  conversation(endpointId: string | undefined, address: string, limit: number): Result<readonly Message[]>;
  loadDraft(): Result<StoredDraft>;
  saveDraft(draft: StoredDraft): Result<null>;
  /** A small JSON value kept in the encrypted file, e.g. the cached lines; undefined when there is none. */
  note(key: string): Result<unknown>;
  setNote(key: string, value: unknown): Result<null>;
  pause(reason: PauseReason): void;
  /** Takes a reason away; when none is left, messages waiting in their back-off are tried at once. */
  resume(reason: PauseReason): void;
  /** Messages still in their undo window. */
  held(): Result<readonly Message[]>;
  /**
   * Before quitting. `send-now` answers when the held messages left or 10 s passed (what did not leave stays queued);
   * `keep-as-draft` puts the last one into the empty composer and the others into `review`.
   */
  settleHeldForQuit(choice: 'send-now' | 'keep-as-draft'): Promise<Result<null>>;
  /** Fetches what was sent from elsewhere and what was received, now and every 30 s until stopped. */
  startPull(): void;
  stopPull(): void;
  exportTo(
    format: 'csv' | 'jsonl',
    path: string,
    options?: WorkOptions,
  ): Promise<Result<{ readonly count: number; readonly cancelled: boolean }>>;
  /** Reads a JSON Lines or CSV export back; messages that are there already stay as they are. */
  importFrom(path: string, options?: WorkOptions): Promise<Result<Imported>>;
  /** Keeps messages whose outcome is known this many days from now on (0: not at all, null: forever) and deletes older ones in slices. */
  applyRetention(days: number | null): Promise<Result<number>>;
  /** Waits for the requests in flight (10 s at most), stops all work and closes the database. */
  close(): Promise<void>;
}

/** Builds the store and the send path over an open database. Nothing runs before `start`. */
export declare function createMessages(parts: MessagesParts): Messages;
