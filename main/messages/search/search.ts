import { fold } from '../../model/fold.ts';
import { type Cursor, type Message, type MessageState, messageStates } from '../../model/message.ts';
import type { PageQuery } from '../contract.ts';
import type { Database } from '../store/database.ts';
import { hourOfId } from '../store/message-ids.ts';
import { createSearchScans, type SearchCandidate } from '../store/search-scans.ts';
import { directionTerm } from '../store/text-index.ts';
import { createBreather } from '../yielding.ts';
import { isWithin, newestFirst, type PageScan, pageScanOf } from './page-scan.ts';
import { indexQuery, quoted, readSearch, shortestTerm } from './search-terms.ts';

/** Messages of these states are few, so they are looked at one by one. The index covers the two others, each of which has one direction. */
const isFew = (state: MessageState): boolean => state !== 'accepted' && state !== 'received';

/** So many of the nearest messages are looked at before the index is asked for a fragment of one or two characters: most such fragments are in most messages. */
const glance = 4096;
const chunk = 96;
const largestChunk = 512;

/** One page of messages, newest first. */
export interface FoundPage {
  readonly items: readonly Message[];
  readonly more: boolean;
}

type Fits = (candidate: SearchCandidate) => boolean;

/**
 * Pages through messages by search, states and dates. Every hit of the index is compared again with the message itself, so
 * what the index holds decides speed only. Throws what SQLite throws, and `DamagedRow`.
 */
export function createSearch(database: Database) {
  const scans = createSearchScans(database);

  /** Looks at messages one by one until enough fit, `most` were seen, or none is left (`end`: the last one seen, undefined when all were). */
  async function lookAtEach(scan: PageScan, states: readonly MessageState[], fits: Fits, enough: number, most: number) {
    const breathe = createBreather();
    const hits: SearchCandidate[] = [];
    let end: Cursor = scan.begin;
    for (let seen = 0; seen < most && hits.length < enough; seen += chunk) {
      const candidates = scans.next(scan, states, end, chunk);
      hits.push(...candidates.filter(fits));
      const last = candidates.at(-1);
      if (last === undefined || candidates.length < chunk) return { hits, end: undefined };
      end = last;
      await breathe();
    }
    return { hits, end };
  }

  /** Asks the index for what comes after a place. Its order is by hour, so an hour counts only once it was read to its end. */
  async function askIndex(scan: PageScan, match: string, fits: Fits, place: Cursor, enough: number): Promise<SearchCandidate[]> {
    const breathe = createBreather();
    let passed = scans.idBefore(scan, place);
    const hits: SearchCandidate[] = [];
    for (let size = chunk; ; size = Math.min(size * 2, largestChunk)) {
      const candidates = scans.nextInIndex(scan, match, passed, size);
      hits.push(...candidates.filter((each) => scan.nearestFirst(place, each) < 0 && isWithin(scan, each.at) && fits(each)));
      passed = candidates.at(-1)?.id ?? passed;
      const isComplete = ({ id }: SearchCandidate) => hourOfId(id) !== hourOfId(passed);
      if (candidates.length < size || hits.filter(isComplete).length >= enough) return hits.sort(scan.nearestFirst);
      await breathe();
    }
  }

  /** The query of the index for what may fit; undefined: nothing can. */
  function matchOf(fragments: readonly string[], states: readonly MessageState[]): string | undefined {
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

  /** Every hit that may stand on the page; at least `enough` of the nearest where there are so many. */
  async function hitsOf(scan: PageScan, states: readonly MessageState[], fragments: readonly string[], enough: number) {
    if (fragments.length === 0) return scans.next(scan, states, scan.begin, enough);
    const settled = states.filter((state) => !isFew(state));
    const fits: Fits = ({ state, searched }) => {
      if (!states.includes(state)) return false;
      const text = fold(searched);
      return fragments.some((fragment) => text.includes(fragment));
    };
    const few = await lookAtEach(scan, states.filter(isFew), fits, enough, Number.MAX_SAFE_INTEGER);
    const isShort = fragments.some((fragment) => [...fragment].length < shortestTerm);
    const glanced = await lookAtEach(scan, settled, fits, enough, isShort ? glance : 0);
    const hits = [...few.hits, ...glanced.hits];
    if (settled.length === 0 || glanced.end === undefined || glanced.hits.length >= enough) return hits;
    const match = matchOf(fragments, settled);
    const isSettled: Fits = (each) => !isFew(each.state) && fits(each);
    if (match) hits.push(...(await askIndex(scan, match, isSettled, glanced.end, enough - glanced.hits.length)));
    return hits;
  }

  return {
    async page(query: PageQuery): Promise<FoundPage> {
      const scan = pageScanOf(query);
      const states = [...new Set(query.states ?? messageStates)];
      const limit = Math.min(Math.max(Math.floor(query.limit), 1), 1000);
      const hits = await hitsOf(scan, states, readSearch(query.search).fragments, limit + 1);
      const nearest = hits.toSorted(scan.nearestFirst).slice(0, limit);
      return { items: scans.messages(nearest.map(({ id }) => id)).toSorted(newestFirst), more: hits.length > limit };
    },
  };
}

export type Search = ReturnType<typeof createSearch>;
