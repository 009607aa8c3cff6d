import type { Cursor, DamagedItem, MessageItem, Page } from '../../main/model/message.ts';

/** A row of the list. */
export type ListRow = MessageItem | DamagedItem;

/** Whether a row shows a message, and not only that there is a damaged one. */
export const isMessage = (row: ListRow): row is MessageItem => !('damaged' in row);

/** The rows of a page, in the order of the list. */
export const rowsOf = ({ items, damaged = [] }: Page): readonly ListRow[] =>
  damaged.length === 0 ? items : [...items, ...damaged].sort(compareRows);

/** The order of the list: newest first, and of equal times the later id first. Negative when `a` is above `b`. */
function compareRows(a: Cursor, b: Cursor): number {
  return b.at - a.at || b.id - a.id;
}

/** Rows in memory, and what changed. */
interface Change {
  readonly rows: readonly ListRow[];
  readonly items: readonly MessageItem[];
  readonly removed: readonly number[];
  /** Whether there are rows that are not in memory above the first one, and below the last. */
  readonly ends: { readonly newer: boolean; readonly older: boolean };
  /** Whether rows that are not in memory are taken in. */
  readonly addsNew: boolean;
}

/** The rows in memory after a change. A row that is new there is taken in only where it belongs between the ends of what is in memory. */
export function mergeRows({ rows, items, removed, ends, addsNew }: Change): readonly ListRow[] {
  const gone = new Set(removed);
  const changed = new Map(items.map((item) => [item.id, item]));
  const kept = rows.filter((row) => !gone.has(row.id)).map((row) => changed.get(row.id) ?? row);
  const known = new Set(rows.map((row) => row.id));
  const first = rows[0];
  const last = rows.at(-1);
  const fits = (item: MessageItem): boolean =>
    (!ends.newer || (first !== undefined && compareRows(first, item) < 0)) &&
    (!ends.older || (last !== undefined && compareRows(item, last) < 0));
  const added = addsNew ? items.filter((item) => !known.has(item.id) && !gone.has(item.id) && fits(item)) : [];
  return [...kept, ...added].sort(compareRows);
}
