import { useLayoutEffect, useRef } from 'preact/hooks';
import type { ChatSession } from '../../main/compose/contract.ts';
import { composeWords, lineText } from '../../main/words/compose.ts';
import { sayWhat } from '../../main/words/failures.ts';
import { Combobox } from '../ui/combobox.tsx';
import { errorId, FieldError } from '../ui/field.tsx';
import type { ComposeActions } from './actions.ts';
import { type ComposeState, isReadOnly } from './state.ts';

interface FromProps {
  readonly compose: ComposeState;
  readonly actions: ComposeActions;
}

/** The running sessions, and the chosen one also when it is not known to run (`--session=`). */
function sessionsOf(compose: ComposeState): readonly ChatSession[] {
  const sessions = compose.sessions.value;
  const sessionId = compose.sessionId.value;
  const known = sessionId === undefined || sessions.some((one) => one.sessionId === sessionId);
  return known ? sessions : [{ sessionId, name: sessionId }, ...sessions];
}

/** The line a message leaves from, or the chat session it goes into. */
export function FromField({ compose, actions }: FromProps) {
  const error = compose.errors.value.from;
  const focus = compose.focus.value;
  const row = useRef<HTMLDivElement>(null);
  const listed = compose.lines.value.length > 0;

  useLayoutEffect(() => {
    if (focus.field === 'from') row.current?.querySelector<HTMLElement>('#from')?.focus();
  }, [focus]);

  return (
    <div class="line" ref={row}>
      <label for="from">{composeWords.from}</label>
      {listed ? <LineChoice compose={compose} actions={actions} /> : <EndpointInput compose={compose} actions={actions} />}
      <div class="below">
        <FieldError id="from" failure={error} />
        {error === undefined && !listed && compose.linesFailure.value !== undefined && (
          <p class="hint" id="from-hint">
            {composeWords.linesFailed(sayWhat(compose.linesFailure.value))}
          </p>
        )}
      </div>
    </div>
  );
}

function LineChoice({ compose, actions }: FromProps) {
  const lines = compose.lines.value;
  const sessions = sessionsOf(compose);
  const sessionId = compose.sessionId.value;
  const endpointId = compose.endpointId.value ?? '';
  const invalid = compose.errors.value.from !== undefined;

  return (
    <select
      id="from"
      // Not while a message is sent: a failure may give it the focus, which what is disabled does not take.
      disabled={compose.isUnseen.value}
      aria-invalid={invalid ? 'true' : undefined}
      aria-describedby={invalid ? errorId('from') : undefined}
      value={sessionId === undefined ? `line:${endpointId}` : `session:${sessionId}`}
      onChange={({ currentTarget: { value } }) => {
        if (value.startsWith('session:')) actions.line.chooseSession(value.slice('session:'.length));
        else actions.line.chooseLine(value.slice('line:'.length));
      }}
    >
      {lines.map((line) => (
        <option key={line.endpointId} value={`line:${line.endpointId}`}>
          {lineText(line)}
        </option>
      ))}
      {!lines.some((line) => line.endpointId === endpointId) && (
        <option value={`line:${endpointId}`}>{composeWords.endpoint(endpointId)}</option>
      )}
      {sessions.map((session) => (
        <option key={session.sessionId} value={`session:${session.sessionId}`}>
          {composeWords.session(session.name)}
        </option>
      ))}
    </select>
  );
}

/** Where this login may not list lines, an endpoint id is typed; chat sessions are offered as suggestions. */
function EndpointInput({ compose, actions }: FromProps) {
  const sessions = sessionsOf(compose);
  const chosen = sessions.find((one) => one.sessionId === compose.sessionId.value);
  const invalid = compose.errors.value.from !== undefined;

  return (
    <Combobox
      id="from"
      value={chosen === undefined ? (compose.endpointId.value ?? '') : composeWords.session(chosen.name)}
      placeholder={composeWords.endpointPlaceholder}
      options={sessions}
      optionKey={(one) => one.sessionId}
      optionText={(one) => composeWords.session(one.name)}
      opensOnClick
      onType={(typed) => actions.line.chooseLine(chosen === undefined ? typed : '')}
      onPick={(one) => actions.line.chooseSession(one.sessionId)}
      readOnly={isReadOnly(compose)}
      invalid={invalid}
      describedBy={invalid ? errorId('from') : 'from-hint'}
    />
  );
}
