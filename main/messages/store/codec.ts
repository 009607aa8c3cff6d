import { TextDecoder } from 'node:util';
import type { Database, Row, Stored, Value } from './database.ts';
import { DamagedRow } from './storage-failure.ts';

/** One value of a row: the SQL that reads it, and how the result is decoded. */
export interface Field<T> {
  /** One expression, or two if the value takes two columns. */
  readonly expressions: readonly string[];
  /** Throws if the columns contain what is never written to them. */
  readonly decode: (first: Stored | undefined, second: Stored | undefined) => T;
}

/** Decodes the rows of one kind. */
export interface RowCodec<T> {
  /** What to select. */
  readonly columns: string;
  /** Throws `DamagedRow`. */
  readonly decode: (row: Row) => T;
}

type Fields = Readonly<Record<string, Field<unknown>>>;
type Decoded<F extends Fields> = { readonly [K in keyof F]: F[K] extends Field<infer T> ? T : never };

/** Creates the codec of a kind of rows. A `DamagedRow` names `table` and, if there is such a field, the `id` of the row. */
export function createRowCodec<F extends Fields>(table: string, fields: F): RowCodec<Decoded<F>> {
  const parts = Object.entries(fields).map(([name, { expressions, decode }], nth) => ({
    name,
    decode,
    columns: expressions.map((expression, part) => `${expression} AS c${nth}_${part}`),
    first: `c${nth}_0`,
    second: expressions.length > 1 ? `c${nth}_1` : undefined,
  }));
  return {
    columns: parts.flatMap(({ columns }) => columns).join(', '),
    decode(row) {
      const decoded: Record<string, unknown> = {};
      for (const { name, decode, first, second } of parts) {
        try {
          decoded[name] = decode(row[first], second && row[second]);
        } catch {
          // The error itself is dropped: it may quote from the row.
          throw new DamagedRow(table, typeof decoded.id === 'number' ? decoded.id : undefined, name);
        }
      }
      return decoded as Decoded<F>;
    },
  };
}

/** Throws on bytes that are not UTF-8, and keeps a byte order mark. */
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

const asBytes = (expression: string): string => `CAST(${expression} AS BLOB)`;

/** A number as it is, and a blob if the row contains text instead. (SQLite sorts numbers before text.) */
const asNumber = (expression: string): string => `iif(${expression} >= '', x'', ${expression})`;

function decodeText(stored: Stored | undefined): string {
  if (typeof stored !== 'object' || stored === null) throw new TypeError('no text');
  return utf8.decode(stored);
}

function decodeNumber(stored: Stored | undefined): number {
  if (typeof stored !== 'number' || !Number.isFinite(stored)) throw new TypeError('no number');
  return stored;
}

function decodeInteger(stored: Stored | undefined): number {
  if (!Number.isSafeInteger(stored)) throw new TypeError('no integer');
  return stored as number;
}

/** Text. Here and below, a column may be any SQL expression. */
export const text = (column: string): Field<string> => ({ expressions: [asBytes(column)], decode: decodeText });

/** A number, such as a time in ms. */
export const number = (column: string): Field<number> => ({ expressions: [asNumber(column)], decode: decodeNumber });

/** A whole number, such as an id. */
export const integer = (column: string): Field<number> => ({ expressions: [asNumber(column)], decode: decodeInteger });

/** Text that is written to two columns, by `storable` and by `exactText`. */
export const restoredText = (column: string, exactColumn: string): Field<string> => ({
  expressions: [asBytes(column), asBytes(exactColumn)],
  decode: (stored, exact) => (exact === null ? decodeText(stored) : String(JSON.parse(decodeText(exact)))),
});

/** Any JSON value. */
export const json = (column: string): Field<unknown> => ({
  expressions: [asBytes(column)],
  decode: (stored) => JSON.parse(decodeText(stored)),
});

/** A JSON object that only we write, so its members are not checked. */
export const jsonObject = <T extends object>(column: string): Field<T> => ({
  expressions: [asBytes(column)],
  decode(stored) {
    const value: unknown = JSON.parse(decodeText(stored));
    if (typeof value !== 'object' || value === null) throw new TypeError('no object');
    return value as T;
  },
});

/** One of a few words. */
export const word = <const T extends string>(column: string, words: readonly T[]): Field<T> => ({
  expressions: [asBytes(column)],
  decode(stored) {
    const decoded = decodeText(stored);
    const found = words.find((each) => each === decoded);
    if (found === undefined) throw new RangeError('no known word');
    return found;
  },
});

/** A number that has a meaning. */
export const code = <T>(column: string, meanings: ReadonlyMap<number, T>): Field<T> => ({
  expressions: [asNumber(column)],
  decode(stored) {
    const meaning = meanings.get(decodeNumber(stored));
    if (meaning === undefined) throw new RangeError('no known code');
    return meaning;
  },
});

/** A field that is undefined if its column is NULL. */
export const optional = <T>({ expressions, decode }: Field<T>): Field<T | undefined> => ({
  expressions,
  decode: (first, second) => (first === null ? undefined : decode(first, second)),
});

/** Text, or undefined if the column is NULL or empty. */
export const optionalText = (column: string): Field<string | undefined> => ({
  expressions: [asBytes(column)],
  decode: (stored) => (stored === null ? undefined : decodeText(stored) || undefined),
});

const single = createRowCodec('history', { value: number('value') });

/** The number that a query selects as `value`, such as a count; undefined if it is NULL or there is no row. Throws `DamagedRow`. */
export function readNumber(database: Database, query: string, ...values: readonly Value[]): number | undefined {
  const row = database.prepare(`SELECT ${single.columns} FROM (${query}) WHERE value IS NOT NULL`).get(...values);
  return row && single.decode(row).value;
}

/** Values by the names of their columns. Undefined is NULL in a new row, and changes nothing in an existing one. */
export type RowValues = Readonly<Record<string, Value | undefined>>;

/** Inserts a row. All rows with a person's words, numbers or decisions are written by this and by `updateRow`. */
export function insertRow(database: Database, table: string, values: RowValues): void {
  const columns = Object.keys(values);
  database
    .prepare(`INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`)
    .run(...Object.values(values).map((value) => value ?? null));
}

/** Changes the row in which column `key` is `value`; returns whether there is one. */
export function updateRow(database: Database, table: string, key: string, value: Value, values: RowValues): boolean {
  const changes = Object.entries(values).filter((change): change is [string, Value] => change[1] !== undefined);
  if (changes.length === 0) return false;
  return (
    database
      .prepare(`UPDATE ${table} SET ${changes.map(([column]) => `${column} = ?`).join(', ')} WHERE ${key} = ?`)
      .run(...changes.map((change) => change[1]), value) > 0
  );
}

const unstorable = /[\0\p{Cs}]/u;

/** The text as SQLite can store it: NUL and lone surrogates are replaced by U+FFFD. */
export const storable = (text: string): string => (unstorable.test(text) ? text.replace(/[\0\p{Cs}]/gu, '\ufffd') : text);

/** The text as JSON if `storable` changes it, null if not; it has a column of its own. */
export const exactText = (text: string): string | null => (unstorable.test(text) ? JSON.stringify(text) : null);
