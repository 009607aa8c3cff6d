import { useMemo } from 'preact/hooks';
import type { AccountState } from '../../main/model/app-state.ts';
import type { MessageItem } from '../../main/model/message.ts';
import { sayWhat } from '../../main/words/failures.ts';
import { plainText } from '../../main/words/foreign-text.ts';
import { stateWords } from '../../main/words/messages.ts';
import { fullTime, isoTime, shortTime } from '../../main/words/times.ts';
import { Icon } from '../ui/icon.tsx';
import type { ListActions } from './actions.ts';
import { Candidate } from './candidate.tsx';
import { Countdown } from './countdown.tsx';
import { ExplanationLine } from './explanation-line.tsx';
import { marked, markedExcerpt, markedNumber, type Piece } from './highlight.ts';
import { RowActions } from './row-actions.tsx';
import type { ListState } from './state.ts';

function Marked({ pieces }: { readonly pieces: readonly Piece[] }) {
  return <>{pieces.map((piece, index) => (piece.hit ? <mark key={index}>{piece.text}</mark> : piece.text))}</>;
}

interface RowProps {
  readonly item: MessageItem;
  readonly list: ListState;
  readonly actions: ListActions;
  readonly account: AccountState;
  readonly now: number;
}

/** A row's content: who, state, when, the text, and what to do about it. */
export function Row({ item, list, actions, account, now }: RowProps) {
  const { search } = list.query.value;
  const open = list.expanded.value === item.id;
  const failure = list.rowFailure.value?.id === item.id ? list.rowFailure.value.failure : undefined;
  const number = plainText(item.addressText);
  const text = useMemo(() => (open ? marked : markedExcerpt)(item.text, search), [item.text, search, open]);

  return (
    <>
      <div class="row-head">
        <span class="who" title={number}>
          {item.name !== undefined && (
            <bdi>
              <Marked pieces={marked(plainText(item.name), search)} />
            </bdi>
          )}
          <bdi class={item.name === undefined ? '' : 'number'}>
            <Marked pieces={markedNumber(number, search)} />
          </bdi>
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
        <Marked pieces={text} />
      </p>
      <ExplanationLine item={item} account={account} rows={list.rows.value} now={now} />
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
