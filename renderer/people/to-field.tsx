import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Suggestion } from '../../main/people/contract.ts';
import { recipientNotices } from '../../main/words/failures.ts';
import type { ComposeActions } from '../compose/actions.ts';
import { type ComposeState, focusOn } from '../compose/state.ts';
import { Combobox } from '../ui/combobox.tsx';
import { errorId, FieldError } from '../ui/field.tsx';
import { Icon } from '../ui/icon.tsx';

/** A suggestion always shows the number: a bare name does not say who gets the message. */
function SuggestionText({ name, numberText }: Suggestion) {
  return (
    <>
      {name !== undefined && <span class="option-name">{name}</span>}
      <span class="option-number">{numberText}</span>
    </>
  );
}

/** The recipient: typed, suggested, and once understood shown as one piece that Backspace or its x removes (design.md 10). */
export function ToField({ compose, actions }: { readonly compose: ComposeState; readonly actions: ComposeActions }) {
  const recipient = compose.recipient.value;
  const inSession = compose.sessionId.value !== undefined;
  const error = compose.errors.value.to;
  const focus = compose.focus.value;
  const input = useRef<HTMLInputElement>(null);
  // A whole number needs no suggestion, and the list would lie over the message.
  const complete = compose.to.value.replace(/\D/g, '').length >= 10;
  const numberInJunk = error?.code === 'recipient-letters' ? error.detail : undefined;

  useLayoutEffect(() => {
    if (focus.field !== 'to') return;
    input.current?.focus();
    input.current?.select();
  }, [focus]);

  const clear = (): void => {
    actions.recipient.clear();
    focusOn(compose, 'to');
  };

  const useNumber = async (number: string): Promise<void> => {
    actions.recipient.type(number);
    if (await actions.recipient.understand()) focusOn(compose, 'text');
  };

  const onEnter = async (): Promise<void> => {
    if (await actions.recipient.understand()) focusOn(compose, 'text');
  };

  return (
    <div class="line">
      <label for="to">To</label>
      <div class={recipient === undefined || inSession ? 'to' : 'to understood'}>
        <div class="chip">
          {recipient?.name !== undefined && !inSession && <span class="chip-name">{recipient.name}</span>}
          <Combobox
            id="to"
            inputRef={input}
            value={inSession ? '' : compose.to.value}
            placeholder={inSession ? 'The person in this chat session' : 'Name or number'}
            disabled={inSession}
            readOnly={compose.isSending.value}
            options={recipient === undefined && !complete ? compose.suggestions.value : []}
            optionKey={(one) => one.number}
            optionText={SuggestionText}
            eager={/\p{L}/u.test(compose.to.value)}
            onType={actions.recipient.type}
            onPick={(one) => {
              actions.recipient.pick(one);
              focusOn(compose, 'text');
            }}
            onEnter={() => void onEnter()}
            onBlur={() => void actions.recipient.understand()}
            onKey={(event) => {
              if (recipient === undefined || (event.key !== 'Backspace' && event.key !== 'Delete')) return;
              event.preventDefault();
              clear();
            }}
            invalid={error !== undefined}
            describedBy={error === undefined ? 'to-hint' : errorId('to')}
          />
          {recipient !== undefined && !inSession && (
            <button class="bare" type="button" tabIndex={-1} aria-label="Remove recipient" onClick={clear}>
              <Icon name="remove" />
            </button>
          )}
        </div>
      </div>
      <div class="below">
        <FieldError id="to" failure={error} />
        {numberInJunk !== undefined && (
          <button type="button" onClick={() => void useNumber(numberInJunk)}>
            Use {numberInJunk}
          </button>
        )}
        {error === undefined && recipient?.notice !== undefined && (
          <p class="hint" id="to-hint">
            {recipientNotices[recipient.notice]}
          </p>
        )}
      </div>
    </div>
  );
}
