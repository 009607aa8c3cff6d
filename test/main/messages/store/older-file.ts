import Libsql from 'libsql';
import { createRowSums } from '../../../../main/messages/store/row-sums.ts';
import { migrations } from '../../../../main/messages/store/schema.ts';

/** Makes a file as the app of an earlier version left it; `fill` runs after each of its migrations, with the version that is reached. */
export function writeOlderFile(file: string, key: string, version: number, fill: (raw: Libsql.Database, reached: number) => void): void {
  const raw = new Libsql(file, { encryptionKey: key } as Libsql.Options);
  raw.exec('PRAGMA journal_mode = WAL');
  for (const [n, migration] of migrations.slice(0, version).entries()) {
    if (typeof migration === 'string') raw.exec(migration);
    else migration(raw, createRowSums(key));
    fill(raw, n + 1);
  }
  raw.exec(`PRAGMA user_version = ${version}`);
  raw.exec('PRAGMA journal_mode = DELETE');
  raw.close();
}
