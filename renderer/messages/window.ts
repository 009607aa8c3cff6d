import { batch } from '@preact/signals';
import type { Events } from '../../main/ipc/contract.ts';
import type { Result } from '../../main/model/failure.ts';
import type { Cursor, MessageItem, Page } from '../../main/model/message.ts';
import type { Caller } from '../bridge.ts';
import { mergeRows } from './rows.ts';
import { isNarrowed, type ListQuery, type ListState } from './state.ts';

/** Rows read at once, and rows kept in memory: with a million stored the popup holds a few hundred (issue 4 item 7). */
const pageSize = 100;
const keep = 500;

/** Below every stored row: what is just newer than this is the oldest page. */
const oldest: Cursor = { at: Number.MIN_SAFE_INTEGER, id: 0 };

/** Moves the window over the stored messages. */
export interface ListWindow {
  /** Shows the newest rows that match; the rows before stay until they are there. */
  readonly show: (query: ListQuery) => Promise<void>;
  /** Drops all rows, what is said at them, and answers that are still to come: nobody is signed in, or somebody else. */
  readonly forget: () => void;
  /** Gives whether the list is still of the history it is of now. */
  readonly mark: () => () => boolean;
  /** Shows the rows from a message on; stays where it is when that is gone. */
  readonly toMessage: (message: Cursor) => Promise<void>;
  readonly loadOlder: () => Promise<void>;
  readonly loadNewer: () => Promise<void>;
  readonly toNewest: () => Promise<void>;
  readonly toOldest: () => Promise<void>;
  /** Takes in what main says has changed, without moving what is in view. */
  readonly apply: (change: Events['messages:changed']) => Promise<void>;
}

/** Makes the window. One page is under way at a time; an answer to an older question is ignored. */
export function createListWindow({ list, call }: { readonly list: ListState; readonly call: Caller }): ListWindow {
  let asked = 0;
  let histories = 0;
  let extending = false;

  const read = (place: { readonly after?: Cursor; readonly before?: Cursor }, limit = pageSize): Promise<Result<Page>> =>
    call('messages:page', { ...list.query.peek(), ...place, limit });

  const cursor = (row: Cursor): Cursor => ({ at: row.at, id: row.id });

  const jump = async (place: { readonly before?: Cursor }): Promise<void> => {
    const ticket = ++asked;
    const result = await read(place);
    if (ticket !== asked) return;
    batch(() => {
      list.loaded.value = true;
      list.failure.value = result.ok ? undefined : result.error;
      if (!result.ok) return;
      list.jumps.value = { to: place.before === undefined ? 'newest' : 'oldest', nth: list.jumps.peek().nth + 1 };
      list.rows.value = result.value.items;
      list.older.value = place.before === undefined && result.value.more;
      list.newer.value = place.before !== undefined && result.value.more;
    });
  };

  const extend = async (edge: MessageItem | undefined, direction: 'older' | 'newer'): Promise<void> => {
    if (edge === undefined || extending) return;
    extending = true;
    const ticket = asked;
    const result = await read(direction === 'older' ? { after: cursor(edge) } : { before: cursor(edge) });
    extending = false;
    if (ticket !== asked) return;
    batch(() => {
      list.failure.value = result.ok ? undefined : result.error;
      if (!result.ok) return;
      const { items, more } = result.value;
      const rows = direction === 'older' ? [...list.rows.value, ...items] : [...items, ...list.rows.value];
      const tooMany = rows.length > keep;
      list[direction].value = more;
      if (tooMany) list[direction === 'older' ? 'newer' : 'older'].value = true;
      list.rows.value = direction === 'older' ? rows.slice(-keep) : rows.slice(0, keep);
    });
  };

  /** Reads as many rows as are in memory again, from the same first row, so that nothing in view moves. */
  const reread = async (): Promise<void> => {
    const ticket = ++asked;
    const { length, 0: first } = list.rows.peek();
    const rows: MessageItem[] = [];
    let after: Cursor | undefined = first !== undefined && list.newer.peek() ? { at: first.at, id: first.id + 1 } : undefined;
    let more = true;
    while (more && rows.length < Math.max(length, pageSize)) {
      const result = await read(after === undefined ? {} : { after: cursor(after) });
      if (ticket !== asked) return;
      if (!result.ok) {
        list.failure.value = result.error;
        return;
      }
      rows.push(...result.value.items);
      more = result.value.more && result.value.items.length > 0;
      after = rows.at(-1);
    }
    batch(() => {
      list.rows.value = rows;
      list.older.value = more;
      list.failure.value = undefined;
    });
  };

  return {
    show: (query) => {
      list.query.value = query;
      list.selected.value = undefined;
      return jump({});
    },
    mark: () => {
      const mine = histories;
      return () => mine === histories;
    },
    forget: () => {
      asked++;
      histories++;
      batch(() => {
        list.selected.value = undefined;
        list.picked.value = new Set();
        list.expanded.value = undefined;
        list.asking.value = undefined;
        list.rowFailure.value = undefined;
        list.revealed.value = undefined;
        list.rows.value = [];
        list.newer.value = false;
        list.older.value = false;
        list.loaded.value = false;
        list.failure.value = undefined;
      });
    },
    loadOlder: async () => {
      if (list.older.peek()) await extend(list.rows.peek().at(-1), 'older');
    },
    loadNewer: async () => {
      if (list.newer.peek()) await extend(list.rows.peek()[0], 'newer');
    },
    toMessage: async ({ at, id }) => {
      const ticket = ++asked;
      const result = await read({ after: { at, id: id + 1 } });
      if (ticket !== asked || !result.ok || result.value.items[0]?.id !== id) return;
      batch(() => {
        list.jumps.value = { to: 'newest', nth: list.jumps.peek().nth + 1 };
        list.rows.value = result.value.items;
        list.older.value = result.value.more;
        list.newer.value = true;
      });
    },
    toNewest: async () => {
      if (list.newer.peek()) await jump({});
    },
    toOldest: async () => {
      if (list.older.peek()) await jump({ before: oldest });
    },
    apply: async ({ items, removed, reset }) => {
      if (reset) return reread();
      const narrowed = isNarrowed(list.query.peek());
      const known = new Set(list.rows.peek().map((row) => row.id));
      list.rows.value = mergeRows(list.rows.peek(), { items, removed }, { newer: list.newer.peek(), older: list.older.peek() }, !narrowed);
      if (narrowed && items.some((item) => !known.has(item.id)) && !list.newer.peek()) await reread();
    },
  };
}
