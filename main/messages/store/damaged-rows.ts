import type { DamagedRow } from './storage-failure.ts';

/** The damaged rows of a history that reading it has met. */
export interface DamagedRows {
  /** Tells the listeners of a damaged row, once. */
  readonly found: (row: DamagedRow) => void;
  /** The row has been replaced or deleted. */
  readonly forget: (table: string, key: string | number) => void;
  /** How many rows of a table are damaged, as far as they have been met. */
  readonly count: (table: string) => number;
  /** Calls `listener` for every damaged row that is met from now on. */
  readonly subscribe: (listener: (row: DamagedRow) => void) => void;
}

/** Remembers which rows are damaged, so that each is told of once and not at every read. */
export function createDamagedRows(): DamagedRows {
  const known = new Map<string, Set<string | number | undefined>>();
  const listeners: ((row: DamagedRow) => void)[] = [];

  function keysOf(table: string): Set<string | number | undefined> {
    const keys = known.get(table) ?? new Set();
    known.set(table, keys);
    return keys;
  }

  return {
    found(row) {
      const keys = keysOf(row.table);
      if (keys.has(row.key)) return;
      keys.add(row.key);
      for (const listener of listeners) listener(row);
    },
    forget: (table, key) => void keysOf(table).delete(key),
    count: (table) => keysOf(table).size,
    subscribe: (listener) => void listeners.push(listener),
  };
}
