import { expect } from 'vitest';
import type { Database } from '../../../../main/messages/store/database.ts';
import type { SealedTable } from '../../../../main/messages/store/sealed-table.ts';

/** Bytes that are no UTF-8, as text. libsql ends the whole process when such a text is read as it is. */
export const brokenText = "CAST(x'c328ff' AS TEXT)";

/** Every change of one value behind the codec's back: another letter or digit, another type, bytes that are no text, and another or no checksum. */
export function changesOf({ name, sealed }: SealedTable): readonly (readonly [string, string, string])[] {
  const own = Object.entries(sealed).filter(([column, { from }]) => from === undefined && column !== 'id');
  return [
    ...own.flatMap(([column, { holds }]): readonly string[][] => {
      const other = holds === 'text' ? `ifnull(substr(${column}, 2), '') || '7'` : `ifnull(${column}, 0) + 1`;
      return [
        [name, column, other],
        [name, column, brokenText],
      ];
    }),
    [name, 'sum', `'${'A'.repeat(22)}'`],
    [name, 'sum', brokenText],
    [name, 'sum', 'NULL'],
  ] as unknown as readonly (readonly [string, string, string])[];
}

/** Changes a column behind the codec's back, in at least one row. */
export function damage(database: Database, table: string, column: string, sql: string, where = 'true'): void {
  expect(database.prepare(`UPDATE ${table} SET ${column} = ${sql} WHERE ${where}`).run()).toBeGreaterThan(0);
}
