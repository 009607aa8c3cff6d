import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Failure } from '../../main/model/failure.ts';
import type { Suggestion } from '../../main/people/contract.ts';
import { composeWords, recipientNotices } from '../../main/words/compose.ts';
import { plainText } from '../../main/words/foreign-text.ts';
import type { ComposeActions } from '../compose/actions.ts';
import { type ComposeState, focusOn, isReadOnly } from '../compose/state.ts';
import { Combobox } from '../ui/combobox.tsx';
import { errorId, FieldError } from '../ui/field.tsx';
import { Icon } from '../ui/icon.tsx';

/** Digits from which on a number is whole: then suggestions have no use, and their list would cover the message. */
const wholeNumber = 10;

interface ToFieldProps {
  readonly compose: ComposeState;
  readonly actions: ComposeActions;
}

/** The recipient: typed, suggested, and once understood shown as one piece that Backspace or its x removes. */
export function ToField({ compose, actions }: ToFieldProps) {
  const isUnderstood = compose.recipient.value !== undefined && compose.sessionId.value === undefined;
  const notice = compose.recipient.value?.notice;
  const error = compose.errors.value.to;

  const use = async (number: string): Promise<void> => {
    actions.recipient.type(number);
    if (await actions.recipient.understand()) focusOn(compose, 'text');
  };

  return (
    <div class="line">
      <label for="to">{composeWords.to}</label>
      <div class={isUnderstood ? 'to understood' : 'to'}>
        <RecipientInput compose={compose} actions={actions} />
      </div>
      <div class="below">
        <FieldError id="to" failure={error} />
        <FoundNumber error={error} onUse={(number) => void use(number)} />
        {error === undefined && notice !== undefined && (
          <p class="hint" id="to-hint">
            {recipientNotices[notice]}
          </p>
        )}
      </div>
    </div>
  );
}

function RecipientInput({ compose, actions }: ToFieldProps) {
  const inSession = compose.sessionId.value !== undefined;
  const recipient = inSession ? undefined : compose.recipient.value;
  const error = compose.errors.value.to;
  const focus = compose.focus.value;
  const input = useRef<HTMLInputElement>(null);
  const isWhole = compose.to.value.replace(/\D/g, '').length >= wholeNumber;
  const showsSuggestions = compose.recipient.value === undefined && !isWhole;

  useLayoutEffect(() => {
    if (focus.field !== 'to') return;
    input.current?.focus();
    input.current?.select();
  }, [focus]);

  const clear = (): void => {
    if (isReadOnly(compose)) return;
    actions.recipient.clear();
    focusOn(compose, 'to');
  };

  const pick = (suggestion: Suggestion): void => {
    if (isReadOnly(compose)) return;
    actions.recipient.pick(suggestion);
    focusOn(compose, 'text');
  };

  const onEnter = async (): Promise<void> => {
    if (await actions.recipient.understand()) focusOn(compose, 'text');
  };

  const onKey = (event: KeyboardEvent): void => {
    if (compose.recipient.value === undefined || (event.key !== 'Backspace' && event.key !== 'Delete')) return;
    event.preventDefault();
    clear();
  };

  return (
    <div class="chip">
      {recipient?.name !== undefined && <bdi class="chip-name">{plainText(recipient.name)}</bdi>}
      <Combobox
        id="to"
        inputRef={input}
        value={inSession ? '' : compose.to.value}
        placeholder={inSession ? composeWords.toInSession : composeWords.toPlaceholder}
        disabled={inSession}
        readOnly={isReadOnly(compose)}
        options={showsSuggestions ? compose.suggestions.value : []}
        optionKey={(one) => one.number}
        optionText={SuggestionText}
        eager={/\p{L}/u.test(compose.to.value)}
        onType={actions.recipient.type}
        onPick={pick}
        onEnter={() => void onEnter()}
        onBlur={() => void actions.recipient.understand()}
        onKey={onKey}
        invalid={error !== undefined}
        describedBy={error === undefined ? 'to-hint' : errorId('to')}
      />
      {recipient !== undefined && (
        <button class="bare" type="button" tabIndex={-1} aria-label={composeWords.removeRecipient} onClick={clear}>
          <Icon name="remove" />
        </button>
      )}
    </div>
  );
}

/** A suggestion always shows the number: a bare name does not say who gets the message. */
function SuggestionText({ name, numberText }: Suggestion) {
  return (
    <>
      {name !== undefined && <bdi class="option-name">{plainText(name)}</bdi>}
      <bdi class="option-number">{plainText(numberText)}</bdi>
    </>
  );
}

/** Offers the number that was found in what is no number. */
function FoundNumber({ error, onUse }: { readonly error: Failure | undefined; readonly onUse: (number: string) => void }) {
  const { code, detail: number } = error ?? {};
  if (code !== 'recipient-letters' || number === undefined) return null;
  return (
    <button type="button" onClick={() => onUse(number)}>
      {composeWords.useNumber(number)}
    </button>
  );
}
