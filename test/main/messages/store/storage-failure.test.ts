import { describe, expect, it } from 'vitest';
import { storageFailure } from '../../../../main/messages/store/storage-failure.ts';

describe('storageFailure', () => {
  it.each([
    ['SQLITE_FULL', 'disk-full'],
    ['ENOSPC', 'disk-full'],
    ['SQLITE_BUSY', 'history-busy'],
    ['SQLITE_CORRUPT_VTAB', 'history-damaged'],
    // An index that does not agree with its table, which libsql has no name for.
    ['UNKNOWN_SQLITE_ERROR_779', 'history-damaged'],
    ['UNKNOWN_SQLITE_ERROR_6154', 'read-only'],
    ['UNKNOWN_SQLITE_ERROR_1', undefined],
    ['SQLITE_NOTADB', 'history-damaged'],
    ['SQLITE_READONLY_DBMOVED', 'read-only'],
    ['SQLITE_IOERR_WRITE', 'read-only'],
    ['EROFS', 'read-only'],
    ['SQLITE_CONSTRAINT_UNIQUE', undefined],
    ['ERR_INVALID_ARG_TYPE', undefined],
  ])('%s is %s', (code, failure) => {
    expect(storageFailure(Object.assign(new Error('x'), { code }))?.code).toBe(failure);
  });
});
