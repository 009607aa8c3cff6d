import { stringify } from 'csv-stringify/sync';
import { badLineReasons } from '../../words/work.ts';

/** Apostrophes of ours and of the text, then what a spreadsheet may pass over before it looks at a cell: blanks and whatever cannot be seen. */
const passedOver = /^'*[\p{White_Space}\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]*/u;

/** With these a cell is read as a formula, or as a number (OWASP, "CSV Injection"). Some programs also take the minus sign for a hyphen. */
const formulaSign = /^[=+\-@\u2212]/;

/** Some programs drop such a character at the start of a cell, and what comes after it counts. */
const droppedFirst = /^'*[\t\r\n]/;

/** A record longer than this, in characters, is broken: a quotation mark was never closed. */
const longestRecord = 1_000_000;

/** Writes records as in RFC 4180, with CRLF line ends; a cell that a spreadsheet would run as a formula gets an apostrophe in front. */
export function csvRecords(records: readonly (readonly string[])[]): string {
  return stringify(
    records.map((cells) => cells.map(guard)),
    // Once it is given a line end, csv-stringify leaves other line breaks unquoted, and a reader would end the record there.
    { record_delimiter: '\r\n', quote_record_delimiter: true },
  );
}

/**
 * Whether a spreadsheet might run a cell. Any number of apostrophes may stand in front: so an apostrophe is put before exactly those cells from which
 * `unguarded` takes one away.
 */
function isRisky(cell: string): boolean {
  const first = cell.slice(passedOver.exec(cell)?.[0].length).codePointAt(0);
  // Other forms of a sign, such as the full-width ones, count as the plain one (Apple Numbers takes them so: node-csv#387).
  return droppedFirst.test(cell) || (first !== undefined && formulaSign.test(String.fromCodePoint(first).normalize('NFKC')));
}

const guard = (cell: string): string => (isRisky(cell) ? `'${cell}` : cell);

/** A record, or why it could not be read; `line` is the one it starts on, counted from 1. */
export type CsvRecord = { readonly line: number; readonly cells: readonly string[] } | { readonly line: number; readonly reason: string };

/**
 * Reads CSV as it comes in. Of a broken record only the first line is lost: reading goes on with the line after. (csv-parse would lose everything
 * after a quotation mark that is never closed, and reports the line where a record ends.) Takes time in proportion to the length, except for broken
 * records, which are read again for each of their lines.
 */
export function createCsvReader() {
  let rest = '';
  let line = 1;

  function* drain(isEnd: boolean): Generator<CsvRecord> {
    for (;;) {
      const found = nextRecord(rest, isEnd);
      if (found === undefined) return;
      const { length, cells } = found;
      const first = line;
      line += countLines(rest.slice(0, length));
      rest = rest.slice(length);
      if (cells === undefined) yield { line: first, reason: badLineReasons.quotationMark };
      else if (cells.length > 1 || cells[0] !== '') yield { line: first, cells };
    }
  }

  return {
    *feed(chunk: string): Generator<CsvRecord> {
      rest += chunk;
      yield* drain(false);
    },
    *end(): Generator<CsvRecord> {
      yield* drain(true);
    },
  };
}

interface Found {
  /** Its length in characters, with its line end. */
  readonly length: number;
  /** Undefined: it is broken, and `length` is that of its first line. */
  readonly cells?: readonly string[];
}

/** The record at the start of `text`; undefined if more text must come first. */
function nextRecord(text: string, isEnd: boolean): Found | undefined {
  if (text === '') return undefined;
  const broken: Found = { length: firstLine(text) };
  const unfinished = (): Found | undefined => (isEnd || text.length > longestRecord ? broken : undefined);
  const cells: string[] = [];
  let at = 0;
  for (;;) {
    let end: number;
    if (text[at] === '"') {
      end = closingQuote(text, at + 1);
      if (end < 0) return unfinished();
      cells.push(unguarded(text.slice(at + 1, end).replaceAll('""', '"')));
      end++;
    } else {
      end = next(/[",\r\n]/g, text, at);
      if (text[end] === '"') return broken;
      cells.push(unguarded(text.slice(at, end)));
    }
    const after = text[end];
    if (after === undefined || (after === '\r' && end + 1 === text.length)) {
      return isEnd ? { length: text.length, cells } : unfinished();
    }
    if (after === '\n' || after === '\r') return { length: text.startsWith('\r\n', end) ? end + 2 : end + 1, cells };
    if (after !== ',') return broken;
    at = end + 1;
  }
}

const unguarded = (cell: string): string => (cell.startsWith("'") && isRisky(cell) ? cell.slice(1) : cell);

/** The position of the quotation mark that closes a quotation begun before `from`; -1 if there is none. */
function closingQuote(text: string, from: number): number {
  for (let quote = text.indexOf('"', from); quote >= 0; quote = text.indexOf('"', quote + 2)) if (text[quote + 1] !== '"') return quote;
  return -1;
}

/** The position of the next match of a pattern, or the length of the text. */
function next(pattern: RegExp, text: string, from: number): number {
  pattern.lastIndex = from;
  return pattern.exec(text)?.index ?? text.length;
}

/** The length of the first line, with its end. */
function firstLine(text: string): number {
  const end = next(/\r\n|\r|\n/g, text, 0);
  return end === text.length ? end : end + (text.startsWith('\r\n', end) ? 2 : 1);
}

const countLines = (text: string): number => text.match(/\r\n|\r|\n/g)?.length ?? 0;
