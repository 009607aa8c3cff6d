import { useRef } from 'preact/hooks';
import { lateWords } from '../../main/words/messages.ts';
import { Question } from '../ui/question.tsx';
import type { ListActions } from './actions.ts';
import type { ListState } from './state.ts';

/** Says above the list that several messages were not sent in time, and sends them all after one question. */
export function LateLine({ list, actions }: { readonly list: ListState; readonly actions: ListActions }) {
  const button = useRef<HTMLButtonElement>(null);
  const count = list.late.value.length;
  if (count < 2) return null;
  if (list.askingLate.value) {
    return (
      <Question
        question={lateWords.question(count)}
        yes={lateWords.sendAll(count)}
        danger={false}
        extraClass="late-line"
        onYes={() => void actions.sendLate()}
        onKeep={() => {
          list.askingLate.value = false;
          requestAnimationFrame(() => button.current?.focus());
        }}
      />
    );
  }
  return (
    <div class="choices late-line">
      <span>{lateWords.notSent(count)}</span>
      <button
        type="button"
        ref={button}
        onClick={() => {
          list.askingLate.value = true;
        }}
      >
        {lateWords.sendAll(count)}
      </button>
    </div>
  );
}
