import { chmodSync, closeSync, existsSync, openSync, truncateSync } from 'node:fs';
import Libsql from 'libsql';

/** A lock that only one process at a time can hold. The kernel releases it when the process ends, even after a crash. */
export interface InstanceLock {
  /** Acquires the lock, unless another process holds it (`busy`). Throws errors of the file system and SQLite. */
  acquire(): 'acquired' | 'busy';
  /** Releases the lock if we hold it. */
  release(): void;
  /** Whether the lock's file exists; if not, nobody holds the lock. */
  exists(): boolean;
}

/**
 * Creates a lock on a file: an exclusive SQLite transaction that writes nothing and stays open. It is a POSIX lock, which a process loses
 * as soon as it closes any descriptor of that file (fcntl(2)), so nothing else may open the file, and all attempts use one connection.
 */
export function createInstanceLock(file: string): InstanceLock {
  let connection: Libsql.Database | undefined;

  const open = (): Libsql.Database => {
    // Created here, because SQLite would make it readable for others, and would not say why it cannot be created.
    closeSync(openSync(file, 'a', 0o600));
    chmodSync(file, 0o600);
    const opened = new Libsql(file);
    // Keeps a reference: libsql closes a connection that is garbage-collected, which would release the lock.
    process.once('exit', () => opened.close());
    return opened;
  };

  const begin = (): 'acquired' | 'busy' => {
    connection ??= open();
    if (connection.inTransaction) return 'acquired';
    try {
      // With the journal in memory nothing else is left on disk. Setting the version fails if the file is not writable.
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
        // SQLite checks locks before it reads, so nobody holds this one, and the content does not matter.
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
