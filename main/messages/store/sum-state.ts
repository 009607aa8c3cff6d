import type { Database } from './database.ts';
import { createKeyValues } from './key-values.ts';

/** The key under which is kept whether all rows have their checksums. */
export const sumStateKey = 'sums';

/**
 * Whether all rows have their checksums: `complete` from the beginning in a new file. `below`: the messages from this id on have theirs. In a file of an
 * earlier version this is `pending` until they all have; a value that is gone or damaged counts as `complete`, so that damage never makes a row without
 * a checksum pass.
 */
export type SumState = { readonly is: 'complete' } | { readonly is: 'pending'; readonly below: number };

/** Reads that state, and lets rows without a checksum pass while it is `pending`. */
export function readSumState(database: Database): SumState {
  const state = (createKeyValues(database).read(sumStateKey) as SumState | undefined) ?? { is: 'complete' };
  database.sums.setMayBeMissing(state.is === 'pending');
  return state;
}

/** Stores that state; call it in a transaction. */
export function writeSumState(database: Database, state: SumState): void {
  createKeyValues(database).write(sumStateKey, state);
}
