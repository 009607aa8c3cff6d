import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import type { AppState } from '../../main/model/app-state.ts';
import { Icon } from '../ui/icon.tsx';
import { isComposing } from '../ui/keys.ts';
import type { ListActions } from './actions.ts';
import { Filters } from './filters.tsx';
import { LateLine } from './late-line.tsx';
import { MessageList } from './message-list.tsx';
import type { ListState } from './state.ts';

/** The history under the composer: search, filters and the list. `children`: a list that stands above the messages, or nothing. */
export function Messages({
  app,
  list,
  actions,
  children,
}: {
  readonly app: AppState;
  readonly list: ListState;
  readonly actions: ListActions;
  readonly children?: ComponentChildren;
}) {
  const wanted = useSignal(false);
  const section = useRef<HTMLElement>(null);
  const box = useRef<HTMLInputElement>(null);
  const typed = list.typed.value;
  const { states, from } = list.query.value;
  const filtering = wanted.value || states !== undefined || from !== undefined;

  const onKeyDown = (event: KeyboardEvent): void => {
    if (isComposing(event)) return;
    if (event.key === 'Escape' && typed !== '') {
      event.preventDefault();
      actions.search('');
    } else if (event.key === 'ArrowDown') {
      event.preventDefault();
      section.current?.querySelector<HTMLElement>('li[tabindex="0"]')?.focus();
    }
  };

  /** From the first message the arrow goes on to the last row of the list above. */
  const onRowKey = (event: KeyboardEvent): void => {
    const above = section.current?.querySelector<HTMLElement>('.drafts > li:last-child');
    if (event.key !== 'ArrowUp' || !(event.target instanceof HTMLElement) || event.target.dataset.index !== '0') return;
    above?.focus();
  };

  return (
    <section class="history" aria-label="History" ref={section} onKeyDown={onRowKey}>
      <header>
        <h2>Messages</h2>
        <button
          class="bare filter-button"
          type="button"
          aria-label="Filter"
          title="Filter by state and date"
          aria-expanded={filtering}
          onClick={() => {
            wanted.value = !filtering;
            if (filtering) actions.narrow({});
          }}
        >
          <Icon name="filter" />
        </button>
        <input
          ref={box}
          type="search"
          aria-label="Search messages"
          placeholder="Search"
          autocomplete="off"
          spellcheck={false}
          value={typed}
          onInput={(event) => actions.search(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
        {filtering && <Filters list={list} actions={actions} />}
      </header>
      <LateLine list={list} actions={actions} />
      {children}
      <MessageList
        list={list}
        actions={actions}
        account={app.account}
        platform={app.platform}
        onSearch={(key) => {
          if (box.current === null) return;
          // At once, not with the next rendering: the next key is typed into what stands here.
          box.current.value += key;
          box.current.focus();
          actions.search(box.current.value);
        }}
      />
    </section>
  );
}
