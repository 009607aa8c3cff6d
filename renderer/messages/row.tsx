import { useRef } from 'preact/hooks';
import type { AccountState, MessageItem } from '../../main/contract.ts';
import { focusOnce } from '../focus.ts';
import { Icon } from '../icon.tsx';
import { sayWhat } from '../words.ts';
import type { ListActions } from './actions.ts';
import { Candidate } from './candidate.tsx';
import { Countdown } from './countdown.tsx';
import { curesOf } from './cures.ts';
import { excerpt, marked, markedNumber, type Piece } from './highlight.ts';
import type { ListState } from './state.ts';
import { storyOf } from './story.ts';
import { fullTime, isoTime, shortTime } from './times.ts';
import { stateWords } from './words.ts';

/** Characters of a text that go into a row's accessible name. */
const spoken = 1600;

function Marked({ pieces }: { readonly pieces: readonly Piece[] }) {
  return <>{pieces.map((piece, index) => (piece.hit ? <mark key={index}>{piece.text}</mark> : piece.text))}</>;
}

/** What a screen reader says of a row: recipient, text, state word, time (design.md 8). */
export function nameOf({ state, name, addressText, text, at }: MessageItem, now: number): string {
  const other = name === undefined || name === addressText ? addressText : `${name} ${addressText}`;
  return `${state === 'received' ? 'From' : 'To'} ${other}: ${text.slice(0, spoken)}. ${stateWords[state]}, ${shortTime(at, now)}`;
}

interface RowProps {
  readonly item: MessageItem;
  readonly list: ListState;
  readonly actions: ListActions;
  readonly account: AccountState;
  readonly now: number;
}

/** What stands in a row: who, state, when, the text, and what to do about it. */
export function Row({ item, list, actions, account, now }: RowProps) {
  const { search } = list.query.value;
  const open = list.expanded.value === item.id;
  const story = storyOf(item, account, now);
  const failure = list.rowFailure.value?.id === item.id ? list.rowFailure.value.failure : undefined;
  const text = open ? item.text : excerpt(item.text, search);

  return (
    <>
      <div class="row-head">
        <span class="who" title={item.addressText}>
          {item.name !== undefined && (
            <span>
              <Marked pieces={marked(item.name, search)} />
            </span>
          )}
          <span class={item.name === undefined ? '' : 'number'}>
            <Marked pieces={markedNumber(item.addressText, search)} />
          </span>
        </span>
        <span class={`state ${item.state}`}>
          <Icon name={item.state} />
          {stateWords[item.state]}
          {item.state === 'held' && item.nextAt !== undefined && <Countdown until={item.nextAt} />}
        </span>
        <time dateTime={isoTime(item.at)} title={fullTime(item.at)}>
          {shortTime(item.at, now)}
        </time>
      </div>
      <p class={open ? 'text open' : 'text'} dir="auto">
        <Marked pieces={marked(text, search)} />
      </p>
      {story !== undefined && <p class="story">{story}</p>}
      <Candidate item={item} act={actions.act} now={now} />
      {failure !== undefined && (
        <p class="error" role="alert">
          {sayWhat(failure)}
        </p>
      )}
      <RowActions item={item} list={list} actions={actions} />
    </>
  );
}

function RowActions({ item, list, actions }: Pick<RowProps, 'item' | 'list' | 'actions'>) {
  const frame = useRef<HTMLFieldSetElement>(null);
  const asking = list.asking.value?.id === item.id ? list.asking.value.about : undefined;
  if (asking !== undefined) {
    const { value: picked } = list.picked;
    const ids = asking === 'delete' && picked.has(item.id) ? [...picked] : [item.id];
    const verb = asking === 'delete' ? 'Delete' : 'Discard';
    const question = `${verb} ${ids.length === 1 ? 'this message' : `${ids.length} messages`}?`;
    const keep = (): void => {
      list.asking.value = undefined;
      frame.current?.closest('li')?.focus();
    };
    return (
      <fieldset
        class="cures"
        ref={frame}
        aria-label={question}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          event.preventDefault();
          keep();
        }}
      >
        <span>{question}</span>
        <button
          type="button"
          class="danger"
          onClick={() => void (asking === 'delete' ? actions.remove(ids) : actions.act(item, 'discard'))}
        >
          {verb}
        </button>
        <button type="button" ref={focusOnce} onClick={keep}>
          Keep
        </button>
      </fieldset>
    );
  }
  const cures = curesOf(item);
  return cures.length === 0 ? null : (
    <div class="cures">
      {cures.map(({ action, label, asks }) => (
        <button
          key={action}
          type="button"
          onClick={() => {
            if (asks) list.asking.value = { id: item.id, about: 'discard' };
            else void actions.act(item, action);
          }}
        >
          {label}
        </button>
      ))}
    </div>
  );
}
