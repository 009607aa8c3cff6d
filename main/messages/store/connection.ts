import Libsql from 'libsql';
import { migrations } from './schema.ts';
import { clearSuspicion, isSuspect } from './set-aside.ts';

/** Thrown by `connect` when the file was written by a newer app. */
export class NewerHistory extends Error {}

/** Thrown by `connect` when a full check found a damaged page; the code is SQLite's own. */
class DamagedHistory extends Error {
  readonly code = 'SQLITE_CORRUPT';
}

/**
 * Opens a file (undefined: in memory), locks it for this process alone, brings it to our version and reads a little of every table.
 * Throws `NewerHistory`, or what libsql threw.
 */
export function connect(file: string | undefined, key: string | undefined): Libsql.Database {
  // The types of libsql 0.5 do not know the two options yet.
  const options = { ...(key === undefined ? {} : { encryptionCipher: 'aes256cbc', encryptionKey: key }) } as Libsql.Options;
  const connection = new Libsql(file ?? ':memory:', options);
  try {
    connection.exec('PRAGMA locking_mode = EXCLUSIVE');
    if (versionOf(connection) > migrations.length) throw new NewerHistory();
    keepSafe(connection);
    if (file !== undefined && isSuspect(file)) checkEveryPage(connection, file);
    migrate(connection);
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
 * WAL, entered under an exclusive lock: its index stays in memory and everyone else stays out until the process ends, also by `kill -9`.
 * Small checkpoints keep each commit short.
 */
function keepSafe(connection: Libsql.Database): void {
  connection.exec('PRAGMA journal_mode = WAL');
  connection.exec('PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 250; PRAGMA cache_size = -8000; PRAGMA temp_store = MEMORY');
  connection.exec('BEGIN IMMEDIATE; COMMIT');
}

/** The number of the last migration a file has seen; 0 for a new file. */
const versionOf = (connection: Libsql.Database): number =>
  Number((connection.prepare('PRAGMA user_version').get() as { user_version: number }).user_version);

function migrate(connection: Libsql.Database): void {
  const version = versionOf(connection);
  if (version === migrations.length) return;
  connection.exec('BEGIN IMMEDIATE');
  for (const migration of migrations.slice(version)) {
    if (typeof migration === 'string') connection.exec(migration);
    else migration(connection);
  }
  connection.exec(`PRAGMA user_version = ${migrations.length}; COMMIT`);
}

function checkEveryPage(connection: Libsql.Database, file: string): void {
  const found = connection.prepare('PRAGMA quick_check(1)').all() as { quick_check: string }[];
  if (found[0]?.quick_check !== 'ok') throw new DamagedHistory();
  clearSuspicion(file);
}

/**
 * Closes for real. libsql keeps a closed connection alive, lock and all, until its statements are collected as garbage; leaving WAL mode first
 * is what gives the lock back. Never throws: what is committed is on the disk already.
 */
export function release(connection: Libsql.Database): void {
  try {
    connection.exec('PRAGMA journal_mode = DELETE; PRAGMA locking_mode = NORMAL');
    connection.prepare('SELECT count(*) FROM sqlite_schema').all();
  } catch {
    // A file that is damaged or held by someone else has no lock of ours to give back.
  }
  connection.close();
}
