import { createRowCodec, readableOf } from './codec.ts';
import type { Database } from './database.ts';
import { sourceOf } from './plain-row.ts';
import { sealedTables } from './tables.ts';

/** Rows read at a time. */
const sliceSize = 5000;

/** Reads every row of every table, so that the database knows all that are damaged. Throws what SQLite throws. */
export function readEveryRow(database: Database): void {
  for (const table of sealedTables) {
    const codec = createRowCodec(table, {});
    const next = database.prepare(`SELECT ${codec.columns} FROM ${sourceOf(table)} ORDER BY ${table.alias}.${table.key} LIMIT ? OFFSET ?`);
    for (let read = 0, count = sliceSize; count === sliceSize; read += count) {
      const rows = next.all(sliceSize, read);
      readableOf(database, rows, (row) => codec.decode(database, row));
      count = rows.length;
    }
  }
}
