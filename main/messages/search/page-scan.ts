import type { Cursor } from '../../model/message.ts';
import type { PageQuery } from '../contract.ts';

/** Newest first: by time, then by id. */
export const newestFirst = (a: Cursor, b: Cursor): number => b.at - a.at || b.id - a.id;

const oldestFirst = (a: Cursor, b: Cursor): number => newestFirst(b, a);

/** How one page is read: to older messages, or, upwards in the list, to newer ones. */
export interface PageScan {
  readonly towards: 'older' | 'newer';
  /** Where reading begins: the cursor, or the end of the dates wanted if that comes later. One bound made of two, since SQLite seeks by one only. */
  readonly begin: Cursor;
  /** The other end of the dates wanted, ms since 1970: the oldest moment that is read, or, towards newer ones, the first that is not. */
  readonly limit: number;
  readonly withoutHidden: boolean;
  readonly nearestFirst: (a: Cursor, b: Cursor) => number;
}

const [least, most] = [Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER];

/** Reads from a query how its page is to be read: upwards when it names `before`. */
export function pageScanOf(query: PageQuery): PageScan {
  const { before, after = { at: most, id: most }, from = least, to = most, withoutHidden = false } = query;
  if (before === undefined) {
    const begin = after.at < to ? after : { at: to, id: least };
    return { towards: 'older', begin, limit: from, withoutHidden, nearestFirst: newestFirst };
  }
  const begin = before.at >= from ? before : { at: from, id: least };
  return { towards: 'newer', begin, limit: to, withoutHidden, nearestFirst: oldestFirst };
}

/** Whether a time (ms since 1970) lies before the other end of the dates wanted. */
export const isWithin = ({ towards, limit }: PageScan, at: number): boolean => (towards === 'newer' ? at < limit : at >= limit);
