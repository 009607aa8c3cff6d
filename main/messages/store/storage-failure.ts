import type { Failure } from '../../model/failure.ts';

/**
 * Turns an error of SQLite or of the file system into its code, or gives undefined for anything else, which is a fault of ours.
 * Codes: `disk-full`, `read-only`, `history-busy`, `history-damaged` (sqlite.org, "Result and Error Codes").
 */
export function storageFailure(error: unknown): Failure | undefined {
  if (!(error instanceof Error)) return undefined;
  const code = 'code' in error ? String(error.code) : '';
  if (/^SQLITE_FULL|^ENOSPC|^EDQUOT/.test(code)) return { code: 'disk-full' };
  if (/^SQLITE_(BUSY|LOCKED)/.test(code)) return { code: 'history-busy' };
  if (/^SQLITE_(CORRUPT|NOTADB)/.test(code)) return { code: 'history-damaged' };
  if (/^SQLITE_(READONLY|CANTOPEN|PERM|AUTH|IOERR)|^(EACCES|EPERM|EROFS|ENOTDIR|EISDIR|EEXIST|ENOENT|EIO)$/.test(code))
    return { code: 'read-only' };
  // libsql tells a failed open in its message alone, with SQLite's number at the end: 14 is "cannot open".
  if (/Unable to open connection to local database/.test(error.message)) return { code: 'read-only' };
  return undefined;
}
