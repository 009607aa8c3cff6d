import { batch } from '@preact/signals';
import type { Events } from '../../main/ipc/contract.ts';
import type { Result } from '../../main/model/failure.ts';
import type { Cursor, Page } from '../../main/model/message.ts';
import type { Caller } from '../bridge.ts';
import { createGeneration } from '../generation.ts';
import { type ListRow, mergeRows, rowsOf } from './rows.ts';
import { isNarrowed, type ListQuery, type ListState } from './state.ts';

/** Rows read at once, and rows kept in memory: with a million stored the popup holds a few hundred. */
const pageSize = 100;
const mostRows = 500;

/** Below every stored row: what is just newer than this is the oldest page. */
const oldest: Cursor = { at: Number.MIN_SAFE_INTEGER, id: 0 };

/** Moves the window of rows that are in memory over all that are stored. */
export interface ListWindow {
  /** Shows the newest rows that match; the rows before stay until they are there. */
  readonly show: (query: ListQuery) => Promise<void>;
  /** Ignores answers that are still to come. */
  readonly cancel: () => void;
  /** Shows the rows from a message on; stays where it is when that is gone. */
  readonly toMessage: (message: Cursor) => Promise<void>;
  readonly loadOlder: () => Promise<void>;
  readonly loadNewer: () => Promise<void>;
  readonly toNewest: () => Promise<void>;
  readonly toOldest: () => Promise<void>;
  /** Takes in what main says has changed, without moving what is in view. */
  readonly apply: (change: Events['messages:changed']) => Promise<void>;
}

const cursorOf = ({ at, id }: Cursor): Cursor => ({ at, id });

/** A place whose page begins with this row, or with what would be there. */
const from = ({ at, id }: Cursor) => ({ after: { at, id: id + 1 } });

/** Makes the window. One page is read at a time; an answer to an older question is ignored. */
export function createListWindow({ list, call }: { readonly list: ListState; readonly call: Caller }): ListWindow {
  const reading = createGeneration();
  let isExtending = false;

  const read = (place: { readonly after?: Cursor; readonly before?: Cursor }): Promise<Result<Page>> =>
    call('messages:page', { ...list.query.peek(), ...place, limit: pageSize });

  const startReading = (): (() => boolean) => {
    reading.renew();
    return reading.check();
  };

  const jump = async (to: 'newest' | 'oldest'): Promise<void> => {
    const isWanted = startReading();
    const result = await read(to === 'newest' ? {} : { before: oldest });
    if (!isWanted()) return;
    batch(() => {
      list.loaded.value = true;
      list.failure.value = result.ok ? undefined : result.error;
      if (!result.ok) return;
      list.jumps.value = { to, nth: list.jumps.peek().nth + 1 };
      list.rows.value = rowsOf(result.value);
      list.older.value = to === 'newest' && result.value.more;
      list.newer.value = to === 'oldest' && result.value.more;
    });
  };

  const extend = async (edge: ListRow | undefined, direction: 'older' | 'newer'): Promise<void> => {
    if (edge === undefined || isExtending) return;
    isExtending = true;
    const isWanted = reading.check();
    const result = await read(direction === 'older' ? { after: cursorOf(edge) } : { before: cursorOf(edge) });
    isExtending = false;
    if (!isWanted()) return;
    batch(() => {
      list.failure.value = result.ok ? undefined : result.error;
      if (!result.ok) return;
      const found = rowsOf(result.value);
      const rows = direction === 'older' ? [...list.rows.value, ...found] : [...found, ...list.rows.value];
      list[direction].value = result.value.more;
      if (rows.length > mostRows) list[direction === 'older' ? 'newer' : 'older'].value = true;
      list.rows.value = direction === 'older' ? rows.slice(-mostRows) : rows.slice(0, mostRows);
    });
  };

  /** Reads as many rows as are in memory again, from the same first row, so that nothing in view moves. */
  const readAgain = async (): Promise<void> => {
    const isWanted = startReading();
    const { length, 0: first } = list.rows.peek();
    const rows: ListRow[] = [];
    let place: { readonly after?: Cursor } = first !== undefined && list.newer.peek() ? from(first) : {};
    let more = true;
    while (more && rows.length < Math.max(length, pageSize)) {
      const result = await read(place);
      if (!isWanted()) return;
      if (!result.ok) {
        list.failure.value = result.error;
        return;
      }
      const found = rowsOf(result.value);
      rows.push(...found);
      const last = rows.at(-1);
      more = result.value.more && found.length > 0;
      place = last === undefined ? {} : { after: cursorOf(last) };
    }
    batch(() => {
      list.rows.value = rows;
      list.older.value = more;
      list.failure.value = undefined;
    });
  };

  const toMessage = async (message: Cursor): Promise<void> => {
    const isWanted = startReading();
    const result = await read(from(message));
    if (!isWanted() || !result.ok) return;
    const rows = rowsOf(result.value);
    if (rows[0]?.id !== message.id) return;
    batch(() => {
      list.jumps.value = { to: 'newest', nth: list.jumps.peek().nth + 1 };
      list.rows.value = rows;
      list.older.value = result.value.more;
      list.newer.value = true;
    });
  };

  const apply = async ({ items, removed, reset }: Events['messages:changed']): Promise<void> => {
    if (reset) return readAgain();
    const isSearch = isNarrowed(list.query.peek());
    const known = new Set(list.rows.peek().map((row) => row.id));
    const ends = { newer: list.newer.peek(), older: list.older.peek() };
    list.rows.value = mergeRows({ rows: list.rows.peek(), items, removed, ends, addsNew: !isSearch });
    if (isSearch && items.some((item) => !known.has(item.id)) && !list.newer.peek()) await readAgain();
  };

  return {
    show: (query) => {
      list.query.value = query;
      list.selected.value = undefined;
      return jump('newest');
    },
    cancel: reading.renew,
    toMessage,
    loadOlder: async () => {
      if (list.older.peek()) await extend(list.rows.peek().at(-1), 'older');
    },
    loadNewer: async () => {
      if (list.newer.peek()) await extend(list.rows.peek()[0], 'newer');
    },
    toNewest: async () => {
      if (list.newer.peek()) await jump('newest');
    },
    toOldest: async () => {
      if (list.older.peek()) await jump('oldest');
    },
    apply,
  };
}
