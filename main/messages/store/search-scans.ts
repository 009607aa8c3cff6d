import type { Cursor, Message, MessageState } from '../../model/message.ts';
import type { PageScan } from '../search/page-scan.ts';
import { code, createRowCodec, integer, number, type RowCodec, text } from './codec.ts';
import type { Database } from './database.ts';
import { firstIdAfterHour, firstIdOfHour, lastIdBeforeHour } from './message-ids.ts';
import { lineAndOutbox, messageColumns, messageOf, stateCode, stateOfCode } from './message-rows.ts';

// One value for everything that is compared: reading three texts as bytes would cost as much as the rest of the row.
const candidateRow = createRowCodec('message', {
  id: integer('m.id'),
  at: number('m.at'),
  state: code('m.state', stateOfCode),
  searched: text("m.text || char(10) || ifnull(m.name, '') || char(10) || m.address"),
});

const placeRow = createRowCodec('message', { id: integer('m.id'), at: number('m.at') });

/**
 * What is read of a message to compare it with a search; the rest is only read of what is on the page. `searched` is its text, name and address
 * with line feeds between them.
 */
export type SearchCandidate = ReturnType<typeof candidateRow.decode>;

const termRow = createRowCodec('message_terms', { term: text('term') });

/** The SQL of each direction. `within` compares with the limit of the scan. */
const directions = {
  older: { sign: '<', within: '>=', order: 'DESC' },
  newer: { sign: '>', within: '<', order: 'ASC' },
} as const;

/** What a search reads from the file. All calls throw what SQLite throws, and `DamagedRow`. */
export function createSearchScans(database: Database) {
  function nextByTime<T extends Cursor>(
    { columns, decode }: RowCodec<T>,
    { towards, limit, withoutHidden, nearestFirst }: PageScan,
    states: readonly MessageState[],
    place: Cursor,
    count: number,
  ): readonly T[] {
    const { sign, within, order } = directions[towards];
    const statement = database.prepare(
      `SELECT ${columns} FROM message m
       WHERE m.state = ? AND (m.at, m.id) ${sign} (?, ?) AND m.at ${within} ? ${withoutHidden ? 'AND m.hidden_at IS NULL' : ''}
       ORDER BY m.at ${order}, m.id ${order} LIMIT ?`,
    );
    const found = states.flatMap((state) => statement.all(stateCode[state], place.at, place.id, limit, count).map(decode));
    return found.sort(nearestFirst).slice(0, count);
  }

  return {
    /** The places of the first messages of a scan, of some states, nearest first. */
    first: (scan: PageScan, states: readonly MessageState[], count: number): readonly Cursor[] =>
      nextByTime(placeRow, scan, states, scan.begin, count),

    /** The next messages of some states by time, nearest first, without the index. */
    next: (scan: PageScan, states: readonly MessageState[], place: Cursor, count: number): readonly SearchCandidate[] =>
      nextByTime(candidateRow, scan, states, place, count),

    /** The id after which to read the index so as to miss nothing from the hour of a place on. */
    idBefore: ({ towards }: PageScan, { at }: Cursor): number => (towards === 'older' ? firstIdAfterHour(at) : lastIdBeforeHour(at)),

    /** The next messages after an id that the index finds, sorted by hour only. */
    nextInIndex(scan: PageScan, match: string, id: number, count: number): readonly SearchCandidate[] {
      const { sign, within, order } = directions[scan.towards];
      const lastId = scan.towards === 'older' ? firstIdOfHour(scan.limit) : firstIdAfterHour(scan.limit);
      // libsql binds every number as a REAL, and FTS5 ignores a bound that is no INTEGER: it would read from the end of the list each time.
      return database
        .prepare(
          `SELECT ${candidateRow.columns} FROM message_text t CROSS JOIN message m ON m.id = t.rowid
           WHERE t.message_text MATCH ? AND t.rowid ${sign} CAST(? AS INTEGER) AND t.rowid ${within} CAST(? AS INTEGER)
           ORDER BY t.rowid ${order} LIMIT ?`,
        )
        .all(match, id, lastId, count)
        .map(candidateRow.decode);
    },

    /** The terms of the index that start with a fragment too short to be one. */
    termsBeginningWith: (fragment: string): readonly string[] =>
      database
        .prepare(`SELECT ${termRow.columns} FROM message_terms WHERE term >= ? AND term < ?`)
        .all(fragment, `${fragment}\u{10ffff}`)
        .map((row) => termRow.decode(row).term),

    /** Messages by their ids, in any order, without those that have been deleted. */
    messages: (ids: readonly number[]): readonly Message[] =>
      database
        .prepare(`SELECT ${messageColumns} FROM json_each(?) j CROSS JOIN message m ON m.id = j.value ${lineAndOutbox}`)
        .all(JSON.stringify(ids))
        .map(messageOf),
  };
}
