import { chmodSync, closeSync, existsSync, openSync, truncateSync } from 'node:fs';
import Libsql from 'libsql';

/** A lock that one process at a time can hold. The kernel takes it from a process that dies, however it dies. */
export interface InstanceLock {
  /** Takes the lock if nobody has it; `busy` when another process does. Throws what the file system or SQLite throws. */
  acquire(): 'acquired' | 'busy';
  /** Gives it back, if we have it. */
  release(): void;
  /** Whether the file is there, so that some process may hold the lock. */
  exists(): boolean;
}

/**
 * The lock on a file: an exclusive transaction of SQLite that writes nothing and never ends. It is a POSIX lock, which a process loses as soon
 * as it closes any other descriptor of the file (fcntl(2)), so nothing else may open that file, and one connection serves every try.
 */
export function createInstanceLock(file: string): InstanceLock {
  let connection: Libsql.Database | undefined;

  const open = (): Libsql.Database => {
    // The file is made here, since SQLite would let others read it and tells of a file that cannot be made only that it cannot be opened.
    closeSync(openSync(file, 'a', 0o600));
    chmodSync(file, 0o600);
    const opened = new Libsql(file);
    // libsql closes a connection nobody refers to any more, and the lock would be gone.
    process.once('exit', () => opened.close());
    return opened;
  };

  const begin = (): 'acquired' | 'busy' => {
    connection ??= open();
    if (connection.inTransaction) return 'acquired';
    try {
      // A journal in memory: nothing is left on the disk. Setting the version proves that the file was opened for writing.
      connection.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE; PRAGMA user_version = 1');
      return 'acquired';
    } catch (error) {
      if (connection.inTransaction) connection.exec('ROLLBACK');
      if (codeOf(error).startsWith('SQLITE_BUSY')) return 'busy';
      throw error;
    }
  };

  return {
    acquire() {
      try {
        return begin();
      } catch (error) {
        if (codeOf(error) !== 'SQLITE_NOTADB') throw error;
        // Whoever holds the lock is met before the content is: nobody does, and the content means nothing.
        truncateSync(file);
        return begin();
      }
    },
    release() {
      if (connection?.inTransaction) connection.exec('ROLLBACK');
    },
    exists: () => existsSync(file),
  };
}

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : '');
