import { mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type FolderProblemName, folderWords } from '../../words/start.ts';

/** In bytes: SQLite accepts paths of up to 512 on Linux and macOS, including the suffixes it adds (MAX_PATHNAME in its `os_unix.c`). */
const LONGEST_PATH = 512 - '-journal'.length;

/** As long as the longest file name of a database in the folder. */
const LONGEST_NAME = `history-${'0'.repeat(16)}.db`;

/** In bytes. With less free space a history could not be kept. */
const ROOM = 65_536;

/** The data folder cannot be used. The message is for people: it names the folder and says why it fails and what to do. */
export class UnusableFolder extends Error {}

/** The folder in which the app stores everything. Both methods throw `UnusableFolder`. */
export interface DataFolder {
  readonly path: string;
  /** Creates the folder if it does not exist, readable for this user only. */
  make(): void;
  /** Writes a small file into it and deletes it again. */
  testWriting(): void;
}

/** Checks the data folder at an absolute path. */
export function createDataFolder(folder: string, platform: NodeJS.Platform): DataFolder {
  const orUnusable = (work: () => void): void => {
    try {
      work();
    } catch (error) {
      throw unusable(folder, error);
    }
  };

  return {
    path: folder,
    make() {
      const room = LONGEST_PATH - Buffer.byteLength(path.join('/', LONGEST_NAME));
      if (platform !== 'win32' && Buffer.byteLength(folder) > room) throw unusable(folder, { code: 'ENAMETOOLONG' });
      orUnusable(() => makeFolder(folder));
    },
    testWriting() {
      const file = path.join(folder, `.write-test-${process.pid}`);
      orUnusable(() => {
        try {
          writeFileSync(file, new Uint8Array(ROOM), { mode: 0o600 });
        } finally {
          rmSync(file, { force: true });
        }
      });
    },
  };
}

/**
 * Creates a folder and its parents. Without `recursive`: in Node 20 that never returns where folders cannot be created (as in /proc), and
 * reports a full disk as ENOENT (nodejs/node#42808).
 */
function makeFolder(folder: string): void {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return;
  const above = path.dirname(folder);
  if (above !== folder) makeFolder(above);
  mkdirSync(folder, { mode: 0o700 });
}

/** Turns an error of the file system or SQLite into one that says why the folder cannot be used. */
export function unusable(folder: string, error: unknown): UnusableFolder {
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
  return new UnusableFolder(folderWords(folder, problemOf(code), error instanceof Error ? error.message : undefined));
}

function problemOf(code: string): FolderProblemName {
  if (code === 'ENAMETOOLONG') return 'tooLong';
  if (/^(ENOTDIR|EEXIST)$/.test(code)) return 'fileInTheWay';
  if (/^(EACCES|EPERM|SQLITE_(PERM|AUTH|READONLY.*))$/.test(code)) return 'notAllowed';
  if (code === 'EROFS') return 'readOnlyDisk';
  if (/^(ENOSPC|EDQUOT|SQLITE_FULL)$/.test(code)) return 'diskFull';
  return code === 'ENOENT' ? 'missing' : 'other';
}
