import { readNumber } from './codec.ts';
import type { Database } from './database.ts';
import { createKeyValues } from './key-values.ts';

const hourMs = 3_600_000;
const idsPerHour = 2 ** 20;

/** The first id of the hour a moment lies in (ms since 1970, also before). All ids of that hour are below the first of the next. */
export const firstIdOfHour = (at: number): number => Math.floor(at / hourMs) * idsPerHour;

/** The first id after the hour a moment lies in. */
export const firstIdAfterHour = (at: number): number => (Math.floor(at / hourMs) + 1) * idsPerHour;

/** The last id before the hour a moment lies in. */
export const lastIdBeforeHour = (at: number): number => firstIdOfHour(at) - 1;

/** The hour an id lies in, in hours since 1970. */
export const hourOfId = (id: number): number => Math.floor(id / idsPerHour);

/** Under which key the highest id is kept that was given to a message which is deleted. */
const retiredKey = 'retired-id';

/**
 * Gives ids near to time order (schema.ts). An id is given once, also after its message was deleted and after a restart, so that a notification of
 * the last run never means another message. (Only deep in the past may an id of a deleted message come again.)
 */
export function createIds(database: Database) {
  const keyValues = createKeyValues(database);
  const lastOfHour = new Map<number, number>();
  let highestRetired: number | undefined;

  function retired(): number {
    highestRetired ??= Number(keyValues.read(retiredKey) ?? Number.MIN_SAFE_INTEGER);
    return highestRetired;
  }

  function lastStored(first: number): number {
    return readNumber(database, 'SELECT max(id) AS value FROM message WHERE id >= ? AND id < ?', first, first + idsPerHour) ?? first - 1;
  }

  return {
    next(at: number): number {
      const first = firstIdOfHour(at);
      const last = lastOfHour.get(first) ?? Math.max(lastStored(first), hourOfId(retired()) === hourOfId(first) ? retired() : first - 1);
      lastOfHour.set(first, last + 1);
      return last + 1;
    },
    /** Remembers, within the transaction that deletes its message, that an id is used up. */
    retire(id: number): void {
      if (id <= retired()) return;
      keyValues.write(retiredKey, id);
      highestRetired = id;
    },
  };
}
