import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import type { DraftItem } from '../../main/compose/contract.ts';
import { fullTime, isoTime, shortTime } from '../messages/times.ts';
import { Icon } from '../ui/icon.tsx';
import { focusOnce, isComposing } from '../ui/keys.ts';
import type { ComposeActions } from './actions.ts';
import type { ComposeState } from './state.ts';

function whose({ to, toText, sessionId, name }: DraftItem): string {
  if (to === '' && sessionId === undefined) return 'No recipient yet';
  return name === undefined ? toText : `${name} ${toText}`;
}

/** What a screen reader says of a draft: recipient, text, the word, time. */
function nameOf(item: DraftItem, now: number): string {
  return `${whose(item)}: ${item.excerpt}. Draft, ${shortTime(item.at, now)}`;
}

/** The drafts that do not stand in the composer. Enter or a click shows one, Delete asks; the arrows go on into the messages. */
export function DraftList({ compose, actions }: { readonly compose: ComposeState; readonly actions: ComposeActions }) {
  const items = compose.drafts.value;
  const list = useRef<HTMLUListElement>(null);
  const asking = useSignal<number | undefined>(undefined);
  const now = Date.now();

  const rowOf = (id: number) => list.current?.querySelector<HTMLElement>(`[data-draft="${id}"]`);

  const step = (from: HTMLElement, by: 1 | -1): void => {
    const next = by === 1 ? from.nextElementSibling : from.previousElementSibling;
    const below = from.closest('section')?.querySelector<HTMLElement>('.messages > li[tabindex="0"]');
    if (next instanceof HTMLElement) next.focus();
    else if (by === 1) below?.focus();
  };

  /** The neighbour takes the focus first, so that the keyboard does not lose its place. */
  const discard = (id: number): void => {
    const row = rowOf(id);
    asking.value = undefined;
    if (row) step(row, row.nextElementSibling === null && row.previousElementSibling !== null ? -1 : 1);
    void actions.discard(id);
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    const row = event.target;
    if (!(row instanceof HTMLLIElement) || isComposing(event) || event.ctrlKey || event.metaKey || event.altKey) return;
    const id = Number(row.dataset.draft);
    const wishes: Readonly<Record<string, () => void>> = {
      ArrowDown: () => step(row, 1),
      ArrowUp: () => step(row, -1),
      Enter: () => void actions.open({ kind: 'draft', id }),
      Delete: () => {
        asking.value = id;
      },
    };
    const wish = wishes[event.key];
    if (wish === undefined) return;
    event.preventDefault();
    wish();
  };

  return items.length === 0 ? null : (
    <ul class="drafts" aria-label="Drafts" ref={list} onKeyDown={onKeyDown}>
      {items.map((item, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the list's.
        <li
          key={item.id}
          data-draft={item.id}
          tabIndex={index === 0 ? 0 : -1}
          aria-label={nameOf(item, now)}
          onClick={() => void actions.open({ kind: 'draft', id: item.id })}
        >
          <div class="row-head">
            <span class="who">
              <span>{whose(item)}</span>
            </span>
            <span class="state">Draft</span>
            <time dateTime={isoTime(item.at)} title={fullTime(item.at)}>
              {shortTime(item.at, now)}
            </time>
            <button
              class="bare"
              type="button"
              tabIndex={-1}
              aria-label="Delete draft"
              title="Delete draft"
              onClick={(event) => {
                event.stopPropagation();
                asking.value = item.id;
              }}
            >
              <Icon name="delete" />
            </button>
          </div>
          <p class="text" dir="auto">
            {item.excerpt}
          </p>
          {asking.value === item.id && (
            <Question
              onDelete={() => discard(item.id)}
              onKeep={() => {
                asking.value = undefined;
                rowOf(item.id)?.focus();
              }}
            />
          )}
        </li>
      ))}
    </ul>
  );
}

function Question({ onDelete, onKeep }: { readonly onDelete: () => void; readonly onKeep: () => void }) {
  return (
    <fieldset
      class="cures"
      aria-label="Delete this draft?"
      onClick={(event) => event.stopPropagation()}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        onKeep();
      }}
    >
      <span>Delete this draft?</span>
      <button type="button" class="danger" onClick={onDelete}>
        Delete
      </button>
      <button type="button" ref={focusOnce} onClick={onKeep}>
        Keep
      </button>
    </fieldset>
  );
}
