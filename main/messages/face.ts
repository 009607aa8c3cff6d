import type { Clock } from '../clock.ts';
import type { EvoVoiceClient } from '../evo-voice/client.ts';
import type { DraftName } from '../model/draft.ts';
import type { Result } from '../model/failure.ts';
import type { Message, MessageAction, Submission } from '../model/message.ts';
import type { WorkProgress } from '../model/work-progress.ts';
import type { PageQuery } from './contract.ts';
import type { Acted } from './outbox/actions.ts';
import type { MessagesChange } from './outbox/apply-event.ts';
import type { PauseReason } from './outbox/queue.ts';
import type { FoundPage } from './search/search.ts';
import type { Database } from './store/database.ts';
import type { DraftResults } from './store/drafts.ts';
import type { RecentRecipient } from './store/recipients.ts';
import type { WorkOptions } from './transfer/export.ts';
import type { Imported } from './transfer/import.ts';

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
  /** Whether this login may list messages became known, or changed. */
  readonly onMayLookUp?: () => void;
  /** The pull from the server as it goes on. */
  readonly onPull?: (progress: WorkProgress) => void;
  /** The list of drafts is another one now. */
  readonly onDrafts?: () => void;
}

/**
 * The store and the send path (design.md 4). Every call that touches the disk answers in values; the failure codes are
 * `disk-full`, `read-only`, `history-damaged`, `history-busy`, and `message-gone`, `not-possible-now` where an id is given.
 */
export interface Messages {
  /** Settles what the last run left open and sets the queue going. Call once, before anything is submitted. */
  start(): Result<null>;
  /**
   * Puts a message on disk, durable when this returns; it leaves when its hold ends and nothing pauses the queue. The draft it was is gone in
   * the same moment and the composer is empty; `draft-changed` when that draft is no longer what `draft` names, and nothing is sent.
   */
  submit(submission: Submission, draft?: DraftName): Result<Message>;
  act(id: number, action: MessageAction): Result<Acted>;
  /** One page, newest first. `after` is the last item of the page before. */
  page(query: PageQuery): Promise<Result<FoundPage>>;
  get(id: number): Result<Message>;
  /** Forgets messages for good and tells how many; one that is being sent at this moment stays. */
  remove(ids: readonly number[] | 'all'): Promise<Result<number>>;
  /** Recent recipients whose name, or any digits of whose number, hold what was typed; all for an empty string. */
  suggest(typed: string, limit?: number): Result<readonly RecentRecipient[]>;
  /** The last messages with an address, oldest first. */
  conversation(endpointId: string | undefined, address: string, limit: number): Result<readonly Message[]>;
  /** What is known of somebody who was written to, or wrote, however the address is written. */
  recipient(address: string): Result<RecentRecipient | undefined>;
  /** The line that was sent from last. */
  lastLine(): Result<string | undefined>;
  readonly drafts: DraftResults;
  /** A small JSON value kept in the encrypted file, e.g. the cached lines; undefined when there is none. */
  note(key: string): Result<unknown>;
  setNote(key: string, value: unknown): Result<null>;
  pause(reason: PauseReason): void;
  /** Takes a reason away: what is late by then goes into review, and when no reason is left the rest is tried at once, as by `retryNow`. */
  resume(reason: PauseReason): void;
  /** Ends our own waits between tries; never one the service asked for, and never more than 5 tries of a message within a minute. */
  retryNow(): void;
  /** Whether anything is held or queued. */
  hasWaiting(): boolean;
  /** Stops the undo windows, e.g. while a question is open; `resumeHolds` gives each the time it had left. */
  pauseHolds(): void;
  resumeHolds(): void;
  /** How many messages have not been sent: those with an open end, unless hidden, and drafts with a text. */
  unsent(): Result<number>;
  /** Messages still in their undo window. */
  held(): Result<readonly Message[]>;
  /** Ids of messages in review because they did not leave in time, in the order they were submitted. */
  late(): Result<readonly number[]>;
  /** Sends those of `ids` that are still `late`, in that order, and gives how many. */
  sendLate(ids: readonly number[]): Result<number>;
  /** False: the service said that this login may not list messages, so that an uncertain send cannot be looked up. */
  mayLookUp(): boolean;
  /**
   * Before quitting. `send-now` answers when the held messages left or 10 s passed (what did not leave stays queued);
   * `keep-as-draft` makes a draft of each, one of them in the composer if that is empty.
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
  /** Reads a JSON Lines or CSV export back; messages that are there already stay as they are. Error: `import-unreadable` as well. */
  importFrom(path: string, options?: WorkOptions): Promise<Result<Imported>>;
  /** Keeps messages whose outcome is known this many days from now on (0: not at all, null: forever) and deletes older ones in slices. */
  applyRetention(days: number | null): Promise<Result<number>>;
  /** How many messages `applyRetention` would delete at once. */
  countRetention(days: number | null): Promise<Result<number>>;
  /** Waits for the requests in flight (10 s at most), stops all work and closes the database. */
  close(): Promise<void>;
}
