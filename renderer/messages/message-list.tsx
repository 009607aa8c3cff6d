import { useEffect, useRef } from 'preact/hooks';
import type { AccountState, MessageItem } from '../../main/contract.ts';
import { hasMod, isComposing } from '../keys.ts';
import { say } from '../words.ts';
import type { ListActions } from './actions.ts';
import { nameOf, Row } from './row.tsx';
import { RowTools } from './row-tools.tsx';
import type { ListState } from './state.ts';
import { useVirtualizer } from './use-virtualizer.ts';

interface MessageListProps {
  readonly list: ListState;
  readonly actions: ListActions;
  readonly account: AccountState;
  readonly platform: 'linux' | 'darwin' | 'win32';
  /** Typing in the list goes on in the search box. */
  readonly onSearch: (typed: string) => void;
}

/** px of an ordinary row: one line of who and state, one of text. */
const rowHeight = 57;

/** The messages, newest first: a few rows in the document, however many are stored (issue 4 item 7). */
export function MessageList({ list, actions, account, platform, onSearch }: MessageListProps) {
  const rows = list.rows.value;
  const scroller = useRef<HTMLDivElement>(null);
  const selected = rows.findIndex((row) => row.id === list.selected.value);
  const virtualizer = useVirtualizer({ scroller, keys: rows.map((row) => row.id), estimate: rowHeight, pinned: selected });
  const drawn = virtualizer.getVirtualItems();
  const first = drawn[0]?.index ?? 0;
  const last = drawn[drawn.length - 1]?.index ?? 0;
  const now = Date.now();

  useEffect(() => {
    if (list.failure.peek() !== undefined) return;
    if (last >= rows.length - 20) void actions.loadOlder();
    else if (first <= 20) void actions.loadNewer();
  }, [rows, first, last, list, actions]);

  const select = (row: MessageItem | undefined, index: number): void => {
    if (row === undefined) return;
    list.selected.value = row.id;
    virtualizer.scrollToIndex(index, { align: 'auto' });
    requestAnimationFrame(() => scroller.current?.querySelector<HTMLElement>(`[data-id="${row.id}"]`)?.focus());
  };

  const jump = async (to: 'newest' | 'oldest'): Promise<void> => {
    await (to === 'newest' ? actions.toNewest() : actions.toOldest());
    const all = list.rows.peek();
    requestAnimationFrame(() => select(to === 'newest' ? all[0] : all[all.length - 1], to === 'newest' ? 0 : all.length - 1));
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    const row = rows[selected];
    if (event.defaultPrevented || isComposing(event) || !(event.target instanceof HTMLLIElement)) return;
    const handled = listKey(event, row);
    if (handled) event.preventDefault();
  };

  const listKey = (event: KeyboardEvent, row: MessageItem | undefined): boolean => {
    if (row !== undefined && event.key.toLowerCase() === 'c' && hasMod(event, platform)) {
      void actions.copy(row);
      return true;
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return false;
    switch (event.key) {
      case 'ArrowDown':
        select(rows[selected + 1], selected + 1);
        return true;
      case 'ArrowUp':
        select(rows[selected - 1], selected - 1);
        return true;
      case 'Home':
        void jump('newest');
        return true;
      case 'End':
        void jump('oldest');
        return true;
      case 'Enter':
        if (row !== undefined) actions.reply(row);
        return true;
      case 'Delete':
        if (row !== undefined) list.asking.value = { id: row.id, about: 'delete' };
        return true;
      case ' ':
        if (row !== undefined) list.expanded.value = list.expanded.value === row.id ? undefined : row.id;
        return true;
      default:
        if (event.key.length !== 1) return false;
        onSearch(event.key);
        return true;
    }
  };

  return (
    <div class="scroller" ref={scroller}>
      {list.failure.value !== undefined && <p class="error">{say(list.failure.value)}</p>}
      {list.loaded.value && rows.length === 0 && list.failure.value === undefined && <Empty list={list} />}
      <ul class="messages" aria-label="Messages" onKeyDown={onKeyDown} style={{ height: `${virtualizer.getTotalSize()}px` }}>
        {drawn.map(({ index, start, key }) => {
          const item = rows[index];
          return item === undefined ? null : (
            <li
              key={key}
              ref={virtualizer.measureElement}
              data-index={index}
              data-id={item.id}
              tabIndex={index === Math.max(0, selected) ? 0 : -1}
              class={index === selected ? 'selected' : ''}
              aria-label={nameOf(item, now)}
              style={{ transform: `translateY(${start}px)` }}
              onFocus={() => {
                list.selected.value = item.id;
              }}
            >
              <Row item={item} list={list} actions={actions} account={account} now={now} />
              <RowTools item={item} list={list} actions={actions} />
            </li>
          );
        })}
      </ul>
    </div>
  );
}

function Empty({ list }: { readonly list: ListState }) {
  const { search, states, from } = list.query.value;
  const narrowed = search !== '' || states !== undefined || from !== undefined;
  return <p class="empty">{narrowed ? 'No message matches.' : 'No messages yet. What you send is listed here.'}</p>;
}
