import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import type { AppState } from '../../main/model/app-state.ts';
import { listWords } from '../../main/words/messages.ts';
import { Icon } from '../ui/icon.tsx';
import type { ListActions } from './actions.ts';
import { Filters } from './filters.tsx';
import { LateLine } from './late-line.tsx';
import { MessageList } from './message-list.tsx';
import { SearchBox } from './search-box.tsx';
import type { ListState } from './state.ts';

interface MessagesProps {
  readonly app: AppState;
  readonly list: ListState;
  readonly actions: ListActions;
  /** A list above the messages, or nothing. */
  readonly children?: ComponentChildren;
}

/** The history below the composer: search, filters and the list. */
export function Messages({ app, list, actions, children }: MessagesProps) {
  const section = useRef<HTMLElement>(null);
  const box = useRef<HTMLInputElement>(null);

  const focusFirstRow = (): void => section.current?.querySelector<HTMLElement>('li[tabindex="0"]')?.focus();

  /** From the first message the arrow goes on to the last row of the list above. */
  const onRowKey = (event: KeyboardEvent): void => {
    const above = section.current?.querySelector<HTMLElement>('.drafts > li:last-child');
    if (event.key !== 'ArrowUp' || !(event.target instanceof HTMLElement) || event.target.dataset.index !== '0') return;
    above?.focus();
  };

  const goOnSearching = (key: string): void => {
    if (box.current === null) return;
    // At once, not with the next rendering: the next key is typed into what is in the field by then.
    box.current.value += key;
    box.current.focus();
    actions.search(box.current.value);
  };

  return (
    <section class="history" aria-label={listWords.section} ref={section} onKeyDown={onRowKey}>
      <Header list={list} actions={actions}>
        <SearchBox box={box} typed={list.typed.value} search={actions.search} onDown={focusFirstRow} />
      </Header>
      <LateLine list={list} actions={actions} />
      {children}
      <MessageList list={list} actions={actions} account={app.account} platform={app.platform} onSearch={goOnSearching} />
    </section>
  );
}

interface HeaderProps {
  readonly list: ListState;
  readonly actions: ListActions;
  readonly children: ComponentChildren;
}

function Header({ list, actions, children }: HeaderProps) {
  const isOpen = useSignal(false);
  const { states, from } = list.query.value;
  const isFiltering = isOpen.value || states !== undefined || from !== undefined;

  return (
    <header>
      <h2>{listWords.heading}</h2>
      <button
        class="bare filter-button"
        type="button"
        aria-label={listWords.filter}
        title={listWords.filterHint}
        aria-expanded={isFiltering}
        onClick={() => {
          isOpen.value = !isFiltering;
          if (isFiltering) actions.narrow({});
        }}
      >
        <Icon name="filter" />
      </button>
      {children}
      {isFiltering && <Filters list={list} actions={actions} />}
    </header>
  );
}
