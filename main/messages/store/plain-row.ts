import { TextDecoder } from 'node:util';
import type { Row, Stored } from './database.ts';
import type { Plain, PlainRow, SealedTable } from './sealed-table.ts';
import { DamagedRow } from './storage-failure.ts';

/** Throws on bytes that are not UTF-8, and keeps a byte order mark. */
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Text from bytes; throws if there are none, or if they are not UTF-8. */
export function decodeText(stored: Stored | undefined): string {
  if (typeof stored !== 'object' || stored === null) throw new TypeError('no text');
  return utf8.decode(stored);
}

/** A number; throws on anything else. */
export function decodeNumber(stored: Stored | undefined): number {
  if (typeof stored !== 'number' || !Number.isFinite(stored)) throw new TypeError('no number');
  return stored;
}

/** The SQL that reads text as bytes. */
export const asBytes = (expression: string): string => `CAST(${expression} AS BLOB)`;

/** The SQL that reads a number as it is, and a blob if there is text instead. (SQLite sorts numbers before text.) */
export const asNumber = (expression: string): string => `iif(${expression} >= '', x'', ${expression})`;

/** What to select of a table for `readPlain`, and its checksum. */
export const columnsOf = (table: SealedTable): string =>
  [
    ...table.columns.map(({ name, holds, from = `${table.alias}.${name}`, selected }) => {
      const expression = holds === 'text' ? asBytes(from) : asNumber(from);
      return `${expression} AS ${selected}`;
    }),
    `${asBytes(`${table.alias}.sum`)} AS ${table.selectedSum}`,
  ].join(', ');

/** What to select it from. */
export const sourceOf = ({ name, alias, join = '' }: SealedTable): string => `${name} ${alias} ${join}`;

/** The row as damaged, by the key it is stored under if that can be read. */
export function damagedRow(table: SealedTable, row: Row, what: string): DamagedRow {
  const key = row[table.selectedKey];
  const readable = typeof key === 'object' && key !== null ? new TextDecoder().decode(key) : key;
  return new DamagedRow(table.name, readable ?? undefined, what);
}

/** The values of a row, without a look at its checksum. Throws `DamagedRow`. */
export function readPlain(table: SealedTable, row: Row): PlainRow {
  const plain: Record<string, Plain> = {};
  for (const { name, holds, selected } of table.columns) {
    const stored = row[selected];
    try {
      plain[name] = stored === null ? null : holds === 'text' ? decodeText(stored) : decodeNumber(stored);
    } catch {
      // The error itself is dropped: it may quote from the row.
      throw damagedRow(table, row, name);
    }
  }
  return plain;
}
