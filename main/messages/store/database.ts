import { existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type Libsql from 'libsql';
import type { Failure, Result } from '../../model/failure.ts';
import { connect, NewerHistory, release } from './connection.ts';
import { setAside, suspect } from './set-aside.ts';
import { storageFailure } from './storage-failure.ts';

/** What may be bound. libsql ends the whole process on a boolean or a buffer, so nothing else is let through. */
export type Value = string | number | null;

/** A row as it is read. */
export type Row = Readonly<Record<string, Value>>;

/** A prepared statement. Each call throws SQLite's error; `attempt` turns that into a value. */
export interface Statement {
  /** Gives the number of changed rows. */
  run(...values: readonly Value[]): number;
  get(...values: readonly Value[]): Row | undefined;
  all(...values: readonly Value[]): readonly Row[];
}

/** An open history. All calls are synchronous; a transaction is on the disk when it returns. */
export interface Database {
  /** Prepares once per text and keeps it. */
  prepare(sql: string): Statement;
  /** Runs `work` as one transaction; inside another one it joins that. */
  transaction<T>(work: () => T): T;
  /** Runs `work` and gives a failure of the storage as a value, `not-possible-now` once it is closed; other errors are thrown on. */
  attempt<T>(work: () => T): Result<T>;
  /** The same for work that takes its time. */
  attemptLater<T>(work: () => Promise<T>): Promise<Result<T>>;
  /** Frees the file for another opener; calling it twice is fine. */
  close(): void;
}

/** Where and with which key a history is opened. */
export interface OpenDatabaseOptions {
  /** Undefined: in memory, until the app quits. */
  readonly file: string | undefined;
  /** 64 hexadecimal digits from the keychain; undefined when the keychain holds none. */
  readonly key: string | undefined;
  /** True when the key was made just now: a file that is there cannot be read with it and is set aside as `history-key-missing`. */
  readonly keyIsNew?: boolean;
  /** ms since 1970, for the name of a file that is set aside. */
  readonly now: () => number;
}

/** An open history, and what the person must hear about the file that was there before: a code, and in `detail` where that file is now. */
export interface OpenedDatabase {
  readonly database: Database;
  readonly notice?: Failure;
}

/**
 * Opens or begins the history of one account (issue 4, items 3 and 5) and holds it alone.
 * A file that is damaged or that the key does not fit is renamed, never deleted, and a fresh one is begun; `notice` says so.
 * Errors: `history-newer`, `history-key-missing` (no key given; nothing was touched), `history-busy`, `disk-full`, `read-only`.
 */
export function openDatabase(options: OpenDatabaseOptions): Result<OpenedDatabase> {
  const { file, key, keyIsNew, now } = options;
  if (file === undefined) return { ok: true, value: { database: wrap(connect(undefined, undefined), undefined) } };
  if (key === undefined) return { ok: false, error: { code: 'history-key-missing', detail: file } };
  const afresh = (code: 'history-damaged' | 'history-key-missing'): Result<OpenedDatabase> => {
    const detail = setAside(file, now());
    return { ok: true, value: { database: wrap(connect(file, key), file), notice: { code, detail } } };
  };
  const opened = orFailure(() => {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    if (keyIsNew && existsSync(file) && statSync(file).size > 0) return afresh('history-key-missing');
    return { ok: true, value: { database: wrap(connect(file, key), file) } };
  });
  return opened.ok || opened.error.code !== 'history-damaged' ? opened : orFailure(() => afresh('history-damaged'));
}

function orFailure<T>(work: () => Result<T>): Result<T> {
  try {
    return work();
  } catch (error) {
    const failure = error instanceof NewerHistory ? { code: 'history-newer' as const } : storageFailure(error);
    if (failure === undefined) throw error;
    return { ok: false, error: failure };
  }
}

function rethrow(error: unknown): never {
  throw error;
}

function wrap(connection: Libsql.Database, file: string | undefined): Database {
  const prepared = new Map<string, Statement>();
  const noteDamage = <T>(tried: Result<T>): Result<T> => {
    if (!tried.ok && tried.error.code === 'history-damaged' && file !== undefined) suspect(file);
    return tried;
  };
  const database: Database = {
    prepare(sql) {
      const known = prepared.get(sql);
      if (known) return known;
      const statement = connection.prepare(sql);
      const made: Statement = {
        run: (...values) => statement.run(values).changes,
        get: (...values) => statement.get(values) as Row | undefined,
        all: (...values) => statement.all(values) as Row[],
      };
      prepared.set(sql, made);
      return made;
    },
    transaction(work) {
      if (connection.inTransaction) return work();
      connection.exec('BEGIN IMMEDIATE');
      try {
        const value = work();
        connection.exec('COMMIT');
        return value;
      } catch (error) {
        // A full disk has rolled back by itself already.
        if (connection.inTransaction) connection.exec('ROLLBACK');
        throw error;
      }
    },
    attempt(work) {
      if (!connection.open) return { ok: false, error: { code: 'not-possible-now' } };
      return noteDamage(orFailure(() => ({ ok: true, value: work() })));
    },
    async attemptLater(work) {
      try {
        return { ok: true, value: await work() };
      } catch (error) {
        return connection.open ? noteDamage(orFailure(() => rethrow(error))) : { ok: false, error: { code: 'not-possible-now' } };
      }
    },
    close() {
      if (!connection.open) return;
      prepared.clear();
      release(connection);
    },
  };
  return database;
}
