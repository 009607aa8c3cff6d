import type { Clock } from '../clock.ts';
import type { MessageAction, PageQuery, Result, WorkProgress } from '../contract.ts';
import type { EvoVoiceClient } from '../evo-voice/client.ts';
import type { Database } from './database.ts';
import { createDeletion } from './deletion.ts';
import { exportMessages, type WorkOptions } from './export.ts';
import type { MessagesChange } from './flow.ts';
import { type Imported, importMessages, isReadable } from './import.ts';
import type { Message, StoredDraft, Submission } from './message.ts';
import { messageColumns, messageOf, messageTables } from './message-rows.ts';
import { createMessageStore } from './message-store.ts';
import { createNotes } from './notes.ts';
import { createPull } from './pull.ts';
import { type Acted, createQueue, type PauseReason } from './queue.ts';
import { createRecipients, type RecentRecipient } from './recipients.ts';
import { createRetention } from './retention.ts';
import { createSearch, type FoundPage } from './search.ts';
import { countUnsent } from './unsent.ts';
import { createUpkeep } from './upkeep.ts';

export type { MessagesChange } from './flow.ts';

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
  page(query: PageQuery): Promise<Result<FoundPage>>;
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
  /** How many messages have not been sent: those with an open end, unless hidden, and drafts with a text. */
  unsent(): Result<number>;
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
  /** Reads a JSON Lines or CSV export back; messages that are there already stay as they are. Error: `import-unreadable` as well. */
  importFrom(path: string, options?: WorkOptions): Promise<Result<Imported>>;
  /** Keeps messages whose outcome is known this many days from now on (0: not at all, null: forever) and deletes older ones in slices. */
  applyRetention(days: number | null): Promise<Result<number>>;
  /** Waits for the requests in flight (10 s at most), stops all work and closes the database. */
  close(): Promise<void>;
}

/** Builds the store and the send path over an open database. Nothing runs before `start`. */
export function createMessages(parts: MessagesParts): Messages {
  const { database, clock } = parts;
  const upkeep = createUpkeep(database, clock);
  const onChange = (change: MessagesChange): void => {
    upkeep.soon();
    parts.onChange(change);
  };
  const store = createMessageStore(database);
  const notes = createNotes(database);
  const recipients = createRecipients(database);
  const search = createSearch(database);
  const deletion = createDeletion(database, store, upkeep);
  const isTaken = (serverId: string) => store.findByServerId(serverId) !== undefined || deletion.isGone(serverId);
  const queue = createQueue({ onPause: () => undefined, ...parts, onChange, store, notes, recipients, isTaken });

  const write = (work: () => void): Result<null> =>
    database.attempt(() => {
      work();
      return null;
    });
  const retention = createRetention({ ...parts, onChange, deletion });
  const pull = createPull({
    onPull: () => undefined,
    ...parts,
    onChange,
    ...queue,
    store,
    notes,
    recipients,
    isTaken,
    keptSince: retention.keptSince,
  });

  return {
    start: queue.start,
    submit: queue.submit,
    act: queue.act,
    page: (query) => database.attemptLater(() => search.page(query)),
    get(id) {
      const found = database.attempt(() => store.find(id));
      if (!found.ok) return found;
      return found.value ? { ok: true, value: found.value } : { ok: false, error: { code: 'message-gone' } };
    },
    async remove(ids) {
      const removed = await database.attemptLater(() =>
        ids === 'all' ? deletion.removeAll(clock.now()) : deletion.remove(ids, clock.now()),
      );
      // What stayed, because it is being sent or the disk refused, must stay in the list too: then the list is read again.
      const isWhole = ids !== 'all' && removed.ok && removed.value === ids.length;
      onChange({ items: [], removed: isWhole ? ids : [], reset: !isWhole });
      return removed;
    },
    suggest: (typed, limit = 8) => database.attempt(() => recipients.suggest(typed, limit)),
    conversation: (endpointId, address, limit) =>
      database.attempt(() => {
        const rows = database
          .prepare(
            `SELECT ${messageColumns} FROM ${messageTables} WHERE m.address = ? AND (? = '' OR l.endpoint_id = ?)
             ORDER BY m.at DESC, m.id DESC LIMIT ?`,
          )
          .all(address, endpointId ?? '', endpointId ?? '', limit);
        return rows.map(messageOf).reverse();
      }),
    loadDraft: () => database.attempt(notes.loadDraft),
    saveDraft: (draft) => write(() => notes.saveDraft(draft)),
    note: (key) => database.attempt(() => notes.read(`note:${key}`)),
    setNote: (key, value) => write(() => notes.write(`note:${key}`, value)),
    pause: queue.pause,
    resume: queue.resume,
    unsent: () => database.attempt(() => countUnsent(database)),
    held: queue.held,
    settleHeldForQuit: queue.settleHeldForQuit,
    startPull: pull.start,
    stopPull: pull.stop,
    exportTo: (format, path, options = {}) => database.attemptLater(() => exportMessages(database, format, path, options)),
    async importFrom(path, options = {}) {
      if (!(await isReadable(path))) return { ok: false, error: { code: 'import-unreadable', detail: path } };
      const imported = await database.attemptLater(() => importMessages({ database, store, upkeep, outbox: queue.outbox }, path, options));
      onChange({ items: [], removed: [], reset: true });
      return imported;
    },
    applyRetention: retention.apply,
    async close() {
      pull.stop();
      retention.stop();
      upkeep.stop();
      await queue.stop();
      database.close();
    },
  };
}
