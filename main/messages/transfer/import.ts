import { access, constants, stat } from 'node:fs/promises';
import type { MessageState } from '../../model/message.ts';
import type { BadLine } from '../../model/work-progress.ts';
import { createYielder } from '../../yielding.ts';
import type { Database } from '../store/database.ts';
import type { IndexMerge } from '../store/index-merge.ts';
import type { MessageStore } from '../store/message-store.ts';
import type { Outbox } from '../store/outbox.ts';
import type { WorkOptions } from './export.ts';
import type { ExportedMessage } from './exported-message.ts';
import { readLines, textOf } from './import-lines.ts';

/** What an import did. */
export interface Imported {
  readonly added: number;
  /** Messages that were stored already. */
  readonly known: number;
  /** The first 1,000 lines that could not be read, counted from 1. */
  readonly badLines: readonly BadLine[];
  readonly cancelled: boolean;
}

/** Messages written in one transaction at most: few, so that each commit is short. */
const sliceSize = 25;

/** After so many ms a transaction takes no further message: one message may take as long as all others together. */
const sliceMs = 20;

/** Lines that are reported at most. */
const mostBadLines = 1000;

/** An import never sends: what was waiting when it was exported goes to review, and what was being sent has an unknown outcome. */
const importedState = (state: MessageState): MessageState =>
  state === 'sending' ? 'unknown' : state === 'held' || state === 'scheduled' || state === 'queued' ? 'review' : state;

/** What an import writes to. */
export interface ImportParts {
  readonly database: Database;
  readonly store: MessageStore;
  readonly outbox: Pick<Outbox, 'addUnresolved'>;
  readonly indexMerge: IndexMerge;
}

/**
 * Reads an export of either format back. A message that is stored already stays as it is: one with the same id of the service, or else with the same
 * time, address and text. A broken line is reported and the rest is read. Ends within a second when it is cancelled; what was stored by then stays.
 * Throws what SQLite and the file system throw, and `DamagedRow`.
 */
export async function importMessages(
  { database, store, outbox, indexMerge }: ImportParts,
  path: string,
  { signal, onProgress = () => undefined }: WorkOptions,
): Promise<Imported> {
  const badLines: BadLine[] = [];
  let added = 0;
  let known = 0;
  const yieldIfDue = createYielder();

  function add(message: ExportedMessage): void {
    if (store.has(message)) {
      known++;
      return;
    }
    const state = importedState(message.state);
    const id = store.insert({ ...message, state, own: state !== 'accepted' && state !== 'received' });
    if (state !== 'accepted' && state !== 'received') outbox.addUnresolved(id, state === 'unknown' ? 'given-up' : null);
    added++;
  }

  function addSlice(messages: ExportedMessage[]): void {
    const begun = performance.now();
    for (let next = messages.shift(); next !== undefined; next = performance.now() - begun < sliceMs ? messages.shift() : undefined)
      add(next);
  }

  /** Stores the waiting messages, as far as it is not cancelled. */
  async function storeWaiting(waiting: ExportedMessage[]): Promise<void> {
    while (waiting.length > 0 && !signal?.aborted) {
      database.transaction(() => addSlice(waiting));
      onProgress({ kind: 'import', done: added + known, state: 'running', badLines, path });
      await indexMerge.mergeAll(signal);
      await yieldIfDue();
    }
  }

  const waiting: ExportedMessage[] = [];
  for await (const line of readLines(textOf(path), signal)) {
    if ('message' in line) waiting.push(line.message);
    else if (badLines.length < mostBadLines) badLines.push(line);
    if (waiting.length >= sliceSize) await storeWaiting(waiting);
    await yieldIfDue();
  }
  const isRead = !signal?.aborted;
  await storeWaiting(waiting);
  const cancelled = !isRead || waiting.length > 0;
  onProgress({ kind: 'import', done: added + known, state: cancelled ? 'cancelled' : 'finished', badLines, path });
  return { added, known, badLines, cancelled };
}

/** Whether a path is that of a file that can be read. */
export const isReadable = (path: string): Promise<boolean> =>
  access(path, constants.R_OK).then(
    async () => (await stat(path)).isFile(),
    () => false,
  );
