import { createReadStream } from 'node:fs';
import type { BadLine } from '../../model/work-progress.ts';
import { badLineReasons } from '../../words/work.ts';
import { type CsvRecord, createCsvReader } from './csv.ts';
import { columns, type ExportedMessage, readExported } from './exported-message.ts';
import { createLineReader } from './line-reader.ts';

/** What a line of an export holds, or why it cannot be read. */
export type Line = { readonly line: number; readonly message: ExportedMessage } | BadLine;

/** The text of a file, piece by piece; it is opened when the first one is asked for. Throws what the file system throws. */
export async function* textOf(path: string): AsyncGenerator<string> {
  yield* createReadStream(path, { encoding: 'utf8', highWaterMark: 65_536 });
}

/**
 * Reads an export that comes piece by piece; its first character tells which format it is in. Each step takes a few ms at most, but nothing else runs
 * between the lines of one piece. Ends at once when `signal` is aborted. Throws what `chunks` throws.
 */
export async function* readLines(chunks: AsyncIterable<string>, signal: AbortSignal | undefined): AsyncGenerator<Line> {
  let reader: ReturnType<typeof createJsonReader | typeof createCsvMessages> | undefined;
  for await (const chunk of untilAborted(chunks, signal)) {
    const text = reader === undefined ? chunk.replace(/^\ufeff/, '') : chunk;
    reader ??= /^\s*\{/.test(text) ? createJsonReader() : createCsvMessages();
    yield* reader.feed(text);
  }
  if (reader !== undefined && !signal?.aborted) yield* reader.end();
}

/** Gives on what comes, and ends when `signal` is aborted, even while it waits for more: a disk in the network may never answer. */
async function* untilAborted<T>(source: AsyncIterable<T>, signal: AbortSignal | undefined): AsyncGenerator<T> {
  const iterator = source[Symbol.asyncIterator]();
  const aborted = new Promise<'aborted'>((resolve) => signal?.addEventListener('abort', () => resolve('aborted'), { once: true }));
  try {
    while (!signal?.aborted) {
      const next = await Promise.race([iterator.next(), aborted]);
      if (next === 'aborted' || next.done) return;
      yield next.value;
    }
  } finally {
    // Closes the file. Not awaited, because it waits for what is being read.
    iterator.return?.().catch(() => undefined);
  }
}

function createJsonReader() {
  const lines = createLineReader();
  function* messages(found: ReturnType<typeof lines.feed>): Generator<Line> {
    for (const { line, text } of found) {
      if (text === undefined) yield { line, reason: badLineReasons.tooLong };
      else if (text.trim() !== '') yield jsonMessage(text, line);
    }
  }
  return { feed: (chunk: string) => messages(lines.feed(chunk)), end: () => messages(lines.end()) };
}

function jsonMessage(text: string, line: number): Line {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { line, reason: badLineReasons.notJson };
  }
  const message = readExported(value);
  return typeof message === 'string' ? { line, reason: message } : { line, message };
}

function createCsvMessages() {
  const csv = createCsvReader();
  let names: readonly string[] | undefined;
  function* messages(records: Iterable<CsvRecord>): Generator<Line> {
    for (const record of records) {
      if ('reason' in record) yield record;
      else if (names !== undefined) yield csvMessage(names, record);
      else {
        names = record.cells;
        const isWhole = columns.every((column) => column === 'date' || record.cells.includes(column));
        if (!isWhole) yield { line: record.line, reason: badLineReasons.noColumnNames };
      }
    }
  }
  return { feed: (chunk: string) => messages(csv.feed(chunk)), end: () => messages(csv.end()) };
}

function csvMessage(names: readonly string[], { line, cells }: { readonly line: number; readonly cells: readonly string[] }): Line {
  if (cells.length !== names.length) return { line, reason: badLineReasons.cellCount(cells.length, names.length) };
  const value = Object.fromEntries(names.map((name, i) => [name, cells[i] ?? '']));
  const message = readExported({ ...value, at: value.at === '' ? Number.NaN : Number(value.at) });
  return typeof message === 'string' ? { line, reason: message } : { line, message };
}
