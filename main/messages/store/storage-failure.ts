import type { Failure } from '../../model/failure.ts';

/** Thrown when a row cannot be read: a value of the wrong type, text that is not UTF-8, a number that stands for nothing. */
export class DamagedRow extends Error {
  readonly table: string;
  readonly id: number | undefined;
  constructor(table: string, id: number | undefined, field: string) {
    super(`${id === undefined ? table : `${table} ${id}`}: unreadable ${field}`);
    this.table = table;
    this.id = id;
  }
}

/**
 * The failure for an error of SQLite, of the file system or of the codec; undefined for any other error, which is a bug.
 * Codes: `disk-full`, `read-only`, `history-busy`, `history-damaged` (sqlite.org, "Result and Error Codes").
 */
export function storageFailure(error: unknown): Failure | undefined {
  if (!(error instanceof Error)) return undefined;
  if (error instanceof DamagedRow) return { code: 'history-damaged' };
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
