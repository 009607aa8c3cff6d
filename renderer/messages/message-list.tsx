import { useSignal } from '@preact/signals';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { AccountState, AppState } from '../../main/model/app-state.ts';
import { say } from '../../main/words/failures.ts';
import { listWords } from '../../main/words/messages.ts';
import type { ListActions } from './actions.ts';
import { DamagedRow } from './damaged-row.tsx';
import { commandOf, type ListCommand, neighbour, startsSearch } from './list-commands.ts';
import { Row } from './row.tsx';
import { nameOf } from './row-name.ts';
import { RowTools } from './row-tools.tsx';
import { isMessage, type ListRow } from './rows.ts';
import { isNarrowed, type ListState } from './state.ts';
import { useVirtualizer } from './use-virtualizer.ts';

interface MessageListProps {
  readonly list: ListState;
  readonly actions: ListActions;
  readonly account: AccountState;
  readonly platform: AppState['platform'];
  /** Typing in the list goes on in the search box. */
  readonly onSearch: (typed: string) => void;
}

/** px of an ordinary row: one line of who and state, one of text. */
const rowHeight = 58;

/** Rows from the edge of what is in memory at which more are read. */
const readAhead = 20;

/** The messages, newest first: a few rows in the document, however many are stored. */
export function MessageList({ list, actions, account, platform, onSearch }: MessageListProps) {
  const rows = list.rows.value;
  const jumps = list.jumps.value;
  const failure = list.failure.value;
  const scroller = useRef<HTMLDivElement>(null);
  const place = useRef(0);
  const settled = useRef(0);
  const jumping = useRef(false);
  const pointed = useSignal<number | undefined>(undefined);
  const selected = rows.findIndex((row) => row.id === list.selected.value);
  const virtualizer = useVirtualizer({
    scroller,
    keys: rows.map((row) => row.id),
    estimate: rowHeight,
    pinned: selected,
    complete: !list.newer.value,
  });
  const drawn = virtualizer.getVirtualItems();
  const first = drawn.find(({ index }) => index !== selected)?.index ?? 0;
  const last = drawn.findLast(({ index }) => index !== selected)?.index ?? 0;
  const now = Date.now();

  const select = (index: number): void => {
    const row = list.rows.peek()[index];
    if (row === undefined) return;
    list.selected.value = row.id;
    virtualizer.scrollToIndex(index, { align: 'auto' });
    requestAnimationFrame(() => scroller.current?.querySelector<HTMLElement>(`[data-id="${row.id}"]`)?.focus());
  };

  useEffect(() => {
    // Until a jump has arrived `first` and `last` are those of the place before; rows read for them would push the goal away.
    if (settled.current !== jumps.nth && !(jumps.to === 'newest' ? first <= 1 : last >= rows.length - 2)) return;
    settled.current = jumps.nth;
    if (failure !== undefined || rows.length === 0) return;
    if (last >= rows.length - readAhead) void actions.loadOlder();
    else if (first <= readAhead) void actions.loadNewer();
  }, [rows, jumps, failure, first, last, actions]);

  useLayoutEffect(() => {
    if (jumps.nth > 0) scroller.current?.scrollTo({ top: jumps.to === 'newest' ? 0 : scroller.current.scrollHeight });
  }, [jumps]);

  useEffect(() => {
    // The row with the focus has gone: its neighbour takes the focus, so that the keyboard does not lose its place.
    if (selected < 0 && !jumping.current && list.selected.peek() !== undefined && document.activeElement === document.body)
      select(neighbour(rows, place.current));
    else if (selected >= 0) place.current = selected;
  }, [rows, selected]);

  const { value: revealed } = list.revealed;
  useEffect(() => {
    if (revealed === undefined) return;
    list.revealed.value = undefined;
    select(list.rows.peek().findIndex(({ id }) => id === revealed));
  }, [revealed]);

  const jump = async (to: 'newest' | 'oldest'): Promise<void> => {
    jumping.current = true;
    await (to === 'newest' ? actions.toNewest() : actions.toOldest());
    requestAnimationFrame(() => {
      jumping.current = false;
      select(to === 'newest' ? 0 : list.rows.peek().length - 1);
    });
  };

  // From the rows as they are now: those of the last rendering may have been dropped while a key repeats.
  const step = (by: 1 | -1): void => select(list.rows.peek().findIndex((row) => row.id === list.selected.peek()) + by);

  const unpick = (): void => {
    if (list.picked.peek().size > 0) list.picked.value = new Set();
  };

  const pick = ({ id }: ListRow, by: 1 | -1): void => {
    step(by);
    list.picked.value = new Set([...list.picked.peek(), id, list.selected.peek() ?? id]);
  };

  const run: Readonly<Record<ListCommand, (row: ListRow) => void>> = {
    down: () => step(1),
    up: () => step(-1),
    'pick-down': (row) => pick(row, 1),
    'pick-up': (row) => pick(row, -1),
    unpick: () => {},
    newest: () => void jump('newest'),
    oldest: () => void jump('oldest'),
    reply: (row) => {
      if (isMessage(row)) actions.reply(row);
    },
    copy: (row) => {
      if (isMessage(row)) void actions.copy(row);
    },
    delete: ({ id }) => {
      list.asking.value = { id, about: 'delete' };
    },
    expand: ({ id }) => {
      list.expanded.value = list.expanded.value === id ? undefined : id;
    },
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    const row = list.rows.peek().find(({ id }) => id === list.selected.peek());
    if (row === undefined || !(event.target instanceof HTMLLIElement) || event.defaultPrevented) return;
    const command = commandOf(event, platform);
    if (command === undefined && !startsSearch(event)) return;
    // Escape unpicks rows first; without any it is the popup's.
    if (command === 'unpick' && list.picked.peek().size === 0) return;
    event.preventDefault();
    if (command === 'down' || command === 'up' || command === 'newest' || command === 'oldest' || command === 'unpick') unpick();
    if (command === undefined) onSearch(event.key);
    else run[command](row);
  };

  return (
    <div class="scroller" ref={scroller}>
      {failure !== undefined && (
        <p class="error">
          {say(failure)}{' '}
          <button type="button" onClick={() => void actions.showAll()}>
            {listWords.readAgain}
          </button>
        </p>
      )}
      {list.loaded.value && rows.length === 0 && failure === undefined && (
        <p class="empty">{isNarrowed(list.query.value) ? listWords.noMatch : listWords.empty}</p>
      )}
      <ul class="messages" aria-label={listWords.heading} onKeyDown={onKeyDown} style={{ height: `${virtualizer.getTotalSize()}px` }}>
        {drawn.map(({ index, start, key }) => {
          const item = rows[index];
          return item === undefined ? null : (
            <li
              key={key}
              ref={virtualizer.measureElement}
              data-index={index}
              data-id={item.id}
              tabIndex={index === Math.max(0, selected) ? 0 : -1}
              class={`${index === selected ? 'selected' : ''} ${list.picked.value.has(item.id) ? 'picked' : ''} ${isMessage(item) && !item.hidden ? '' : 'away'}`}
              aria-label={`${nameOf(item, now)}${list.picked.value.has(item.id) ? `, ${listWords.selected}` : ''}`}
              style={{ transform: `translateY(${start}px)` }}
              onFocus={() => {
                list.selected.value = item.id;
              }}
              onPointerEnter={() => {
                pointed.value = item.id;
              }}
            >
              {isMessage(item) ? (
                <Row item={item} list={list} actions={actions} account={account} now={now} />
              ) : (
                <DamagedRow item={item} list={list} actions={actions} now={now} />
              )}
              {(index === selected || item.id === pointed.value) && <RowTools item={item} list={list} actions={actions} />}
            </li>
          );
        })}
      </ul>
    </div>
  );
}
