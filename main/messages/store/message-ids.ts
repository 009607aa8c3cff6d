import { readNumber } from './codec.ts';
import type { Database } from './database.ts';
import { createKeyValues } from './key-values.ts';

/** An hour in ms. */
export const hourMs = 3_600_000;
const idsPerHour = 2 ** 20;

/** The first id of the hour of a moment (ms since 1970, also before). All ids of an hour are below the first of the next hour. */
export const firstIdOfHour = (at: number): number => Math.floor(at / hourMs) * idsPerHour;

/** The first id after the hour of a moment. */
export const firstIdAfterHour = (at: number): number => (Math.floor(at / hourMs) + 1) * idsPerHour;

/** The last id before the hour of a moment. */
export const lastIdBeforeHour = (at: number): number => firstIdOfHour(at) - 1;

/** The hour of an id, in hours since 1970. */
export const hourOfId = (id: number): number => Math.floor(id / idsPerHour);

/** The key under which the highest id of a deleted message is kept. */
const retiredKey = 'retired-id';

/** The key under which is kept, by hour, up to which id the text index may still hold something. */
const indexedKey = 'indexed-ids';

/**
 * Gives out ids that are nearly in the order of time (schema.ts). No id is given out twice, not even after its message was deleted or after a restart,
 * so that a notification of the last run never means another message. (Only for messages of the past may the id of a deleted one come again, unless the text
 * index may still hold something under it.)
 */
export function createIds(database: Database) {
  const keyValues = createKeyValues(database);
  const lastOfHour = new Map<number, number>();
  let highestRetired: number | undefined;

  function retired(): number {
    highestRetired ??= Number(keyValues.read(retiredKey) ?? Number.MIN_SAFE_INTEGER);
    return highestRetired;
  }

  const indexed = (): Readonly<Record<string, number>> => (keyValues.read(indexedKey) as Record<string, number> | undefined) ?? {};

  function lastStored(first: number): number {
    return readNumber(database, 'SELECT max(id) AS value FROM message WHERE id >= ? AND id < ?', first, first + idsPerHour) ?? first - 1;
  }

  return {
    /** A new id for a message of this time (ms since 1970). */
    next(at: number): number {
      const first = firstIdOfHour(at);
      const last =
        lastOfHour.get(first) ??
        Math.max(
          lastStored(first),
          hourOfId(retired()) === hourOfId(first) ? retired() : first - 1,
          indexed()[hourOfId(first)] ?? first - 1,
        );
      lastOfHour.set(first, last + 1);
      return last + 1;
    },
    /** Remembers that an id has been used; call it in the transaction that deletes its message. */
    retire(id: number): void {
      if (id <= retired()) return;
      keyValues.write(retiredKey, id);
      highestRetired = id;
    },
    /** Remembers that the text index may still hold something under an id, however old its hour is. */
    keepForIndex(id: number): void {
      const before = indexed();
      const hour = hourOfId(id);
      keyValues.write(indexedKey, { ...before, [hour]: Math.max(id, before[hour] ?? id) });
    },
  };
}
