import type Libsql from 'libsql';
import type { Failure, Result } from '../../model/failure.ts';
import type { DamagedRows } from './damaged-rows.ts';
import type { RowSums } from './row-sums.ts';
import { DamagedRow, storageFailure } from './storage-failure.ts';

/** What may be bound: libsql ends the whole process on a boolean or a buffer. */
export type Value = string | number | null;

/** What may be read. Text must be read as bytes, by the codec: libsql ends the whole process on text that is not UTF-8. */
export type Stored = string | number | null | ArrayBuffer | Uint8Array;

/** A row before it is decoded. */
export type Row = Readonly<Record<string, Stored>>;

/** A prepared statement. Each call throws SQLite's error; `attempt` turns that into a value. */
interface Statement {
  /** Returns the number of changed rows. */
  run(...values: readonly Value[]): number;
  get(...values: readonly Value[]): Row | undefined;
  all(...values: readonly Value[]): readonly Row[];
}

/** An open history. A transaction is on the disk when it returns. */
export interface Database {
  /** Prepares a statement once and keeps it. */
  prepare(sql: string): Statement;
  /** Runs `work` as one transaction; within another one, it becomes part of that. */
  transaction<T>(work: () => T): T;
  /** Runs `work` and returns a failure of the storage as a value, `not-possible-now` once it is closed; any other error is thrown. */
  attempt<T>(work: () => T): Result<T>;
  /** The same for asynchronous work. */
  attemptLater<T>(work: () => Promise<T>): Promise<Result<T>>;
  /** The checksums of its rows. */
  readonly sums: RowSums;
  /** Its rows that have been found damaged. */
  readonly damagedRows: DamagedRows;
  /** Whether an error is damage in the file, of which the database then knows. */
  isDamage(error: unknown): boolean;
  /** Unlocks the file; calling it twice is fine. */
  close(): void;
}

/** What a database needs. */
export interface DatabaseParts {
  readonly connection: Libsql.Database;
  readonly sums: RowSums;
  readonly damagedRows: DamagedRows;
  /** SQLite found a damaged page. */
  readonly onDamagedPage: () => void;
  /** Closes the connection and gives up its lock; never throws. */
  readonly release: () => void;
}

/** Creates a database over an open connection. */
export function createDatabase({ connection, sums, damagedRows, onDamagedPage, release }: DatabaseParts): Database {
  const prepared = new Map<string, Statement>();

  /** Work that goes on after a close must not reach libsql: it would still write, and ends the whole process when asked for a transaction. */
  function whileOpen<T>(work: () => T): T {
    if (!connection.open) throw new Error('The history is closed.');
    return work();
  }

  function prepare(sql: string): Statement {
    const known = prepared.get(sql);
    if (known) return known;
    const statement = connection.prepare(sql);
    const made: Statement = {
      run: (...values) => whileOpen(() => statement.run(values).changes),
      get: (...values) => whileOpen(() => statement.get(values) as Row | undefined),
      all: (...values) => whileOpen(() => statement.all(values) as Row[]),
    };
    prepared.set(sql, made);
    return made;
  }

  function transaction<T>(work: () => T): T {
    if (whileOpen(() => connection.inTransaction)) return work();
    connection.exec('BEGIN IMMEDIATE');
    try {
      const value = work();
      connection.exec('COMMIT');
      return value;
    } catch (error) {
      // If the disk is full, SQLite has rolled back already.
      if (connection.open && connection.inTransaction) connection.exec('ROLLBACK');
      throw error;
    }
  }

  function isDamage(error: unknown): boolean {
    const isRow = error instanceof DamagedRow;
    const isPage = storageFailure(error)?.code === 'history-damaged';
    if (isRow) damagedRows.found(error);
    if (isPage) onDamagedPage();
    return isRow || isPage;
  }

  function failed(error: unknown): { readonly ok: false; readonly error: Failure } {
    const failure = storageFailure(error);
    if (failure === undefined) throw error;
    isDamage(error);
    // Only an opening can set the file aside and start a new one.
    return { ok: false, error: failure.code === 'history-damaged' ? { code: 'history-unreadable' } : failure };
  }

  const closed = { ok: false, error: { code: 'not-possible-now' } } as const;

  return {
    sums,
    damagedRows,
    isDamage,
    prepare,
    transaction,
    attempt(work) {
      if (!connection.open) return closed;
      try {
        return { ok: true, value: work() };
      } catch (error) {
        return failed(error);
      }
    },
    async attemptLater(work) {
      try {
        return { ok: true, value: await work() };
      } catch (error) {
        return connection.open ? failed(error) : closed;
      }
    },
    close() {
      if (!connection.open) return;
      prepared.clear();
      release();
    },
  };
}
