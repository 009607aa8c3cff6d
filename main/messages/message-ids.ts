import type { Database } from './database.ts';

const hourMs = 3_600_000;
const idsPerHour = 2 ** 20;

/** The first id of the hour a moment lies in (ms since 1970, also before). All ids of that hour are below the first of the next. */
export const firstIdOfHour = (at: number): number => Math.floor(at / hourMs) * idsPerHour;

/** The first id after the hour a moment lies in. */
export const firstIdAfterHour = (at: number): number => (Math.floor(at / hourMs) + 1) * idsPerHour;

/** The hour an id lies in, in hours since 1970. */
export const hourOfId = (id: number): number => Math.floor(id / idsPerHour);

/**
 * Gives ids near to time order (schema.ts). While it lives it never gives an id twice, also after its message was deleted.
 * A date outside what JavaScript can hold counts as its end.
 */
export function createIds(database: Database) {
  const lastOfHour = new Map<number, number>();
  return {
    next(at: number): number {
      const first = firstIdOfHour(at);
      const last =
        lastOfHour.get(first) ??
        Number(
          database.prepare('SELECT max(id) AS id FROM message WHERE id >= ? AND id < ?').get(first, first + idsPerHour)?.id ?? first - 1,
        );
      const id = last + 1;
      lastOfHour.set(first, id);
      return id;
    },
  };
}
