import Libsql from 'libsql';
import { checkInFull, DamagedHistory, haveSameTables, unsentAgrees } from './full-check.ts';
import { createRowSums, type RowSums } from './row-sums.ts';
import { migrations } from './schema.ts';

/** Thrown by `connect` when the file was written by a newer app. */
export class NewerHistory extends Error {}

/** Thrown by `connect` when a file has to be checked in full first. */
export class SuspectHistory extends Error {}

/** What is opened, and how. */
export interface ConnectOptions {
  /** Undefined: in memory. */
  readonly file: string | undefined;
  readonly key: string | undefined;
  readonly sums: RowSums;
  /** Checks the file in full before it is used. */
  readonly isSuspect: boolean;
}

/**
 * Opens a file, locks it for this process alone, migrates it to our version and reads a little of every table.
 * Throws `NewerHistory`, `SuspectHistory`, `DamagedHistory`, or what libsql throws.
 */
export function connect({ file, key, sums, isSuspect }: ConnectOptions): Libsql.Database {
  // The types of libsql 0.5 do not know the two options yet.
  const options = { ...(key === undefined ? {} : { encryptionCipher: 'aes256cbc', encryptionKey: key }) } as Libsql.Options;
  const connection = new Libsql(file ?? ':memory:', options);
  try {
    connection.exec('PRAGMA locking_mode = EXCLUSIVE');
    if (versionOf(connection) > migrations.length) correctVersion(connection);
    configure(connection);
    if (isSuspect) checkInFull(connection);
    migrate(connection, sums);
    for (const table of ['message', 'outbox', 'draft', 'recipient', 'gone', 'note'])
      connection.prepare(`SELECT 1 FROM ${table} NOT INDEXED LIMIT 1`).all();
    connection.prepare(`SELECT rowid FROM message_text WHERE message_text MATCH '"aaa"' LIMIT 1`).all();
    if (!isSuspect && !unsentAgrees(connection)) throw new SuspectHistory();
    return connection;
  } catch (error) {
    release(connection);
    throw isMisbuilt(error) ? new DamagedHistory() : error;
  }
}

/** Whether SQLite understood the file, but not its tables: our own statements fail in no other. */
const isMisbuilt = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && /^SQLITE_(ERROR|CONSTRAINT|MISMATCH)/.test(String(error.code));

/** More than any app will ever write as the version. */
const impossibleVersion = 1000;

/** Puts a version number right that damage made, if the tables are ours. */
function correctVersion(connection: Libsql.Database): void {
  const ours = new Libsql(':memory:');
  migrate(ours, createRowSums(undefined));
  const isDamage = versionOf(connection) > impossibleVersion && haveSameTables(connection, ours);
  ours.close();
  if (!isDamage) throw new NewerHistory();
  connection.exec(`PRAGMA user_version = ${migrations.length}`);
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
