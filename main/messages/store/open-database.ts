import { existsSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { type Failure, fail, ok, type Result } from '../../model/failure.ts';
import { cancelFullCheck, connect, NewerHistory, release, requestFullCheck } from './connection.ts';
import { createDatabase, type Database } from './database.ts';
import { storageFailure } from './storage-failure.ts';

/** Where a history is, and the key to open it with. */
export interface OpenDatabaseOptions {
  /** Undefined: in memory, until the app quits. */
  readonly file: string | undefined;
  /** From the keychain; undefined when the keychain holds none. */
  readonly key: string | undefined;
  /** True when the key was made just now: a file that exists cannot be read with it and is set aside as `history-key-missing`. */
  readonly keyIsNew?: boolean;
  /** ms since 1970, for the name of a file that is set aside. */
  readonly now: () => number;
}

/** An open history, and what the person must be told about the file that was there before: a code, and in `detail` where that file is now. */
export interface OpenedDatabase {
  readonly database: Database;
  readonly notice?: Failure;
}

/**
 * Opens the history of one account, or starts a new one, and locks it for this process. A file that is damaged, or that the key does not fit, is
 * renamed, never deleted, and a new one is started; `notice` says so.
 * Errors: `history-newer`, `history-key-missing` (no key was given; nothing was touched), `history-busy`, `disk-full`, `read-only`.
 */
export function openDatabase({ file, key, keyIsNew, now }: OpenDatabaseOptions): Result<OpenedDatabase> {
  if (file === undefined) return ok({ database: open(undefined, undefined) });
  if (key === undefined) return fail({ code: 'history-key-missing', detail: file });
  const startNewFile = (code: 'history-damaged' | 'history-key-missing'): OpenedDatabase => {
    const detail = setAside(file, now());
    return { database: open(file, key), notice: { code, detail } };
  };
  const opened = attempt(() => {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    if (keyIsNew && existsSync(file) && statSync(file).size > 0) return startNewFile('history-key-missing');
    return { database: open(file, key) };
  });
  return opened.ok || opened.error.code !== 'history-damaged' ? opened : attempt(() => startNewFile('history-damaged'));
}

function open(file: string | undefined, key: string | undefined): Database {
  const onDamagedPage = (): void => {
    if (file !== undefined) requestFullCheck(file);
  };
  return createDatabase({ connection: connect(file, key), onDamagedPage, release });
}

/** Renames a history file together with the files beside it, and gives its new path. `now` is in ms since 1970. */
function setAside(file: string, now: number): string {
  const stamp = new Date(now).toISOString().replace(/\..*/, '').replaceAll(':', '-');
  let aside = `${file}.set-aside-${stamp}`;
  for (let count = 2; existsSync(aside); count++) aside = `${file}.set-aside-${stamp}-${count}`;
  for (const part of ['-wal', '-journal', '-shm', '']) if (existsSync(file + part)) renameSync(file + part, aside + part);
  cancelFullCheck(file);
  return aside;
}

function attempt(work: () => OpenedDatabase): Result<OpenedDatabase> {
  try {
    return ok(work());
  } catch (error) {
    const failure = error instanceof NewerHistory ? { code: 'history-newer' as const } : storageFailure(error);
    if (failure === undefined) throw error;
    return fail(failure);
  }
}
