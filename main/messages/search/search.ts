import { fold } from '../../model/fold.ts';
import { type Cursor, type DamagedItem, type Message, type MessageState, messageStates } from '../../model/message.ts';
import { searchFragments } from '../../model/search-fragments.ts';
import type { PageQuery } from '../contract.ts';
import type { Database } from '../store/database.ts';
import { hourMs, hourOfId } from '../store/message-ids.ts';
import { createSearchScans, type SearchCandidate } from '../store/search-scans.ts';
import { directionTerm } from '../store/text-index.ts';
import { createYielder } from '../yielding.ts';
import { isWithin, newestFirst, type PageScan, pageScanOf } from './page-scan.ts';
import { indexQuery, quoted, shortestTerm } from './search-terms.ts';

/**
 * Only messages of these two states are many, and each of them has one direction, by which the index can filter. Messages of the other states are
 * so few that they are compared one by one.
 */
const isIndexed = (state: MessageState | undefined): boolean => state === 'accepted' || state === 'received';

/**
 * For a fragment of one or two characters, this many of the nearest messages are compared before the index is asked: most such fragments occur
 * in most messages.
 */
const comparedFirst = 4096;

/** Messages read at a time; from the index, twice as many each time. */
const sliceSize = 96;
const largestSlice = 512;

/** One page of messages, newest first; `damaged` are those of it that cannot be shown (absent: there are none). */
export interface FoundPage {
  readonly items: readonly Message[];
  readonly damaged?: readonly DamagedItem[];
  readonly more: boolean;
}

type Matches = (candidate: SearchCandidate) => boolean;

/**
 * Pages through messages by search, states and dates. Every message the index finds is compared with the search again, so the index decides only
 * how fast this is. Throws what SQLite throws.
 */
export function createSearch(database: Database) {
  const scans = createSearchScans(database);

  /** Compares messages one by one until `enough` match, `most` were compared, or none is left. `last` is the last one compared; undefined: all were. */
  async function compareEach(scan: PageScan, states: readonly MessageState[], matches: Matches, enough: number, most: number) {
    const yieldIfDue = createYielder();
    const hits: SearchCandidate[] = [];
    let last: Cursor = scan.begin;
    for (let compared = 0; compared < most && hits.length < enough; compared += sliceSize) {
      const candidates = scans.next(scan, states, last, sliceSize);
      hits.push(...candidates.filter(matches));
      const end = candidates.at(-1);
      if (end === undefined || candidates.length < sliceSize) return { hits, last: undefined };
      last = end;
      await yieldIfDue();
    }
    return { hits, last };
  }

  /** Asks the index for what comes after a place. It sorts by hour only, so an hour counts once it has been read to its end. */
  async function askIndex(scan: PageScan, query: string, matches: Matches, place: Cursor, enough: number): Promise<SearchCandidate[]> {
    const yieldIfDue = createYielder();
    const hits: SearchCandidate[] = [];
    let lastId = scans.idBefore(scan, place);
    for (let size = sliceSize; ; size = Math.min(size * 2, largestSlice)) {
      const candidates = scans.nextInIndex(scan, query, lastId, size);
      hits.push(...candidates.filter((each) => scan.nearestFirst(place, each) < 0 && isWithin(scan, each.at) && matches(each)));
      lastId = candidates.at(-1)?.id ?? lastId;
      const isOfWholeHour = ({ id }: SearchCandidate) => hourOfId(id) !== hourOfId(lastId);
      if (candidates.length < size || hits.filter(isOfWholeHour).length >= enough) return hits.sort(scan.nearestFirst);
      await yieldIfDue();
    }
  }

  /** The query of the index that finds every message that can match; undefined: none can. */
  function queryOf(fragments: readonly string[], states: readonly MessageState[]): string | undefined {
    const isLong = (fragment: string) => [...fragment].length >= shortestTerm;
    const parts = [
      indexQuery(fragments.filter(isLong)),
      ...fragments.filter((each) => !isLong(each)).map((each) => scans.termsBeginningWith(each).map(quoted).join(' OR ')),
    ];
    const text = parts.filter((part) => part !== '').join(' OR ');
    if (text === '') return undefined;
    if (states.length > 1) return text;
    return `${quoted(directionTerm[states[0] === 'received' ? 'incoming' : 'outgoing'])} AND (${text})`;
  }

  /** What belongs on the page, at least `enough` of the nearest if there are as many. */
  async function hitsOf(
    scan: PageScan,
    states: readonly MessageState[],
    fragments: readonly string[],
    enough: number,
  ): Promise<readonly Cursor[]> {
    if (fragments.length === 0) return scans.first(scan, states, enough);
    const indexed = states.filter(isIndexed);
    const matches: Matches = ({ state, searched }) => {
      if (state === undefined || !states.includes(state)) return false;
      const text = fold(searched);
      return fragments.some((fragment) => text.includes(fragment));
    };
    const few = states.filter((state) => !isIndexed(state));
    const ofFew = await compareEach(scan, few, matches, enough, Number.MAX_SAFE_INTEGER);
    const isShort = fragments.some((fragment) => [...fragment].length < shortestTerm);
    const nearest = await compareEach(scan, indexed, matches, enough, isShort ? comparedFirst : 0);
    const hits = [...ofFew.hits, ...nearest.hits];
    if (indexed.length === 0 || nearest.last === undefined || nearest.hits.length >= enough) return hits;
    const query = queryOf(fragments, indexed);
    const matchesIndexed: Matches = (each) => isIndexed(each.state) && matches(each);
    if (query) hits.push(...(await askIndex(scan, query, matchesIndexed, nearest.last, enough - nearest.hits.length)));
    return hits;
  }

  return {
    async page(query: PageQuery): Promise<FoundPage> {
      const scan = pageScanOf(query);
      const states = [...new Set(query.states ?? messageStates)];
      const limit = Math.min(Math.max(Math.floor(query.limit), 1), 1000);
      const fragments = searchFragments(query.search);
      const found = await hitsOf(scan, states, fragments, limit + 1);
      const isWhole = query.states === undefined && fragments.length === 0;
      const hits = isWhole ? [...found, ...scans.misplaced(scan)] : found;
      const nearest = hits.toSorted(scan.nearestFirst).slice(0, limit);
      const { messages, damaged } = scans.messages(nearest.map(({ id }) => id));
      return {
        items: messages.toSorted(newestFirst),
        ...(damaged.length === 0 ? {} : { damaged: nearest.filter(({ id }) => damaged.includes(id)).map(damagedItem) }),
        more: hits.length > limit,
      };
    },
  };
}

/** A damaged message in its place. Its id holds the hour of its time: with another one, that is not its time. */
const damagedItem = ({ id, at }: Cursor): DamagedItem => ({
  damaged: true,
  id,
  at,
  isTimeKnown: Number.isSafeInteger(at) && Math.floor(at / hourMs) === hourOfId(id),
});
