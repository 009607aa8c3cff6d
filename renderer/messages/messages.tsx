import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { AppState } from '../../main/contract.ts';
import { isComposing } from '../keys.ts';
import type { ListActions } from './actions.ts';
import { Filters } from './filters.tsx';
import { MessageList } from './message-list.tsx';
import type { ListState } from './state.ts';

/** The history under the composer: search, filters and the list. */
export function Messages({ app, list, actions }: { readonly app: AppState; readonly list: ListState; readonly actions: ListActions }) {
  const typed = useSignal(list.query.peek().search);
  const box = useRef<HTMLInputElement>(null);
  const { search } = list.query.value;

  useEffect(() => {
    typed.value = search;
  }, [search, typed]);

  const onType = (value: string): void => {
    typed.value = value;
    actions.search(value);
  };

  return (
    <section class="history" aria-label="History">
      <header>
        <h2>Messages</h2>
        <Filters list={list} actions={actions} />
        <input
          ref={box}
          type="search"
          aria-label="Search messages"
          placeholder="Search"
          autocomplete="off"
          spellcheck={false}
          value={typed.value}
          onInput={(event) => onType(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Escape' || isComposing(event) || typed.value === '') return;
            event.preventDefault();
            onType('');
          }}
        />
      </header>
      <MessageList
        list={list}
        actions={actions}
        account={app.account}
        platform={app.platform}
        onSearch={(key) => {
          box.current?.focus();
          onType(typed.value + key);
        }}
      />
    </section>
  );
}
