import { directionTerm, searchText } from '../../model/fold.ts';
import type { Cursor, Message, MessageState } from '../../model/message.ts';
import { searchFragments } from '../../model/search-fragments.ts';
import type { PageQuery } from '../contract.ts';
import type { Database, Row } from '../store/database.ts';
import { firstIdAfterHour, firstIdOfHour, hourOfId, lastIdBeforeHour } from '../store/message-ids.ts';
import { messageColumns, messageOf, messageTables, stateCode, stateOf } from '../store/message-rows.ts';
import { createBreather } from '../yielding.ts';
import { isWithin, newestFirst, type Way, wayOf } from './page-scan.ts';
import { indexQuery, quoted, shortestTerm } from './search-terms.ts';

const allStates = Object.keys(stateCode) as MessageState[];

/** Messages of these states are few, so they are looked at one by one. The index covers the two others, each of which has one direction. */
const isFew = (state: MessageState): boolean => state !== 'accepted' && state !== 'received';

/** So many of the nearest messages are looked at before the index is asked for a fragment of one or two characters: most such fragments are in most messages. */
const glance = 4096;
const chunk = 96;
const largestChunk = 512;

/** What is read of a message to compare it; the rest is read of what stands on the page only. */
const candidateColumns = 'm.id, m.at, m.state, m.address, m.name, m.text';

/** One page of messages, newest first. */
export interface FoundPage {
  readonly items: readonly Message[];
  readonly more: boolean;
}

interface Candidate extends Cursor {
  readonly state: MessageState;
  readonly row: Row;
}

type Fits = (candidate: Candidate) => boolean;

const candidateOf = (row: Row): Candidate => ({ at: Number(row.at), id: Number(row.id), state: stateOf(Number(row.state)), row });

/**
 * Pages through messages by search, states and dates (issue 4, item 4). Every hit of the index is compared again with the message itself, so
 * what the index holds decides speed only. Throws what SQLite throws.
 */
