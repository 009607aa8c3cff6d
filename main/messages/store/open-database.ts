import { existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Failure, Result } from '../../model/failure.ts';
import { connect, NewerHistory, release } from './connection.ts';
import { createDatabase, type Database } from './database.ts';
import { setAside, suspect } from './set-aside.ts';
import { storageFailure } from './storage-failure.ts';

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
 * Opens or begins the history of one account and holds it alone.
 * A file that is damaged or that the key does not fit is renamed, never deleted, and a fresh one is begun; `notice` says so.
 * Errors: `history-newer`, `history-key-missing` (no key given; nothing was touched), `history-busy`, `disk-full`, `read-only`.
 */
export function openDatabase(options: OpenDatabaseOptions): Result<OpenedDatabase> {
  const { file, key, keyIsNew, now } = options;
  if (file === undefined) return { ok: true, value: { database: open(undefined, undefined) } };
  if (key === undefined) return { ok: false, error: { code: 'history-key-missing', detail: file } };
  const afresh = (code: 'history-damaged' | 'history-key-missing'): Result<OpenedDatabase> => {
    const detail = setAside(file, now());
    return { ok: true, value: { database: open(file, key), notice: { code, detail } } };
  };
  const opened = orFailure(() => {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    if (keyIsNew && existsSync(file) && statSync(file).size > 0) return afresh('history-key-missing');
    return { ok: true, value: { database: open(file, key) } };
  });
  return opened.ok || opened.error.code !== 'history-damaged' ? opened : orFailure(() => afresh('history-damaged'));
}

function open(file: string | undefined, key: string | undefined): Database {
  const onDamagedPage = (): void => {
    if (file !== undefined) suspect(file);
  };
  return createDatabase({ connection: connect(file, key), onDamagedPage, release });
}

function orFailure(work: () => Result<OpenedDatabase>): Result<OpenedDatabase> {
  try {
    return work();
  } catch (error) {
    const failure = error instanceof NewerHistory ? { code: 'history-newer' as const } : storageFailure(error);
    if (failure === undefined) throw error;
    return { ok: false, error: failure };
  }
}
