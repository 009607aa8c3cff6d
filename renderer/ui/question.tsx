import type { Ref } from 'preact';
import { keepLabel } from '../../main/words/messages.ts';
import { focusOnce } from './keys.ts';

interface QuestionProps {
  readonly question: string;
  /** The button that does it. */
  readonly yes: string;
  /** Whether that loses something. */
  readonly danger: boolean;
  readonly onYes: () => void;
  /** The person would rather not; Esc says so too. */
  readonly onKeep: () => void;
  readonly frame?: Ref<HTMLFieldSetElement>;
  readonly extraClass?: string;
}

/** A question in place of what it is about. The focus begins on the button that changes nothing. */
export function Question({ question, yes, danger, onYes, onKeep, frame, extraClass }: QuestionProps) {
  return (
    <fieldset
      ref={frame}
      class={extraClass === undefined ? 'choices' : `choices ${extraClass}`}
      aria-label={question}
      onClick={(event) => event.stopPropagation()}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        onKeep();
      }}
    >
      <span>{question}</span>
      <button type="button" class={danger ? 'danger' : undefined} onClick={onYes}>
        {yes}
      </button>
      <button type="button" ref={focusOnce} onClick={onKeep}>
        {keepLabel}
      </button>
    </fieldset>
  );
}
