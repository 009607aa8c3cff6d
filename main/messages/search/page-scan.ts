import type { Cursor } from '../../model/message.ts';
import type { PageQuery } from '../contract.ts';

/** Newest first: by time, then by id. */
export const newestFirst = (a: Cursor, b: Cursor): number => b.at - a.at || b.id - a.id;

/** The way a page is read: to older messages, or, upwards in the list, to newer ones. */
export interface Way {
  /** Where reading begins: the cursor, or the end of the dates wanted if that comes later. One bound made of two, since SQLite seeks by one only. */
  readonly begin: Cursor;
  /** The other end of the dates wanted, and how `at` compares with it. */
  readonly limit: number;
  readonly within: '>=' | '<';
  readonly sign: '<' | '>';
  readonly order: 'DESC' | 'ASC';
  readonly nearestFirst: (a: Cursor, b: Cursor) => number;
  /** SQL that leaves out what a person has hidden, where that is wanted. */
  readonly also: '' | 'AND m.hidden_at IS NULL';
}

const oldestFirst = (a: Cursor, b: Cursor): number => newestFirst(b, a);
const [least, most] = [Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER];

/** Reads the way out of a query: upwards when it names `before`. */
export function wayOf({ before, after = { at: most, id: most }, from = least, to = most, withoutHidden }: PageQuery): Way {
  const also = withoutHidden ? 'AND m.hidden_at IS NULL' : '';
  if (before === undefined) {
    const begin = after.at < to ? after : { at: to, id: least };
    return { begin, limit: from, within: '>=', sign: '<', order: 'DESC', nearestFirst: newestFirst, also };
  }
  const begin = before.at >= from ? before : { at: from, id: least };
  return { begin, limit: to, within: '<', sign: '>', order: 'ASC', nearestFirst: oldestFirst, also };
}

/** Whether a time (ms since 1970) lies before the other end of the dates wanted. */
export const isWithin = ({ within, limit }: Way, at: number): boolean => (within === '<' ? at < limit : at >= limit);