export function createSearch(database: Database) {
  /** The next messages of some states by time alone, straight from the table. */
  function next(way: Way, states: readonly MessageState[], place: Cursor, limit: number): Candidate[] {
    const statement = database.prepare(
      `SELECT ${candidateColumns} FROM message m WHERE m.state = ? AND (m.at, m.id) ${way.sign} (?, ?) AND m.at ${way.within} ? ${way.also}
       ORDER BY m.at ${way.order}, m.id ${way.order} LIMIT ?`,
    );
    const rows = states.flatMap((state) => statement.all(stateCode[state], place.at, place.id, way.limit, limit).map(candidateOf));
    return rows.sort(way.nearestFirst).slice(0, limit);
  }

  /** Looks at messages one by one until enough fit, `most` were seen, or none is left (`end`: the last one seen, undefined when all were). */
  async function scan(way: Way, states: readonly MessageState[], fits: Fits, enough: number, most: number) {
    const breathe = createBreather();
    const hits: Candidate[] = [];
    let end: Cursor = way.begin;
    for (let seen = 0; seen < most && hits.length < enough; seen += chunk) {
      const rows = next(way, states, end, chunk);
      hits.push(...rows.filter(fits));
      const last = rows.at(-1);
      if (last === undefined || rows.length < chunk) return { hits, end: undefined };
      end = last;
      await breathe();
    }
    return { hits, end };
  }

  /** Asks the index for what comes after a place. Its order is by hour, so an hour counts only once it was read to its end. */
  async function ask(way: Way, match: string, fits: Fits, place: Cursor, enough: number): Promise<Candidate[]> {
    const breathe = createBreather();
    // libsql binds every number as a real, and FTS5 leaves a bound that is no integer unused: it would walk from the list's end each time.
    const statement = database.prepare(
      `SELECT ${candidateColumns} FROM message_text t CROSS JOIN message m ON m.id = t.rowid
       WHERE t.message_text MATCH ? AND t.rowid ${way.sign} CAST(? AS INTEGER) AND t.rowid ${way.within} CAST(? AS INTEGER)
       ORDER BY t.rowid ${way.order} LIMIT ?`,
    );
    const [hourAfter, lastId] =
      way.sign === '<' ? [firstIdAfterHour, firstIdOfHour(way.limit)] : [lastIdBeforeHour, firstIdAfterHour(way.limit)];
    let passed = hourAfter(place.at);
    const hits: Candidate[] = [];
    for (let size = chunk; ; size = Math.min(size * 2, largestChunk)) {
      const rows = statement.all(match, passed, lastId, size);
      const candidates = rows.map(candidateOf);
      hits.push(...candidates.filter((each) => way.nearestFirst(place, each) < 0 && isWithin(way, each.at) && fits(each)));
      passed = candidates.at(-1)?.id ?? passed;
      const isComplete = ({ id }: Candidate) => hourOfId(id) !== hourOfId(passed);
      if (rows.length < size || hits.filter(isComplete).length >= enough) return hits.sort(way.nearestFirst);
      await breathe();
    }
  }

  /** Messages by id, without those that were deleted meanwhile. */
  function inFull(ids: readonly number[]): Message[] {
    return database
      .prepare(`SELECT ${messageColumns} FROM json_each(?) j CROSS JOIN ${messageTables.replace(' LEFT', ' ON m.id = j.value LEFT')}`)
      .all(JSON.stringify(ids))
      .map(messageOf);
  }

  /** Terms of the index that begin with a fragment which is too short to be one. */
  function termsBeginningWith(fragment: string): string {
    const rows = database.prepare('SELECT term FROM message_terms WHERE term >= ? AND term < ?').all(fragment, `${fragment}\u{10ffff}`);
    return rows.map(({ term }) => quoted(String(term))).join(' OR ');
  }

  function matchOf(fragments: readonly string[], states: readonly MessageState[]): string | undefined {
    const isLong = (fragment: string) => [...fragment].length >= shortestTerm;
    const parts = [indexQuery(fragments.filter(isLong)), ...fragments.filter((each) => !isLong(each)).map(termsBeginningWith)];
    const text = parts.filter((part) => part !== '').join(' OR ');
    if (text === '') return undefined;
    if (states.length > 1) return text;
    return `${quoted(directionTerm[states[0] === 'received' ? 'incoming' : 'outgoing'])} AND (${text})`;
  }

  return {
    async page(query: PageQuery): Promise<FoundPage> {
      const way = wayOf(query);
      const states = [...new Set(query.states ?? allStates)];
      const limit = Math.min(Math.max(Math.floor(query.limit), 1), 1000);
      const pageOf = (hits: Candidate[]): FoundPage => {
        const ids = hits
          .sort(way.nearestFirst)
          .slice(0, limit)
          .map(({ id }) => id);
        return { items: inFull(ids).sort(newestFirst), more: hits.length > limit };
      };
      const fragments = searchFragments(query.search);
      if (fragments.length === 0) return pageOf(next(way, states, way.begin, limit + 1));

      const settled = states.filter((state) => !isFew(state));
      const fits: Fits = ({ state, row }) => {
        if (!states.includes(state)) return false;
        const text = searchText({ text: String(row.text), name: String(row.name ?? ''), address: String(row.address) });
        return fragments.some((fragment) => text.includes(fragment));
      };
      const few = await scan(way, states.filter(isFew), fits, limit + 1, Number.MAX_SAFE_INTEGER);
      const isShort = fragments.some((fragment) => [...fragment].length < shortestTerm);
      const glanced = await scan(way, settled, fits, limit + 1, isShort ? glance : 0);
      const hits = [...few.hits, ...glanced.hits];
      if (settled.length === 0 || glanced.end === undefined || glanced.hits.length > limit) return pageOf(hits);
      const match = matchOf(fragments, settled);
      const isSettled: Fits = (each) => !isFew(each.state) && fits(each);
      if (match) hits.push(...(await ask(way, match, isSettled, glanced.end, limit + 1 - glanced.hits.length)));
      return pageOf(hits);
    },
  };
}

export type Search = ReturnType<typeof createSearch>;
