import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Failure } from '../../main/model/failure.ts';
import { LONGEST_TEXT } from '../../main/model/message.ts';
import { errorId, FieldError } from '../ui/field.tsx';
import type { ComposeActions } from './actions.ts';
import type { ComposeState } from './state.ts';

/** The text of the message; it grows with what is typed and takes the caret back after undo. */
export function MessageField({ compose, actions }: { readonly compose: ComposeState; readonly actions: ComposeActions }) {
  const text = compose.text.value;
  const focus = compose.focus.value;
  const area = useRef<HTMLTextAreaElement>(null);
  const tooLong: Failure | undefined =
    text.length > LONGEST_TEXT ? { code: 'text-too-long', detail: `${text.length.toLocaleString('en-US')} characters` } : undefined;
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
        aria-label="Message"
        aria-invalid={error === undefined ? undefined : 'true'}
        aria-describedby={error === undefined ? undefined : errorId('message')}
        placeholder="Message"
        rows={3}
        readOnly={compose.isSending.value}
        onInput={({ currentTarget: field }) => {
          actions.write(field.value, field.selectionStart);
          const taken = compose.text.peek();
          if (field.value === taken) return;
          // The text may be the same as before, and then nothing is painted anew.
          field.value = taken;
          field.setSelectionRange(compose.caret.peek(), compose.caret.peek());
        }}
        onSelect={(event) => actions.moveCaret(event.currentTarget.selectionStart)}
      />
      <FieldError id="message" failure={error} />
    </div>
  );
}
