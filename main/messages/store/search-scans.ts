import { TextDecoder } from 'node:util';
import type { Cursor, Message, MessageState } from '../../model/message.ts';
import { isWithin, type PageScan } from '../search/page-scan.ts';
import type { Database, Row, Stored } from './database.ts';
import { firstIdAfterHour, firstIdOfHour, hourMs, hourOfId, lastIdBeforeHour } from './message-ids.ts';
import { lineAndOutbox, messageColumns, messageOf, stateCode, stateOfCode } from './message-rows.ts';
import { misplacedIds } from './misplaced.ts';
import { asBytes, asNumber } from './plain-row.ts';
import { DamagedRow } from './storage-failure.ts';

const placeColumns = `m.id AS id, ${asNumber('m.at')} AS at`;

// One value for everything that is compared: reading three texts as bytes would cost as much as the rest of the row.
const candidateColumns = `${placeColumns}, ${asNumber('m.state')} AS state,
  ${asBytes("m.text || char(10) || ifnull(m.name, '') || char(10) || m.address")} AS searched`;

/**
 * What is read of a message to compare it with a search; the rest is read, and checked, only of what is on the page. `searched` is its text, name and
 * address with line feeds between them. Of a damaged row any of it may be wrong; `state` is undefined where it is none.
 */
export interface SearchCandidate extends Cursor {
  readonly state: MessageState | undefined;
  readonly searched: string;
}

/** Some messages of a page, and the ids of those that are damaged. */
export interface PageMessages {
  readonly messages: readonly Message[];
  readonly damaged: readonly number[];
}

/** Replaces what is not UTF-8: a candidate that is damaged is compared all the same. */
const leniently = new TextDecoder();

const numberOf = (stored: Stored | undefined): number => (typeof stored === 'number' ? stored : Number.NaN);
const textOf = (stored: Stored | undefined): string => (typeof stored === 'object' && stored !== null ? leniently.decode(stored) : '');

const placeOf = (row: Row): Cursor => ({ id: numberOf(row.id), at: numberOf(row.at) });
// No spread: over the thousands of rows of a search it costs tens of MB.
const candidateOf = (row: Row): SearchCandidate => ({
  id: numberOf(row.id),
  at: numberOf(row.at),
  state: stateOfCode.get(numberOf(row.state)),
  searched: textOf(row.searched),
});

/** The SQL of each direction. `within` compares with the limit of the scan. */
const directions = {
  older: { sign: '<', within: '>=', order: 'DESC' },
  newer: { sign: '>', within: '<', order: 'ASC' },
} as const;

/** What a search reads from the file. All calls throw what SQLite throws. */
export function createSearchScans(database: Database) {
  function nextByTime(
    columns: string,
    { towards, limit, withoutHidden }: PageScan,
    states: readonly MessageState[],
    place: Cursor,
    count: number,
  ): readonly Row[] {
    const { sign, within, order } = directions[towards];
    const statement = database.prepare(
      `SELECT ${columns} FROM message m
       WHERE m.state = ? AND (m.at, m.id) ${sign} (?, ?) AND m.at ${within} ? ${withoutHidden ? 'AND m.hidden_at IS NULL' : ''}
       ORDER BY m.at ${order}, m.id ${order} LIMIT ?`,
    );
    return states.flatMap((state) => statement.all(stateCode[state], place.at, place.id, limit, count));
  }

  const nearest = <T extends Cursor>({ nearestFirst }: PageScan, found: readonly T[], count: number): readonly T[] =>
    found.toSorted(nearestFirst).slice(0, count);

  return {
    /** The places of the first messages of a scan, of some states, nearest first. */
    first: (scan: PageScan, states: readonly MessageState[], count: number): readonly Cursor[] =>
      nearest(scan, nextByTime(placeColumns, scan, states, scan.begin, count).map(placeOf), count),

    /** The places within a scan of damaged messages that `first` cannot find: at the hour that their id tells. */
    misplaced: (scan: PageScan): readonly Cursor[] =>
      misplacedIds(database)
        .map((id) => ({ id, at: hourOfId(id) * hourMs }))
        .filter((place) => scan.nearestFirst(scan.begin, place) < 0 && isWithin(scan, place.at)),

    /** The next messages of some states by time, nearest first, without the index. */
    next: (scan: PageScan, states: readonly MessageState[], place: Cursor, count: number): readonly SearchCandidate[] =>
      nearest(scan, nextByTime(candidateColumns, scan, states, place, count).map(candidateOf), count),

    /** The id after which to read the index so as to miss nothing from the hour of a place on. */
    idBefore: ({ towards }: PageScan, { at }: Cursor): number => (towards === 'older' ? firstIdAfterHour(at) : lastIdBeforeHour(at)),

    /** The next messages after an id that the index finds, sorted by hour only. */
    nextInIndex(scan: PageScan, match: string, id: number, count: number): readonly SearchCandidate[] {
      const { sign, within, order } = directions[scan.towards];
      const lastId = scan.towards === 'older' ? firstIdOfHour(scan.limit) : firstIdAfterHour(scan.limit);
      // libsql binds every number as a REAL, and FTS5 ignores a bound that is no INTEGER: it would read from the end of the list each time.
      return database
        .prepare(
          `SELECT ${candidateColumns} FROM message_text t CROSS JOIN message m ON m.id = t.rowid
           WHERE t.message_text MATCH ? AND t.rowid ${sign} CAST(? AS INTEGER) AND t.rowid ${within} CAST(? AS INTEGER)
           ORDER BY t.rowid ${order} LIMIT ?`,
        )
        .all(match, id, lastId, count)
        .map(candidateOf);
    },

    /** The terms of the index that start with a fragment too short to be one. */
    termsBeginningWith: (fragment: string): readonly string[] =>
      database
        .prepare(`SELECT ${asBytes('term')} AS term FROM message_terms WHERE term >= ? AND term < ?`)
        .all(fragment, `${fragment}\u{10ffff}`)
        .map(({ term }) => textOf(term)),

    /** Messages by their ids, in any order, without those that have been deleted. */
    messages(ids: readonly number[]): PageMessages {
      const rows = database
        .prepare(`SELECT ${messageColumns} FROM json_each(?) j CROSS JOIN message m ON m.id = j.value ${lineAndOutbox}`)
        .all(JSON.stringify(ids));
      const damaged: number[] = [];
      const messages = rows.flatMap((row) => {
        try {
          return [messageOf(database, row)];
        } catch (error) {
          if (!(error instanceof DamagedRow)) throw error;
          database.damagedRows.found(error);
          damaged.push(...(error.id === undefined ? [] : [error.id]));
          return [];
        }
      });
      return { messages, damaged };
    },
  };
}
