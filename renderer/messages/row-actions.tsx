import { useRef } from 'preact/hooks';
import type { MessageItem } from '../../main/model/message.ts';
import { questionWords } from '../../main/words/messages.ts';
import { focusOnce } from '../ui/keys.ts';
import type { ListActions } from './actions.ts';
import { type Cure, curesOf } from './cures.ts';
import type { ListState } from './state.ts';

interface RowActionsProps {
  readonly item: MessageItem;
  readonly list: ListState;
  readonly actions: ListActions;
}

/** What can be done about a message, or the question that stands before it is done. */
export function RowActions({ item, list, actions }: RowActionsProps) {
  const about = list.asking.value?.id === item.id ? list.asking.value.about : undefined;
  const cures = curesOf(item);
  if (about === 'delete') return <Deletion item={item} list={list} actions={actions} />;
  // What is asked about may have become impossible meanwhile: then nothing is asked any more.
  const asked = cures.find(({ asks }) => asks !== undefined && asks === about);
  if (asked?.asks !== undefined) {
    const { question, yes, danger } = questionWords[asked.asks];
    return <Question question={question} yes={yes} danger={danger} list={list} onYes={() => void actions.act(item, asked.action)} />;
  }
  const choose = ({ action, asks }: Cure): void => {
    if (asks !== undefined) list.asking.value = { id: item.id, about: asks };
    else void actions.act(item, action);
  };
  return cures.length === 0 ? null : (
    <div class="cures">
      {cures.map((cure) => (
        <button key={cure.action} type="button" onClick={() => choose(cure)}>
          {cure.label}
        </button>
      ))}
    </div>
  );
}

function Deletion({ item, list, actions }: RowActionsProps) {
  const { value: picked } = list.picked;
  const ids = picked.has(item.id) ? [...picked] : [item.id];
  const question = `Delete ${ids.length === 1 ? 'this message' : `${ids.length} messages`}?`;
  return <Question question={question} yes="Delete" danger list={list} onYes={() => void actions.remove(ids)} />;
}

interface QuestionProps {
  readonly question: string;
  readonly yes: string;
  /** It loses something. */
  readonly danger: boolean;
  readonly list: ListState;
  readonly onYes: () => void;
}

function Question({ question, yes, danger, list, onYes }: QuestionProps) {
  const frame = useRef<HTMLFieldSetElement>(null);
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
      <button type="button" class={danger ? 'danger' : ''} onClick={onYes}>
        {yes}
      </button>
      <button type="button" ref={focusOnce} onClick={keep}>
        Keep
      </button>
    </fieldset>
  );
}
