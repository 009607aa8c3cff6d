import type { Cursor, PageQuery } from '../contract.ts';
import type { Database, Row } from './database.ts';
import { directionTerm, searchText } from './fold.ts';
import type { Message, State } from './message.ts';
import { firstIdAfterHour, firstIdOfHour, hourOfId } from './message-ids.ts';
import { messageColumns, messageOf, messageTables, stateCode, stateOf } from './message-rows.ts';
import { indexQuery, quoted, readSearch, shortestTerm } from './search-terms.ts';
import { createBreather } from './slices.ts';

const allStates = Object.keys(stateCode) as State[];

/** Messages of these states are few, so they are looked at one by one. The index covers the two others, each of which has one direction. */
const isFew = (state: State): boolean => state !== 'accepted' && state !== 'received';

/** How many of the newest messages are looked at before the index is asked: enough to find at once what most messages hold. */
const glance = { near: 64, far: 256, short: 4096 };
const chunk = 64;

/** What is read of a message to compare it; the rest is read of what stands on the page only. */
const candidateColumns = 'm.id, m.at, m.state, m.address, m.name, m.text';

/** One page of messages, newest first. */
export interface FoundPage {
  readonly items: readonly Message[];
  readonly more: boolean;
}

interface Candidate extends Cursor {
  readonly state: State;
  readonly row: Row;
}

type Fits = (candidate: Candidate) => boolean;

const candidateOf = (row: Row): Candidate => ({ at: Number(row.at), id: Number(row.id), state: stateOf(Number(row.state)), row });

/** Newest first: by time, then by id. */
const newestFirst = (a: Cursor, b: Cursor): number => b.at - a.at || b.id - a.id;
const top: Cursor = { at: Number.MAX_SAFE_INTEGER, id: Number.MAX_SAFE_INTEGER };

/**
 * Pages through messages by search, states and dates (issue 4, item 4). Every hit of the index is compared again with the message itself, so
 * what the index holds decides speed only. Throws what SQLite throws.
 */
