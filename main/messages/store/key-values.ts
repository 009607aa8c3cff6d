import type { Database } from './database.ts';

/** Small JSON values kept in the encrypted file. JSON keeps NUL and lone surrogates as they are. All throw what SQLite throws. */
export function createNotes(database: Database) {
  const read = (key: string): unknown => {
    const value = database.prepare('SELECT value FROM note WHERE key = ?').get(key)?.value;
    return typeof value === 'string' ? JSON.parse(value) : undefined;
  };
  const write = (key: string, value: unknown): void => {
    if (value === undefined) database.prepare('DELETE FROM note WHERE key = ?').run(key);
    else
      database
        .prepare('INSERT INTO note VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value')
        .run(key, JSON.stringify(value));
  };
  return {
    read,
    /** Undefined deletes. */
    write,
  };
}

export type Notes = ReturnType<typeof createNotes>;
