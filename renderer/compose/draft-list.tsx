import { useSignal } from '@preact/signals';
import type { ComponentChildren, RefObject } from 'preact';
import { useRef } from 'preact/hooks';
import type { DraftItem } from '../../main/compose/contract.ts';
import { draftWords } from '../../main/words/compose.ts';
import { plainText } from '../../main/words/foreign-text.ts';
import { fullTime, isoTime, shortTime } from '../../main/words/times.ts';
import { Icon } from '../ui/icon.tsx';
import { isComposing } from '../ui/keys.ts';
import { Question } from '../ui/question.tsx';
import type { ComposeActions } from './actions.ts';
import type { ComposeState } from './state.ts';

/** The recipient's name and number, or the one of them that is known. */
function recipientOf({ to, toText, sessionId, name }: DraftItem): readonly string[] {
  if (to === '' && sessionId === undefined) return [draftWords.nobody];
  return name === undefined ? [toText] : [name, toText];
}

/** The drafts that are not in the composer. Enter or a click shows one, Delete asks; the arrows go on into the messages. */
export function DraftList({ compose, actions }: { readonly compose: ComposeState; readonly actions: ComposeActions }) {
  const items = compose.drafts.value;
  const list = useRef<HTMLUListElement>(null);
  const asking = useSignal<number | undefined>(undefined);

  const open = (id: number): void => void actions.open({ kind: 'draft', id });
  const ask = (id: number | undefined): void => {
    asking.value = id;
  };

  /** The neighbour takes the focus first, so that the keyboard does not lose its place. */
  const discard = (id: number): void => {
    const row = rowOf(list, id);
    asking.value = undefined;
    if (row) focusNeighbour(row, row.nextElementSibling === null && row.previousElementSibling !== null ? -1 : 1);
    void actions.discard(id);
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    const row = event.target;
    if (!(row instanceof HTMLLIElement) || isComposing(event) || event.ctrlKey || event.metaKey || event.altKey) return;
    const id = Number(row.dataset.draft);
    const commands: Readonly<Record<string, () => void>> = {
      ArrowDown: () => focusNeighbour(row, 1),
      ArrowUp: () => focusNeighbour(row, -1),
      Enter: () => open(id),
      Delete: () => ask(id),
    };
    const command = commands[event.key];
    if (command === undefined) return;
    event.preventDefault();
    command();
  };

  return items.length === 0 ? null : (
    <ul class="drafts" aria-label={draftWords.list} ref={list} onKeyDown={onKeyDown}>
      {items.map((item, index) => (
        <DraftRow key={item.id} item={item} isFirst={index === 0} onOpen={() => open(item.id)} onAsk={() => ask(item.id)}>
          {asking.value === item.id && (
            <Question
              question={draftWords.question}
              yes={draftWords.yes}
              danger
              onYes={() => discard(item.id)}
              onKeep={() => {
                ask(undefined);
                rowOf(list, item.id)?.focus();
              }}
            />
          )}
        </DraftRow>
      ))}
    </ul>
  );
}

function rowOf(list: RefObject<HTMLUListElement | null>, id: number): HTMLElement | null | undefined {
  return list.current?.querySelector<HTMLElement>(`[data-draft="${id}"]`);
}

/** Puts the focus on the row below or above; below the last one are the messages. */
function focusNeighbour(row: HTMLElement, step: 1 | -1): void {
  const next = step === 1 ? row.nextElementSibling : row.previousElementSibling;
  const firstMessage = row.closest('section')?.querySelector<HTMLElement>('.messages > li[tabindex="0"]');
  if (next instanceof HTMLElement) next.focus();
  else if (step === 1) firstMessage?.focus();
}

interface DraftRowProps {
  readonly item: DraftItem;
  readonly isFirst: boolean;
  readonly onOpen: () => void;
  /** The person wants to delete it, and is asked. */
  readonly onAsk: () => void;
  readonly children: ComponentChildren;
}

function DraftRow({ item, isFirst, onOpen, onAsk, children }: DraftRowProps) {
  const to = recipientOf(item);
  const time = shortTime(item.at, Date.now());
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the list's.
    <li data-draft={item.id} tabIndex={isFirst ? 0 : -1} aria-label={draftWords.name({ to, excerpt: item.excerpt, time })} onClick={onOpen}>
      <div class="row-head">
        <span class="who">
          {to.map((part, index) => (
            <bdi key={index} class={index === 0 ? undefined : 'number'}>
              {plainText(part)}
            </bdi>
          ))}
        </span>
        <span class="state">{draftWords.state}</span>
        <time dateTime={isoTime(item.at)} title={fullTime(item.at)}>
          {time}
        </time>
        <button
          class="bare"
          type="button"
          tabIndex={-1}
          aria-label={draftWords.delete}
          title={draftWords.delete}
          onClick={(event) => {
            event.stopPropagation();
            onAsk();
          }}
        >
          <Icon name="delete" />
        </button>
      </div>
      <p class="text" dir="auto">
        {item.excerpt}
      </p>
      {children}
    </li>
  );
}
