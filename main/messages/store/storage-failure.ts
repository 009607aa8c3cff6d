import type { Failure } from '../../model/failure.ts';

/** Thrown when a row cannot be read: a value of the wrong type, text that is not UTF-8, a checksum that does not fit. */
export class DamagedRow extends Error {
  readonly table: string;
  /** What the row is stored under, as far as it can be read. It may be a phone number, which no log may see. */
  readonly key: string | number | undefined;
  constructor(table: string, key: string | number | undefined, what: string) {
    super(`${typeof key === 'number' ? `${table} ${key}` : table}: unreadable ${what}`);
    this.table = table;
    this.key = key;
  }

  /** The key, if it is a number of ours. */
  get id(): number | undefined {
    return typeof this.key === 'number' ? this.key : undefined;
  }
}

/**
 * The failure for an error of SQLite, of the file system or of the codec; undefined for any other error, which is a bug.
 * Codes: `disk-full`, `read-only`, `history-busy`, `history-damaged` (sqlite.org, "Result and Error Codes"), and `entry-damaged` for one row.
 */
export function storageFailure(error: unknown): Failure | undefined {
  if (!(error instanceof Error)) return undefined;
  if (error instanceof DamagedRow) return { code: 'entry-damaged' };
  const code = 'code' in error ? String(error.code) : '';
  if (/^SQLITE_FULL|^ENOSPC|^EDQUOT/.test(code)) return { code: 'disk-full' };
  if (/^SQLITE_(BUSY|LOCKED)/.test(code)) return { code: 'history-busy' };
  if (/^SQLITE_(CORRUPT|NOTADB)/.test(code)) return { code: 'history-damaged' };
  if (/^SQLITE_(READONLY|CANTOPEN|PERM|AUTH|IOERR)|^(EACCES|EPERM|EROFS|ENOTDIR|EISDIR|EEXIST|ENOENT|EIO)$/.test(code))
    return { code: 'read-only' };
  // libsql reports a file that cannot be opened in its message only.
  if (/Unable to open connection to local database/.test(error.message)) return { code: 'read-only' };
  return undefined;
}
