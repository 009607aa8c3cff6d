import { createRowCodec, insertRow, json, updateRow } from './codec.ts';
import type { Database } from './database.ts';

const row = createRowCodec('note', { value: json('value') });

/** Small JSON values in the encrypted file; JSON keeps NUL and lone surrogates as they are. All calls throw what SQLite throws, and `DamagedRow`. */
export function createKeyValues(database: Database) {
  return {
    /** Undefined if there is none. */
    read(key: string): unknown {
      const found = database.prepare(`SELECT ${row.columns} FROM note WHERE key = ?`).get(key);
      return found && row.decode(found).value;
    },
    /** Undefined deletes it. */
    write(key: string, value: unknown): void {
      if (value === undefined) database.prepare('DELETE FROM note WHERE key = ?').run(key);
      else if (!updateRow(database, 'note', 'key', key, { value: JSON.stringify(value) }))
        insertRow(database, 'note', { key, value: JSON.stringify(value) });
    },
  };
}

export type KeyValues = ReturnType<typeof createKeyValues>;
