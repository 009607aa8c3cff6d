import type { Database, Row, Value } from './database.ts';
import type { Field } from './fields.ts';
import { asNumber, columnsOf, damagedRow, decodeNumber, decodeText, readPlain, sourceOf } from './plain-row.ts';
import type { Plain, PlainRow, SealedTable } from './sealed-table.ts';
import { DamagedRow } from './storage-failure.ts';

/** Decodes the rows of a table. */
export interface RowCodec<T> {
  /** What to select. */
  readonly columns: string;
  /** Throws `DamagedRow` if a value is not what is written there, or is another than was written. */
  readonly decode: (database: Database, row: Row) => T;
}

type Fields = Readonly<Record<string, Field<unknown>>>;
type Decoded<F extends Fields> = { readonly [K in keyof F]: F[K] extends Field<infer T> ? T : never };

/** Creates the codec of a table. Whichever fields are wanted, the whole row is checked. */
export function createRowCodec<F extends Fields>(table: SealedTable, fields: F): RowCodec<Decoded<F>> {
  const parts = Object.entries(fields).map(([name, { columns, decode }]) => ({
    name,
    first: columns[0] ?? '',
    second: columns[1] ?? '',
    decode,
  }));
  return {
    columns: columnsOf(table),
    decode(database, row) {
      const plain = verified(database, table, row);
      const decoded: Record<string, unknown> = {};
      for (const { name, first, second, decode } of parts) {
        try {
          decoded[name] = decode(plain[first] ?? null, plain[second] ?? null);
        } catch {
          // The error itself is dropped: it may quote from the row.
          throw damagedRow(table, row, name);
        }
      }
      return decoded as Decoded<F>;
    },
  };
}

/** Whether a row that an outer join selected is there. */
export const isThere = (table: SealedTable, row: Row): boolean => row[table.selectedKey] !== null;

/** The values of a row if its checksum fits. */
function verified(database: Database, table: SealedTable, row: Row): PlainRow {
  const plain = readPlain(table, row);
  const sum = row[table.selectedSum];
  const fits = sum === null ? database.sums.mayBeMissing() : readSum(sum) === database.sums.of(table, plain);
  if (!fits) throw damagedRow(table, row, 'sum');
  return plain;
}

function readSum(sum: Row[string] | undefined): string | undefined {
  try {
    return decodeText(sum);
  } catch {
    return undefined;
  }
}

/** What `read` gives; undefined, and the database is told, if it meets a damaged row. */
export function unlessDamaged<T>(database: Database, read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof DamagedRow)) throw error;
    database.damagedRows.found(error);
    return undefined;
  }
}

/** The rows that can be read, decoded; the database is told of the others. */
export function readableOf<T>(database: Database, rows: readonly Row[], decode: (row: Row) => T): readonly T[] {
  return rows.flatMap((row) => unlessDamaged(database, () => [decode(row)]) ?? []);
}

/** The number that a query selects as `value`, such as a count; undefined if it is NULL or there is no row. Throws `DamagedRow`. */
export function readNumber(database: Database, query: string, ...values: readonly Value[]): number | undefined {
  const row = database.prepare(`SELECT ${asNumber('value')} AS value FROM (${query}) WHERE value IS NOT NULL`).get(...values);
  if (row === undefined) return undefined;
  try {
    return decodeNumber(row.value);
  } catch {
    throw new DamagedRow('history', undefined, 'value');
  }
}

/** Values by the names of their columns. Undefined is NULL in a new row, and changes nothing in an existing one. */
export type RowValues = Readonly<Record<string, Value | undefined>>;

const plainOf = (values: RowValues): Readonly<Record<string, Plain>> =>
  Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, typeof value === 'string' ? storable(value) : value] as const],
    ),
  );

/** The names of those values that the table itself holds. */
const ownColumns = ({ sealed }: SealedTable, values: PlainRow): readonly string[] =>
  Object.keys(values).filter((name) => sealed[name]?.from === undefined);

/**
 * Inserts a row with its checksum. All rows with a person's words, numbers or decisions are written by this and by `updateRow`. What a joined table
 * holds is given as well: the checksum is that of what is meant, whatever is found there.
 */
export function insertRow(database: Database, table: SealedTable, values: RowValues): void {
  const row = plainOf(values);
  const columns = ownColumns(table, row);
  database
    .prepare(`INSERT INTO ${table.name} (${columns.join(', ')}, sum) VALUES (${columns.map(() => '?').join(', ')}, ?)`)
    .run(...columns.map((column) => row[column] ?? null), database.sums.of(table, row));
}

/**
 * Changes the row whose key is `key`; returns whether there is one. It is checked first unless everything in it is replaced, so that no change ever
 * makes a damaged row pass for a sound one. Throws `DamagedRow`.
 */
export function updateRow(database: Database, table: SealedTable, key: string | number, values: RowValues): boolean {
  const changes = plainOf(values);
  const columns = ownColumns(table, changes);
  if (columns.length === 0) return false;
  return database.transaction(() => {
    const before = isReplaced(table, changes) ? { [table.key]: key } : readBefore(database, table, key);
    if (before === undefined) return false;
    const set = columns.map((column) => `${column} = ?`).join(', ');
    return (
      database
        .prepare(`UPDATE ${table.name} SET ${set}, sum = ? WHERE ${table.key} = ?`)
        .run(...columns.map((column) => changes[column] ?? null), database.sums.of(table, { ...before, ...changes }), key) > 0
    );
  });
}

const isReplaced = ({ sealed, key }: SealedTable, changes: PlainRow): boolean =>
  Object.keys(sealed).every((name) => name === key || name in changes);

function readBefore(database: Database, table: SealedTable, key: string | number): PlainRow | undefined {
  const row = database.prepare(`SELECT ${columnsOf(table)} FROM ${sourceOf(table)} WHERE ${table.alias}.${table.key} = ?`).get(key);
  return row && verified(database, table, row);
}

/** Gives a row of an earlier version its checksum; false if it cannot even be read, or was deleted. */
export function addSum(database: Database, table: SealedTable, row: Row): boolean {
  const plain = unlessDamaged(database, () => readPlain(table, row));
  const key = plain?.[table.key];
  if (plain === undefined || key === undefined) return false;
  return database.prepare(`UPDATE ${table.name} SET sum = ? WHERE ${table.key} = ?`).run(database.sums.of(table, plain), key) > 0;
}

const unstorable = /[\0\p{Cs}]/u;

/** The text as SQLite can store it: NUL and lone surrogates are replaced by U+FFFD. */
export const storable = (text: string): string => (unstorable.test(text) ? text.replace(/[\0\p{Cs}]/gu, '\ufffd') : text);

/** The text as JSON if `storable` changes it, null if not; it has a column of its own. */
export const exactText = (text: string): string | null => (unstorable.test(text) ? JSON.stringify(text) : null);
