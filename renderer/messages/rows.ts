import type { Cursor, MessageItem } from '../../main/model/message.ts';

/** The order of the list: newest first, and of equal times the later id first. Negative when `a` stands above `b`. */
export function compareRows(a: Cursor, b: Cursor): number {
  return b.at - a.at || b.id - a.id;
}

/**
 * Brings changed and removed rows into a window of rows. A row that is not in the window yet is taken in only when it
 * belongs between its ends (`newer`/`older`: there is more beyond that end) and `admit` lets it.
 */
export function mergeRows(
  rows: readonly MessageItem[],
  change: { readonly items: readonly MessageItem[]; readonly removed: readonly number[] },
  ends: { readonly newer: boolean; readonly older: boolean },
  admit: boolean,
): readonly MessageItem[] {
  const gone = new Set(change.removed);
  const changed = new Map(change.items.map((item) => [item.id, item]));
  const kept = rows.filter((row) => !gone.has(row.id)).map((row) => changed.get(row.id) ?? row);
  const known = new Set(rows.map((row) => row.id));
  const first = rows[0];
  const last = rows[rows.length - 1];
  const fits = (item: MessageItem): boolean =>
    (!ends.newer || (first !== undefined && compareRows(first, item) < 0)) &&
    (!ends.older || (last !== undefined && compareRows(item, last) < 0));
  const fresh = admit ? change.items.filter((item) => !known.has(item.id) && !gone.has(item.id) && fits(item)) : [];
  return [...kept, ...fresh].sort(compareRows);
}