export function createSearch(database: Database) {
  /** The next messages of some states by time alone, straight from the table. */
  function newest({ from, to }: PageQuery, states: readonly State[], after: Cursor, limit: number): Candidate[] {
    const statement = database.prepare(
      `SELECT ${candidateColumns} FROM message m WHERE m.state = ? AND (m.at, m.id) < (?, ?) AND m.at >= ? AND m.at < ?
       ORDER BY m.at DESC, m.id DESC LIMIT ?`,
    );
    const range = [from ?? Number.MIN_SAFE_INTEGER, to ?? Number.MAX_SAFE_INTEGER] as const;
    const rows = states.flatMap((state) => statement.all(stateCode[state], after.at, after.id, ...range, limit).map(candidateOf));
    return rows.sort(newestFirst).slice(0, limit);
  }

  /** Looks at messages one by one until enough fit, `most` were seen, or none is left (`end`: the last one seen, undefined when all were). */
  async function scan(query: PageQuery, states: readonly State[], fits: Fits, enough: number, most: number) {
    const breathe = createBreather();
    const hits: Candidate[] = [];
    let end: Cursor = query.after ?? top;
    for (let seen = 0; seen < most && hits.length < enough; seen += chunk) {
      const rows = newest(query, states, end, chunk);
      hits.push(...rows.filter(fits));
      const last = rows.at(-1);
      if (last === undefined || rows.length < chunk) return { hits, end: undefined };
      end = last;
      await breathe();
    }
    return { hits, end };
  }

  /** Asks the index for what comes after a place. Its order is by hour, so an hour counts only once it was read to its end. */
  async function ask(query: PageQuery, match: string, fits: Fits, after: Cursor, enough: number): Promise<Candidate[]> {
    const breathe = createBreather();
    const statement = database.prepare(
      `SELECT ${candidateColumns} FROM message_text t CROSS JOIN message m ON m.id = t.rowid
       WHERE t.message_text MATCH ? AND t.rowid < ? AND t.rowid >= ? ORDER BY t.rowid DESC LIMIT ?`,
    );
    const { from = Number.MIN_SAFE_INTEGER, to = Number.MAX_SAFE_INTEGER } = query;
    const lowest = firstIdOfHour(from);
    let below = firstIdAfterHour(Math.min(after.at, to));
    const hits: Candidate[] = [];
    for (;;) {
      const rows = statement.all(match, below, lowest, chunk);
      for (const row of rows) {
        const each = candidateOf(row);
        if (newestFirst(after, each) < 0 && each.at >= from && each.at < to && fits(each)) hits.push(each);
      }
      below = Number(rows.at(-1)?.id);
      const isComplete = ({ id }: Candidate) => hourOfId(id) > hourOfId(below);
      if (rows.length < chunk || hits.filter(isComplete).length >= enough) return hits.sort(newestFirst);
      await breathe();
    }
  }

  /** Terms of the index that begin with a fragment which is too short to be one. */
  function termsBeginningWith(fragment: string): string {
    const rows = database.prepare('SELECT term FROM message_terms WHERE term >= ? AND term < ?').all(fragment, `${fragment}\u{10ffff}`);
    return rows.map(({ term }) => quoted(String(term))).join(' OR ');
  }

  function matchOf(fragments: readonly string[], states: readonly State[]): string | undefined {
    const isLong = (fragment: string) => [...fragment].length >= shortestTerm;
    const parts = [indexQuery(fragments.filter(isLong)), ...fragments.filter((each) => !isLong(each)).map(termsBeginningWith)];
    const text = parts.filter((part) => part !== '').join(' OR ');
    if (text === '') return undefined;
    if (states.length > 1) return text;
    return `${quoted(directionTerm[states[0] === 'received' ? 'incoming' : 'outgoing'])} AND (${text})`;
  }

  return {
    async page(query: PageQuery): Promise<FoundPage> {
      const full = database.prepare(`SELECT ${messageColumns} FROM ${messageTables} WHERE m.id = ?`);
      const states = [...new Set(query.states ?? allStates)];
      const limit = Math.min(Math.max(Math.floor(query.limit), 1), 1000);
      const pageOf = (hits: Candidate[]): FoundPage => ({
        items: hits
          .sort(newestFirst)
          .slice(0, limit)
          .map(({ id }) => messageOf(full.get(id) as Row)),
        more: hits.length > limit,
      });
      const { fragments } = readSearch(query.search);
      if (fragments.length === 0) return pageOf(newest(query, states, query.after ?? top, limit + 1));

      const settled = states.filter((state) => !isFew(state));
      const fits: Fits = ({ state, row }) => {
        if (!states.includes(state)) return false;
        const text = searchText({ text: String(row.text), name: String(row.name ?? ''), address: String(row.address) });
        return fragments.some((fragment) => text.includes(fragment));
      };
      const few = await scan(query, states.filter(isFew), fits, limit + 1, Number.MAX_SAFE_INTEGER);
      // The index passes over what is newer than the first hit wanted, which takes long where nearly all messages hold the terms.
      const isFar = query.to !== undefined || query.after !== undefined;
      const isShort = fragments.some((fragment) => [...fragment].length < shortestTerm);
      const glanced = await scan(query, settled, fits, limit + 1, isShort ? glance.short : isFar ? glance.far : glance.near);
      const hits = [...few.hits, ...glanced.hits];
      if (glanced.end === undefined || glanced.hits.length > limit) return pageOf(hits);
      const match = matchOf(fragments, settled);
      const isSettled: Fits = (each) => !isFew(each.state) && fits(each);
      if (match) hits.push(...(await ask(query, match, isSettled, glanced.end, limit + 1 - glanced.hits.length)));
      return pageOf(hits);
    },
  };
}

export type Search = ReturnType<typeof createSearch>;
