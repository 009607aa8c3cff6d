import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Failure } from '../../main/model/failure.ts';
import { LONGEST_TEXT } from '../../main/model/message.ts';
import { composeWords, counterWords } from '../../main/words/compose.ts';
import { errorId, FieldError } from '../ui/field.tsx';
import type { ComposeActions } from './actions.ts';
import { type ComposeState, isReadOnly } from './state.ts';

/** The text of the message; the field grows with it, and undo brings the caret back too. */
export function MessageField({
  compose,
  actions,
  spellcheck,
}: {
  readonly compose: ComposeState;
  readonly actions: ComposeActions;
  readonly spellcheck: boolean;
}) {
  const text = compose.text.value;
  const focus = compose.focus.value;
  const area = useRef<HTMLTextAreaElement>(null);
  const tooLong: Failure | undefined =
    text.length > LONGEST_TEXT ? { code: 'text-too-long', detail: counterWords.characters(text.length) } : undefined;
  const error = compose.errors.value.text ?? tooLong;

  useLayoutEffect(() => {
    if (area.current !== null && area.current.value !== text) area.current.value = text;
  }, [text]);

  useLayoutEffect(() => {
    if (focus.field !== 'text') return;
    const caret = compose.caret.peek();
    area.current?.focus();
    area.current?.setSelectionRange(caret, caret);
  }, [focus, compose.caret]);

  return (
    <div class="message">
      <textarea
        ref={area}
        id="message"
        aria-label={composeWords.message}
        aria-invalid={error === undefined ? undefined : 'true'}
        aria-describedby={error === undefined ? undefined : errorId('message')}
        placeholder={composeWords.message}
        rows={3}
        spellcheck={spellcheck}
        readOnly={isReadOnly(compose)}
        onInput={({ currentTarget: field }) => {
          actions.write(field.value, field.selectionStart);
          const taken = compose.text.peek();
          if (field.value === taken) return;
          // The text may be the same as before, and then nothing is rendered anew.
          field.value = taken;
          field.setSelectionRange(compose.caret.peek(), compose.caret.peek());
        }}
        onSelect={(event) => actions.moveCaret(event.currentTarget.selectionStart)}
      />
      <FieldError id="message" failure={error} />
    </div>
  );
}
