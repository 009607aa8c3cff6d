import { createReadStream } from 'node:fs';
import type { BadLine } from '../../model/work-progress.ts';
import { badLineReasons } from '../../words/work.ts';
import { type CsvRecord, createCsvReader } from './csv.ts';
import { columns, type ExportedMessage, readExported } from './exported-message.ts';

/** What a line of an export holds, or why it cannot be read. */
export type Line = { readonly line: number; readonly message: ExportedMessage } | BadLine;

/** A line longer than this, in characters, is skipped. */
const longestLine = 8_000_000;

/** Reads an export piece by piece; its first character tells which format it is in. Throws what the file system throws. */
export async function* readLines(path: string): AsyncGenerator<Line> {
  const chunks = createReadStream(path, { encoding: 'utf8', highWaterMark: 65_536 });
  const csv = createCsvReader();
  let names: readonly string[] | undefined;
  let format: 'csv' | 'jsonl' | undefined;
  let rest = '';
  let line = 0;

  const readCsv = (records: Iterable<CsvRecord>): Line[] =>
    [...records].flatMap((record) => {
      if ('reason' in record) return [record];
      if (names !== undefined) return [csvMessage(names, record)];
      names = record.cells;
      return columns.every((column) => column === 'date' || names?.includes(column))
        ? []
        : [{ line: record.line, reason: badLineReasons.noColumnNames }];
    });

  for await (const chunk of chunks) {
    const text: string = format === undefined ? String(chunk).replace(/^\ufeff/, '') : String(chunk);
    format ??= /^\s*\{/.test(text) ? 'jsonl' : 'csv';
    if (format === 'csv') {
      yield* readCsv(csv.feed(text));
      continue;
    }
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const each of lines) yield* jsonMessage(each, ++line);
    if (rest.length > longestLine) {
      yield { line: line + 1, reason: badLineReasons.tooLong };
      rest = '';
    }
  }
  if (format === 'csv') yield* readCsv(csv.end());
  else yield* jsonMessage(rest, line + 1);
}

function jsonMessage(text: string, line: number): Line[] {
  if (text.trim() === '') return [];
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return [{ line, reason: badLineReasons.notJson }];
  }
  const message = readExported(value);
  return [typeof message === 'string' ? { line, reason: message } : { line, message }];
}

function csvMessage(names: readonly string[], { line, cells }: { readonly line: number; readonly cells: readonly string[] }): Line {
  if (cells.length !== names.length) return { line, reason: badLineReasons.cellCount(cells.length, names.length) };
  const value = Object.fromEntries(names.map((name, i) => [name, cells[i] ?? '']));
  const message = readExported({ ...value, at: value.at === '' ? Number.NaN : Number(value.at) });
  return typeof message === 'string' ? { line, reason: message } : { line, message };
}
