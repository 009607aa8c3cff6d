import { existsSync, rmSync, writeFileSync } from 'node:fs';
import Libsql from 'libsql';
import type { RowSums } from './row-sums.ts';
import { migrations } from './schema.ts';

/** Thrown by `connect` when the file was written by a newer app. */
export class NewerHistory extends Error {}

/** Thrown by `connect` when a full check found a damaged page; the code is SQLite's own. */
class DamagedHistory extends Error {
  readonly code = 'SQLITE_CORRUPT';
}

/**
 * Opens a file (undefined: in memory), locks it for this process alone, migrates it to our version and reads a little of every table.
 * Throws `NewerHistory`, or what libsql throws.
 */
export function connect(file: string | undefined, key: string | undefined, sums: RowSums): Libsql.Database {
  // The types of libsql 0.5 do not know the two options yet.
  const options = { ...(key === undefined ? {} : { encryptionCipher: 'aes256cbc', encryptionKey: key }) } as Libsql.Options;
  const connection = new Libsql(file ?? ':memory:', options);
  try {
    connection.exec('PRAGMA locking_mode = EXCLUSIVE');
    if (versionOf(connection) > migrations.length) throw new NewerHistory();
    configure(connection);
    if (file !== undefined && existsSync(checkMark(file))) checkEveryPage(connection, file);
    migrate(connection, sums);
    for (const table of ['message', 'outbox', 'draft', 'recipient', 'gone', 'note'])
      connection.prepare(`SELECT 1 FROM ${table} NOT INDEXED LIMIT 1`).all();
    connection.prepare(`SELECT rowid FROM message_text WHERE message_text MATCH '"aaa"' LIMIT 1`).all();
    return connection;
  } catch (error) {
    release(connection);
    throw error;
  }
}

/**
 * Every commit reaches the disk, by a write-ahead log. It is begun under an exclusive lock, so that its index stays in memory and no other process
 * gets in until this one ends, even by `kill -9`. Small checkpoints keep each commit short.
 */
function configure(connection: Libsql.Database): void {
  connection.exec('PRAGMA journal_mode = WAL');
  connection.exec('PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 250; PRAGMA cache_size = -8000; PRAGMA temp_store = MEMORY');
  connection.exec('BEGIN IMMEDIATE; COMMIT');
}

/** The number of the last migration a file has been through; 0 for a new file. */
const versionOf = (connection: Libsql.Database): number =>
  Number((connection.prepare('PRAGMA user_version').get() as { user_version: number }).user_version);

function migrate(connection: Libsql.Database, sums: RowSums): void {
  const version = versionOf(connection);
  if (version === migrations.length) return;
  connection.exec('BEGIN IMMEDIATE');
  for (const migration of migrations.slice(version)) {
    if (typeof migration === 'string') connection.exec(migration);
    else migration(connection, sums);
  }
  connection.exec(`PRAGMA user_version = ${migrations.length}; COMMIT`);
}

function checkEveryPage(connection: Libsql.Database, file: string): void {
  const found = connection.prepare('PRAGMA quick_check(1)').all() as { quick_check: string }[];
  if (found[0]?.quick_check !== 'ok') throw new DamagedHistory();
  cancelFullCheck(file);
}

const checkMark = (file: string): string => `${file}.suspect`;

/** Leaves a mark beside a file so that the next start checks every page of it, which takes seconds. Never throws. */
export function requestFullCheck(file: string): void {
  try {
    writeFileSync(checkMark(file), '');
  } catch {
    // The disk is full or read-only; the next damaged page tries again.
  }
}

/** Takes that mark away. */
export const cancelFullCheck = (file: string): void => rmSync(checkMark(file), { force: true });

/**
 * Closes a connection and gives up its lock. libsql keeps a closed connection alive, lock and all, until its statements are garbage-collected;
 * leaving WAL mode first is what gives up the lock. Never throws: what was committed is on the disk already.
 */
export function release(connection: Libsql.Database): void {
  try {
    connection.exec('PRAGMA journal_mode = DELETE; PRAGMA locking_mode = NORMAL');
    connection.prepare('SELECT count(*) FROM sqlite_schema').all();
  } catch {
    // A file that is damaged, or locked by another process, has no lock of ours.
  }
  connection.close();
}
