import { useRef } from 'preact/hooks';
import type { MessageItem } from '../../main/model/message.ts';
import { deletionWords, type QuestionWords, questionWords } from '../../main/words/messages.ts';
import { Question } from '../ui/question.tsx';
import type { ListActions } from './actions.ts';
import { type OfferedAction, offeredActions } from './offered-actions.ts';
import type { ListState } from './state.ts';

interface RowActionsProps {
  readonly item: MessageItem;
  readonly list: ListState;
  readonly actions: ListActions;
}

/** What can be done about a message, or the question that comes before it is done. */
export function RowActions({ item, list, actions }: RowActionsProps) {
  const about = list.asking.value?.id === item.id ? list.asking.value.about : undefined;
  const offered = offeredActions(item);
  if (about === 'delete') return <DeletionQuestion id={item.id} list={list} actions={actions} />;
  // What is asked about may have become impossible meanwhile: then nothing is asked any more.
  const asked = offered.find(({ asks }) => asks !== undefined && asks === about);
  if (asked?.asks !== undefined) {
    return <RowQuestion words={questionWords[asked.asks]} list={list} onYes={() => void actions.act(item, asked.action)} />;
  }
  const choose = ({ action, asks }: OfferedAction): void => {
    if (asks !== undefined) list.asking.value = { id: item.id, about: asks };
    else void actions.act(item, action);
  };
  return offered.length === 0 ? null : (
    <div class="choices">
      {offered.map((one) => (
        <button key={one.action} type="button" onClick={() => choose(one)}>
          {one.label}
        </button>
      ))}
    </div>
  );
}

/** Asks before a row is deleted, with those picked together with it. */
export function DeletionQuestion({ id, list, actions }: { readonly id: number } & Pick<RowActionsProps, 'list' | 'actions'>) {
  const ids = list.picked.value.has(id) ? [...list.picked.value] : [id];
  return <RowQuestion words={deletionWords(ids.length)} list={list} onYes={() => void actions.remove(ids)} />;
}

interface RowQuestionProps {
  readonly words: QuestionWords;
  readonly list: ListState;
  readonly onYes: () => void;
}

/** A question in a row, which takes the focus back after a no. */
function RowQuestion({ words: { question, yes, danger }, list, onYes }: RowQuestionProps) {
  const frame = useRef<HTMLFieldSetElement>(null);
  const keep = (): void => {
    list.asking.value = undefined;
    frame.current?.closest('li')?.focus();
  };
  return <Question frame={frame} question={question} yes={yes} danger={danger} onYes={onYes} onKeep={keep} />;
}
