import type { Cursor } from '../../model/message.ts';
import type { PageQuery } from '../contract.ts';

/** Newest first: by time, then by id. */
export const newestFirst = (a: Cursor, b: Cursor): number => b.at - a.at || b.id - a.id;

const oldestFirst = (a: Cursor, b: Cursor): number => newestFirst(b, a);

/** The range of messages a page is taken from, and the direction in which they are read. */
export interface PageScan {
  readonly towards: 'older' | 'newer';
  /** Where reading starts: the cursor, or the end of the dates asked for if that comes later. One bound, since SQLite can seek to only one. */
  readonly begin: Cursor;
  /** Where the dates asked for end, ms since 1970: towards older messages the last moment that is read, towards newer ones the first that is not. */
  readonly limit: number;
  readonly withoutHidden: boolean;
  /** Sorts in the direction of reading. */
  readonly nearestFirst: (a: Cursor, b: Cursor) => number;
}

const [least, most] = [Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER];

/** The scan for a query: towards newer messages if the query names `before`. */
export function pageScanOf(query: PageQuery): PageScan {
  const { before, after = { at: most, id: most }, from = least, to = most, withoutHidden = false } = query;
  if (before === undefined) {
    const begin = after.at < to ? after : { at: to, id: least };
    return { towards: 'older', begin, limit: from, withoutHidden, nearestFirst: newestFirst };
  }
  const begin = before.at >= from ? before : { at: from, id: least };
  return { towards: 'newer', begin, limit: to, withoutHidden, nearestFirst: oldestFirst };
}

/** Whether a time (ms since 1970) has not passed the limit of a scan. */
export const isWithin = ({ towards, limit }: PageScan, at: number): boolean => (towards === 'newer' ? at < limit : at >= limit);
