import { createHmac, createSecretKey, hkdfSync, randomBytes } from 'node:crypto';
import type { Plain, PlainRow, SealedTable } from './sealed-table.ts';

/** Names the use of the key that is derived from the history's. */
const label = 'evo-quick-send checksum of a row';

/** Characters of a checksum: 128 bits in base64. */
const sumLength = 22;

/** The keyed checksums of one history. */
export interface RowSums {
  /** The checksum of a row: of its table's name and of the values that its table covers. */
  readonly of: (table: Pick<SealedTable, 'name' | 'columns'>, row: PlainRow) => string;
  /** Whether a row may have none, because the rows of an earlier version have not all got theirs. */
  readonly mayBeMissing: () => boolean;
  readonly setMayBeMissing: (may: boolean) => void;
}

/**
 * Makes the checksums of a history: HMAC-SHA-256, the first 128 bits, with a key derived from the history's (RFC 5869), which is random for a history
 * in memory. The cipher of the file does not notice a changed bit; these do.
 */
export function createRowSums(historyKey: string | undefined): RowSums {
  const key = createSecretKey(historyKey === undefined ? randomBytes(32) : new Uint8Array(hkdfSync('sha256', historyKey, '', label, 32)));
  let mayBeMissing = false;
  return {
    of({ name, columns }, row) {
      const values: Record<string, Plain> = {};
      for (const column of columns) {
        const value = row[column.name];
        if (value !== null && value !== undefined) values[column.name] = value;
      }
      const text = JSON.stringify([name, values]);
      return createHmac('sha256', key).update(text).digest('base64').slice(0, sumLength);
    },
    mayBeMissing: () => mayBeMissing,
    setMayBeMissing(may) {
      mayBeMissing = may;
    },
  };
}
