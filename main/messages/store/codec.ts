import { TextDecoder } from 'node:util';
import type { Database, Row, Stored, Value } from './database.ts';
import { DamagedRow } from './storage-failure.ts';

/** One value of a row: the SQL that reads it, and how what that gives is read. */
export interface Field<T> {
  /** One expression, or two where two columns make one value. */
  readonly expressions: readonly string[];
  /** Throws where the columns hold what is never written to them. */
  readonly decode: (first: Stored | undefined, second: Stored | undefined) => T;
}

/** Reads the rows of one kind. */
export interface RowCodec<T> {
  /** What to select. */
  readonly columns: string;
  /** Throws `DamagedRow`. */
  readonly decode: (row: Row) => T;
}

type Fields = Readonly<Record<string, Field<unknown>>>;
type Decoded<F extends Fields> = { readonly [K in keyof F]: F[K] extends Field<infer T> ? T : never };

/** Makes the reader of a kind of rows. `table`, and the field `id` where there is one, tell which row is damaged. */
export function createRowCodec<F extends Fields>(table: string, fields: F): RowCodec<Decoded<F>> {
  const parts = Object.entries(fields).map(([name, { expressions, decode }], nth) => ({
    name,
    decode,
    columns: expressions.map((expression, part) => `${expression} AS c${nth}_${part}`),
    first: `c${nth}_0`,
    second: `c${nth}_1`,
  }));
  return {
    columns: parts.flatMap(({ columns }) => columns).join(', '),
    decode(row) {
      const decoded: Record<string, unknown> = {};
      for (const { name, decode, first, second } of parts) {
        try {
          decoded[name] = decode(row[first], row[second]);
        } catch {
          // The error itself is dropped: it may quote what the row holds.
          throw new DamagedRow(table, typeof decoded.id === 'number' ? decoded.id : undefined, name);
        }
      }
      return decoded as Decoded<F>;
    },
  };
}

/** Strict; a byte order mark is a character of the text. */
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

const asBytes = (expression: string): string => `CAST(${expression} AS BLOB)`;

/** Gives a number as it is, and a blob for text that stands in its place. (SQLite sorts numbers before text.) */
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

/** Text, which must be UTF-8. Here and below a column may be any SQL expression. */
export const text = (column: string): Field<string> => ({ expressions: [asBytes(column)], decode: decodeText });

/** A number, such as a time in ms. */
export const number = (column: string): Field<number> => ({ expressions: [asNumber(column)], decode: decodeNumber });

/** A whole number, such as an id. */
export const integer = (column: string): Field<number> => ({ expressions: [asNumber(column)], decode: decodeInteger });

/** A text out of the two columns that `storable` and `exactText` write. */
export const restoredText = (column: string, exactColumn: string): Field<string> => ({
  expressions: [asBytes(column), asBytes(exactColumn)],
  decode: (stored, exact) => (exact === null ? decodeText(stored) : String(JSON.parse(decodeText(exact)))),
});

/** Any JSON value. */
export const json = (column: string): Field<unknown> => ({
  expressions: [asBytes(column)],
  decode: (stored) => JSON.parse(decodeText(stored)),
});

/** A JSON object whose shape is ours. */
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

/** A number that stands for something. */
export const code = <T>(column: string, meanings: ReadonlyMap<number, T>): Field<T> => ({
  expressions: [asNumber(column)],
  decode(stored) {
    const meaning = meanings.get(decodeNumber(stored));
    if (meaning === undefined) throw new RangeError('no known code');
    return meaning;
  },
});

/** The same field, undefined where the column is NULL. */
export const optional = <T>({ expressions, decode }: Field<T>): Field<T | undefined> => ({
  expressions,
  decode: (first, second) => (first === null ? undefined : decode(first, second)),
});

/** Text, undefined where the column is NULL or empty. */
export const optionalText = (column: string): Field<string | undefined> => ({
  expressions: [asBytes(column)],
  decode: (stored) => (stored === null ? undefined : decodeText(stored) || undefined),
});

const single = createRowCodec('history', { value: number('value') });

/** The one number a query gives as `value`, such as a count; undefined for NULL and where it finds no row. Throws `DamagedRow`. */
export function readNumber(database: Database, query: string, ...values: readonly Value[]): number | undefined {
  const row = database.prepare(`SELECT ${single.columns} FROM (${query}) WHERE value IS NOT NULL`).get(...values);
  return row && single.decode(row).value;
}

/** Values of columns by their names; undefined is NULL in a new row and changes nothing in one that is there. */
export type RowValues = Readonly<Record<string, Value | undefined>>;

/** Writes a row. Every row that holds a person's words, numbers or decisions is written by this and by `updateRow`. */
export function insertRow(database: Database, table: string, values: RowValues): void {
  const columns = Object.keys(values);
  database
    .prepare(`INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`)
    .run(...Object.values(values).map((value) => value ?? null));
}

/** Changes the row whose column `key` holds `is`; gives whether there is one. */
export function updateRow(database: Database, table: string, key: string, is: Value, values: RowValues): boolean {
  const changes = Object.entries(values).filter((change): change is [string, Value] => change[1] !== undefined);
  if (changes.length === 0) return false;
  return (
    database
      .prepare(`UPDATE ${table} SET ${changes.map(([column]) => `${column} = ?`).join(', ')} WHERE ${key} = ?`)
      .run(...changes.map(([, value]) => value), is) > 0
  );
}

const unstorable = /[\0\p{Cs}]/u;

/** A text that SQLite keeps as it is: NUL and lone surrogates replaced by U+FFFD. */
export const storable = (text: string): string => (unstorable.test(text) ? text.replace(/[\0\p{Cs}]/gu, '\ufffd') : text);

/** The text as JSON where `storable` loses something, null otherwise; it stands in a column of its own. */
export const exactText = (text: string): string | null => (unstorable.test(text) ? JSON.stringify(text) : null);
