import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { Line } from '../../main/contract.ts';
import { errorId, FieldError } from '../field.tsx';
import { sayWhat } from '../words.ts';
import type { ComposeActions } from './actions.ts';
import type { ComposeState } from './state.ts';

function lineText({ name, numberText, number }: Line): string {
  const shown = numberText ?? number;
  return shown === undefined || shown === name ? name : `${name}  ${shown}`;
}

/**
 * The line a message leaves from, or the chat session it goes into. Where this login may list no lines an endpoint id
 * can be typed (issue 2 item 5).
 */
export function FromField({ compose, actions }: { readonly compose: ComposeState; readonly actions: ComposeActions }) {
  const lines = compose.lines.value;
  const sessions = compose.sessions.value;
  const sessionId = compose.sessionId.value;
  const endpointId = compose.endpointId.value ?? '';
  const error = compose.errors.value.from;
  const typing = useSignal(false);
  const field = useRef<HTMLInputElement & HTMLSelectElement>(null);
  const focus = compose.focus.value;
  const choosable = lines.length > 0 || ((sessions.length > 0 || sessionId !== undefined) && !typing.value);
  const unlisted = endpointId !== '' && !lines.some((line) => line.endpointId === endpointId);

  useEffect(() => {
    if (focus.place === 'from') field.current?.focus();
  }, [focus]);

  const onChoose = (value: string): void => {
    if (value.startsWith('session:')) actions.chooseSession(value.slice('session:'.length));
    else if (value.startsWith('line:')) actions.chooseLine(value.slice('line:'.length));
    else {
      typing.value = true;
      actions.chooseLine('');
    }
  };

  const shared = {
    id: 'from',
    ref: field,
    'aria-invalid': error === undefined ? undefined : ('true' as const),
    'aria-describedby': error === undefined ? 'from-hint' : errorId('from'),
  };

  return (
    <div class="line">
      <label for="from">From</label>
      {choosable ? (
        <select
          {...shared}
          value={sessionId === undefined ? `line:${endpointId}` : `session:${sessionId}`}
          onChange={(event) => onChoose(event.currentTarget.value)}
        >
          {lines.map((line) => (
            <option key={line.endpointId} value={`line:${line.endpointId}`}>
              {lineText(line)}
            </option>
          ))}
          {unlisted && <option value={`line:${endpointId}`}>Endpoint {endpointId}</option>}
          {lines.length === 0 && <option value="type">Type an endpoint id…</option>}
          {sessionId !== undefined && !sessions.some((one) => one.sessionId === sessionId) && (
            <option value={`session:${sessionId}`}>Chat session: {sessionId}</option>
          )}
          {sessions.map((session) => (
            <option key={session.sessionId} value={`session:${session.sessionId}`}>
              Chat session: {session.name}
            </option>
          ))}
        </select>
      ) : (
        <input
          {...shared}
          type="text"
          role="combobox"
          aria-expanded="false"
          autocomplete="off"
          spellcheck={false}
          placeholder="Endpoint id"
          value={endpointId}
          onInput={(event) => actions.chooseLine(event.currentTarget.value)}
        />
      )}
      <div class="below">
        <FieldError id="from" failure={error} />
        {error === undefined && !choosable && compose.linesFailure.value !== undefined && (
          <p class="hint" id="from-hint">
            Your lines could not be listed. {sayWhat(compose.linesFailure.value)} Type the endpoint id of your line.
          </p>
        )}
      </div>
    </div>
  );
}
