import { batch, type ReadonlySignal } from '@preact/signals';
import type { AppState } from '../../main/model/app-state.ts';
import type { Caller } from '../bridge.ts';
import type { Generation } from '../generation.ts';
import { type ComposeState, setError } from './state.ts';

/** What the From field does. Choosing keeps the text and the recipient. */
export interface LineActions {
  readonly chooseLine: (endpointId: string) => void;
  /** With an empty message, the newest draft for that session is shown. */
  readonly chooseSession: (sessionId: string) => void;
  readonly loadLines: () => Promise<void>;
  readonly loadSessions: () => Promise<void>;
  /** The line for new recipients has changed: shows it while there is no recipient and the person chose no line. */
  readonly loadNewLine: () => Promise<void>;
  /** Reads again what may have changed since the popup was shown last. */
  readonly refresh: () => void;
}

/** Makes the actions of the From field. `showDraft` shows another draft. */
export function createLineActions({
  compose,
  app,
  call,
  history,
  draftChanged,
  showDraft,
}: {
  readonly compose: ComposeState;
  readonly app: ReadonlySignal<AppState | undefined>;
  readonly call: Caller;
  readonly history: Generation;
  readonly draftChanged: () => void;
  readonly showDraft: (draftId: number) => void;
}): LineActions {
  const loadLines = async (): Promise<void> => {
    const isSameHistory = history.check();
    const result = await call('compose:lines');
    if (!isSameHistory()) return;
    const lineForNew = app.peek()?.settings.defaultLine;
    batch(() => {
      const lines = result.ok ? result.value : [];
      compose.lines.value = lines;
      compose.linesFailure.value = result.ok ? undefined : result.error;
      compose.endpointId.value ||= (lines.find((line) => line.endpointId === lineForNew) ?? lines[0])?.endpointId;
    });
  };

  const loadSessions = async (): Promise<void> => {
    const isSameHistory = history.check();
    const result = await call('compose:sessions');
    if (isSameHistory() && result.ok) compose.sessions.value = result.value;
  };

  return {
    chooseLine: (endpointId) => {
      batch(() => {
        if (compose.sessionId.value !== undefined) compose.recipientDraft.value = undefined;
        compose.sessionId.value = undefined;
        compose.endpointId.value = endpointId;
        compose.isLineChosen.value = true;
        compose.hint.value = undefined;
        setError(compose, 'from', undefined);
      });
      draftChanged();
    },
    chooseSession: (sessionId) => {
      const draft = compose.drafts.peek().find((one) => one.sessionId === sessionId);
      batch(() => {
        compose.sessionId.value = sessionId;
        compose.recipientDraft.value = draft?.id;
        compose.hint.value = undefined;
        setError(compose, 'from', undefined);
      });
      draftChanged();
      if (draft !== undefined && compose.text.peek() === '') showDraft(draft.id);
    },
    loadLines,
    loadSessions,
    loadNewLine: async () => {
      const isSameHistory = history.check();
      const result = await call('compose:draft');
      if (!isSameHistory()) return;
      const isUndecided = !compose.isLineChosen.peek() && compose.recipient.peek() === undefined;
      if (result.ok && isUndecided) compose.endpointId.value = result.value.newLine ?? compose.endpointId.peek();
    },
    refresh: () => {
      void loadSessions();
      if (compose.lines.peek().length === 0) void loadLines();
    },
  };
}
