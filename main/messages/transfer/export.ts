import { open, rename, rm } from 'node:fs/promises';

import type { Message } from '../../model/message.ts';
import type { WorkProgress } from '../../model/work-progress.ts';
import type { MessageStore } from '../store/message-store.ts';
import { csvRecords } from './csv.ts';

import { columns, exportedOf, isoDate } from './exported-message.ts';

/** How a long piece of work is followed and cancelled. */
export interface WorkOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: WorkProgress) => void;
}

/** What an export did: how many messages it wrote, and how many it left out because they are damaged. */
export interface Exported {
  readonly count: number;
  readonly damaged: number;
  readonly cancelled: boolean;
}

/** Messages read and written at a time: a few ms of work. */
const sliceSize = 250;

/**
 * Writes all messages that can be read to a file, oldest first, as CSV (RFC 4180, for spreadsheets) or JSON Lines (which an import reads back exactly).
 * The file gets its name once it is complete; an export that fails or is cancelled leaves none. Throws what SQLite and the file system throw.
 */
export async function exportMessages(
  store: Pick<MessageStore, 'count' | 'listAfter'>,
  format: 'csv' | 'jsonl',
  path: string,
  { signal, onProgress = () => undefined }: WorkOptions,
): Promise<Exported> {
  const total = store.count();
  const part = `${path}.part`;
  const file = await open(part, 'w', 0o600);
  let count = 0;
  let damaged = 0;
  try {
    if (format === 'csv') await file.write(`\ufeff${csvRecords([columns])}`);
    for (let last = Number.MIN_SAFE_INTEGER; ; ) {
      if (signal?.aborted) {
        await file.close();
        await rm(part, { force: true });
        onProgress({ kind: 'export', done: count, total, state: 'cancelled', path });
        return { count, damaged, cancelled: true };
      }
      const listed = store.listAfter(last, sliceSize);
      const { messages } = listed;
      await file.write(format === 'csv' ? csvRecords(messages.map(csvCells)) : messages.map(jsonLine).join(''));
      count += messages.length;
      damaged += listed.damaged;
      onProgress({ kind: 'export', done: count, total, state: 'running', path });
      if (listed.last === undefined) break;
      last = listed.last;
    }
    await file.sync();
    await file.close();
    await rename(part, path);
  } catch (error) {
    await file.close().catch(() => undefined);
    await rm(part, { force: true });
    throw error;
  }
  onProgress({ kind: 'export', done: count, total, ...(damaged > 0 ? { damaged } : {}), state: 'finished', path });
  return { count, damaged, cancelled: false };
}

const jsonLine = (message: Message): string => `${JSON.stringify({ date: isoDate(message.at), ...exportedOf(message) })}\n`;

function csvCells(message: Message): string[] {
  const cells: Readonly<Record<string, unknown>> = { date: isoDate(message.at), ...exportedOf(message) };
  return columns.map((column) => String(cells[column] ?? ''));
}
