import type { Clock } from '../clock.ts';
import type { EvoVoiceClient } from '../evo-voice/api.ts';
import type { Log } from '../log.ts';
import type { DraftName } from '../model/draft.ts';
import type { Result } from '../model/failure.ts';
import type { HistoryDamage } from '../model/history-damage.ts';
import type { Message, MessageAction, Submission } from '../model/message.ts';
import type { WorkProgress } from '../model/work-progress.ts';
import type { PageQuery } from './contract.ts';
import type { Acted } from './outbox/actions.ts';
import type { MessagesChange } from './outbox/apply-event.ts';
import type { PauseReason } from './outbox/pauses.ts';
import type { FoundPage } from './search/search.ts';
import type { Database } from './store/database.ts';
import type { DraftResults } from './store/drafts.ts';
import type { RecentRecipient } from './store/recipients.ts';
import type { Exported, WorkOptions } from './transfer/export.ts';
import type { Imported } from './transfer/import.ts';

/** What the messages of a login need from outside. */
export interface MessagesParts {
  readonly database: Database;
  /** The client of the person signed in; undefined while nobody is. */
  readonly client: () => EvoVoiceClient | undefined;
  readonly clock: Clock;
  /** Is told ids, states and codes only: never a number, a name or a text. */
  readonly log: Log;
  /** From 0 up to 1, for the jitter of the back-off. */
  readonly random: () => number;
  readonly onChange: (change: MessagesChange) => void;
  /** The queue was paused or resumed. A 401 that signing in again does not cure pauses it as `signed-out`. */
  readonly onPause?: (reasons: readonly PauseReason[]) => void;
  /** `mayLookUp` has changed. */
  readonly onMayLookUp?: () => void;
  /** How far the pull from the service has got. */
  readonly onPull?: (progress: WorkProgress) => void;
  /** The list of drafts has changed. */
  readonly onDrafts?: () => void;
  /** `damage` has changed. */
  readonly onDamage?: () => void;
}

/**
 * The messages of one login: kept, sent, looked up and fetched. Every call that touches the disk returns failures as values: `disk-full`,
 * `read-only`, `history-unreadable`, `history-busy`, and, where an id is given, `message-gone`, `entry-damaged` and `not-possible-now`. What is damaged
 * is left out of every list, and told by `damage`.
 */
export interface Messages {
  /** Deals with what the last run left unfinished and starts the queue. Call it once, before anything is submitted. */
  start(): Result<null>;
  /**
   * Puts a message on the disk, durable when this returns; it is sent once its hold ends and nothing pauses the queue. The draft it was written in
   * is deleted in the same transaction, which leaves the composer empty. `draft-changed`: that draft is no longer as `draft` names it, and nothing
   * is sent.
   */
  submit(submission: Submission, draft?: DraftName): Result<Message>;
  act(id: number, action: MessageAction): Result<Acted>;
  /** One page, newest first. `after` is the last item of the page before. */
  page(query: PageQuery): Promise<Result<FoundPage>>;
  get(id: number): Result<Message>;
  /** Deletes messages for good and tells how many; one that is being sent stays. */
  remove(ids: readonly number[] | 'all'): Promise<Result<number>>;
  /** Recent recipients whose name or number contains what was typed; all of them for an empty string. */
  suggest(typed: string, limit?: number): Result<readonly RecentRecipient[]>;
  /** The last messages exchanged with an address, oldest first. */
  conversation(endpointId: string | undefined, address: string, limit: number): Result<readonly Message[]>;
  /** What is known of a person who was written to, or wrote, however the address is written. */
  recipient(address: string): Result<RecentRecipient | undefined>;
  /** The line last sent from. */
  lastLine(): Result<string | undefined>;
  readonly drafts: DraftResults;
  /** A small JSON value kept in the encrypted file, e.g. the known lines; undefined when there is none. */
  readValue(key: string): Result<unknown>;
  /** Undefined deletes it. */
  writeValue(key: string, value: unknown): Result<null>;
  pause(reason: PauseReason): void;
  /** Takes a reason away. Messages that are late by now go into review; when no reason is left, the others are tried at once, as by `retryNow`. */
  resume(reason: PauseReason): void;
  /** Ends our own waits between tries, never one the service asked for. A message is tried 5 times a minute at most. */
  retryNow(): void;
  /** Whether anything is held or queued. */
  hasWaiting(): boolean;
  /** Stops the undo time of held messages, e.g. while the person is asked a question; `resumeHolds` gives each the time it had left. */
  pauseHolds(): void;
  resumeHolds(): void;
  /** How many messages have not been sent for certain, unless hidden, and drafts with a text. */
  unsent(): Result<number>;
  /** Messages still held for undo. */
  held(): Result<readonly Message[]>;
  /** Ids of messages in review because they could not be sent in time, in the order they were submitted. */
  late(): Result<readonly number[]>;
  /** Sends those of `ids` that are still `late`, in that order, and tells how many. */
  sendLate(ids: readonly number[]): Result<number>;
  /** How much of what is in the file cannot be shown, as far as that is known. */
  damage(): HistoryDamage;
  /** False: the service said that this login may not list messages, so an unknown outcome cannot be looked up. */
  mayLookUp(): boolean;
  /**
   * Deals with held messages before quitting. `send-now` resolves when they are sent, or after 10 s (the others stay queued); `keep-as-draft` turns
   * each into a draft, and shows one in the composer if that is empty.
   */
  settleHeldForQuit(choice: 'send-now' | 'keep-as-draft'): Promise<Result<null>>;
  /** Fetches what was received, and what was sent from elsewhere, now and every 30 s until stopped. */
  startPull(): void;
  stopPull(): void;
  exportTo(format: 'csv' | 'jsonl', path: string, options?: WorkOptions): Promise<Result<Exported>>;
  /** Imports a JSON Lines or CSV export; messages that are here already stay as they are. Error: `import-unreadable` as well. */
  importFrom(path: string, options?: WorkOptions): Promise<Result<Imported>>;
  /** From now on keeps messages whose outcome is known for this many days (0: not at all, null: forever); deletes older ones in small steps. */
  applyRetention(days: number | null): Promise<Result<number>>;
  /** How many messages `applyRetention` would delete right away. */
  countRetention(days: number | null): Promise<Result<number>>;
  /** Waits for requests in flight, up to 10 s, stops all work and closes the database. */
  close(): Promise<void>;
}
