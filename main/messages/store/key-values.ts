import { createRowCodec, insertRow, unlessDamaged, updateRow } from './codec.ts';
import type { Database } from './database.ts';
import { json } from './fields.ts';
import { noteTable } from './tables.ts';

const row = createRowCodec(noteTable, { value: json('value') });

/** Small JSON values in the encrypted file; JSON keeps NUL and lone surrogates as they are. All calls throw what SQLite throws. */
export function createKeyValues(database: Database) {
  return {
    /** Undefined if there is none, or if it is damaged: each can be made anew. */
    read(key: string): unknown {
      const found = database.prepare(`SELECT ${row.columns} FROM note n WHERE key = ?`).get(key);
      return found && unlessDamaged(database, () => row.decode(database, found).value);
    },
    /** Undefined deletes it. */
    write(key: string, value: unknown): void {
      database.damagedRows.forget(noteTable.name, key);
      if (value === undefined) database.prepare('DELETE FROM note WHERE key = ?').run(key);
      else if (!updateRow(database, noteTable, key, { value: JSON.stringify(value) }))
        insertRow(database, noteTable, { key, value: JSON.stringify(value) });
    },
  };
}

export type KeyValues = ReturnType<typeof createKeyValues>;
