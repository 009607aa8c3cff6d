import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Libsql from 'libsql';
import type { Database } from '../../../../main/messages/store/database.ts';
import { openDatabase } from '../../../../main/messages/store/open-database.ts';
import { createHarness, value } from '../harness.ts';

export const key = 'a1'.repeat(32);
export const now = () => Date.UTC(2026, 10, 23, 4, 50);

/** A folder for one history file, what opens that file, and the mark beside it. */
export function createHistoryFile() {
  const folder = mkdtempSync(join(tmpdir(), 'quick-send-opening-'));
  const file = join(folder, 'history.db');
  const mark = `${file}.opening`;
  const opened = () => value(openDatabase({ file, key, now }));

  return {
    folder,
    file,
    mark,
    opened,
    markOf: () => (existsSync(mark) ? readFileSync(mark, 'utf8') : undefined),
    /** Fills it with three messages, one of them unsent. */
    fill(): void {
      const { database } = opened();
      const harness = createHarness(database);
      harness.messages.pause('offline');
      for (const text of ['one', 'two', 'three']) harness.submit(text);
      database.prepare('UPDATE message SET state = 5 WHERE id IN (SELECT id FROM message LIMIT 2)').run();
      database.prepare('DELETE FROM outbox WHERE id IN (SELECT id FROM message WHERE state = 5)').run();
      database.close();
    },
    /** Changes it behind the app's back. */
    change(work: (connection: Libsql.Database) => void): void {
      const connection = new Libsql(file, { encryptionCipher: 'aes256cbc', encryptionKey: key } as Libsql.Options);
      work(connection);
      connection.exec('PRAGMA journal_mode = DELETE');
      connection.close();
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** How many messages can be read. */
export const texts = (database: Database) => database.prepare('SELECT CAST(text AS BLOB) AS text FROM message ORDER BY id').all().length;
