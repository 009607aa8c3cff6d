import { existsSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type Libsql from 'libsql';
import { type Failure, fail, ok, type Result } from '../../model/failure.ts';
import { type ConnectOptions, connect, NewerHistory, release, SuspectHistory } from './connection.ts';
import { createDamagedRows } from './damaged-rows.ts';
import { createDatabase, type Database } from './database.ts';
import { type OpeningMark, readMark, writeMark } from './opening-mark.ts';
import { readEveryRow } from './read-every-row.ts';
import { createRowSums } from './row-sums.ts';
import { storageFailure } from './storage-failure.ts';
import { readSumState } from './sum-state.ts';

/** Full checks in a row that the process did not survive, after which a file is no longer opened. */
const fatalChecks = 5;

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
  /** To be called once everything a start reads has been read. If the process dies before that, the next opening checks the file in full. */
  readonly endOpening: () => void;
}

/**
 * Opens the history of one account, or starts a new one, and locks it for this process. A file that is damaged, or that the key does not fit, is
 * renamed, never deleted, and a new one is started; `notice` says so. One with which a start died is checked in full first (libsql ends the whole
 * process on some damage), and is renamed unopened if five such checks in a row were the end of the process: nothing else does that so often within
 * moments, and a start that dies outside the check proves nothing against the file.
 * Errors: `history-newer`, `history-key-missing` (no key was given; nothing was touched), `history-busy`, `disk-full`, `read-only`.
 */
export function openDatabase({ file, key, keyIsNew, now }: OpenDatabaseOptions): Result<OpenedDatabase> {
  if (file === undefined) return ok(openInMemory());
  if (key === undefined) return fail({ code: 'history-key-missing', detail: file });
  const startNewFile = (code: 'history-damaged' | 'history-key-missing'): OpenedDatabase => {
    const detail = setAside(file, now());
    return { ...openFile(file, key), notice: { code, detail } };
  };
  const mark = readMark(file);
  const opened = attempt(() => {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    if (existsSync(file) && statSync(file).size > 0) {
      if (keyIsNew) return startNewFile('history-key-missing');
      if (checksThatDied(mark) >= fatalChecks) return startNewFile('history-damaged');
    }
    return openFile(file, key);
  });
  const settled = opened.ok || opened.error.code !== 'history-damaged' ? opened : attempt(() => startNewFile('history-damaged'));
  // The process lives, so whatever kept the file from being opened is no reason to suspect it.
  if (!settled.ok) writeMark(file, mark);
  return settled;
}

function openInMemory(): OpenedDatabase {
  const sums = createRowSums(undefined);
  const connection = connect({ file: undefined, key: undefined, sums, isSuspect: false });
  return {
    database: createDatabase({
      connection,
      sums,
      damagedRows: createDamagedRows(),
      onDamagedPage: () => undefined,
      release: () => release(connection),
    }),
    endOpening: () => undefined,
  };
}

const checksThatDied = (mark: OpeningMark | undefined): number => (mark?.kind === 'checking' ? mark.count : 0);

/** Opens a file under the mark that tells the next opening should the process die, and checks it in full if the mark before tells to. */
function openFile(file: string, key: string): OpenedDatabase {
  const before = readMark(file);
  const isSuspect = before !== undefined;
  writeMark(file, isSuspect ? { kind: 'checking', count: checksThatDied(before) + 1 } : { kind: 'opening' });
  const sums = createRowSums(key);
  const connection = connectOrSuspect({ file, key, sums, isSuspect });
  if (connection === undefined) return openFile(file, key);
  let isOpening = true;
  let isDamaged = false;
  const endOpening = (): void => {
    if (isOpening) writeMark(file, isDamaged ? { kind: 'suspect' } : undefined);
    isOpening = false;
  };
  const onDamagedPage = (): void => {
    isDamaged = true;
    if (!isOpening) writeMark(file, { kind: 'suspect' });
  };
  const close = (): void => {
    endOpening();
    release(connection);
  };
  const database = createDatabase({ connection, sums, damagedRows: createDamagedRows(), onDamagedPage, release: close });
  try {
    readSumState(database);
    if (isSuspect) {
      readEveryRow(database);
      writeMark(file, { kind: 'opening' });
    }
    return { database, endOpening };
  } catch (error) {
    release(connection);
    throw error;
  }
}

/** Undefined: the file has to be checked in full first. */
function connectOrSuspect(options: ConnectOptions): Libsql.Database | undefined {
  try {
    return connect(options);
  } catch (error) {
    if (error instanceof SuspectHistory) return undefined;
    throw error;
  }
}

/** Renames a history file together with the files beside it, and gives its new path. `now` is in ms since 1970. */
function setAside(file: string, now: number): string {
  const stamp = new Date(now).toISOString().replace(/\..*/, '').replaceAll(':', '-');
  let aside = `${file}.set-aside-${stamp}`;
  for (let count = 2; existsSync(aside); count++) aside = `${file}.set-aside-${stamp}-${count}`;
  for (const part of ['-wal', '-journal', '-shm', '']) if (existsSync(file + part)) renameSync(file + part, aside + part);
  writeMark(file, undefined);
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
