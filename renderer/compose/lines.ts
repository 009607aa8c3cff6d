import { batch, type ReadonlySignal } from '@preact/signals';
import type { AppState } from '../../main/model/app-state.ts';
import type { Caller } from '../bridge.ts';
import { type ComposeState, setError } from './state.ts';

/** What the From field does. Choosing by hand keeps the text and the recipient. */
export interface LineActions {
  readonly chooseLine: (endpointId: string) => void;
  /** With an empty message the newest draft into that session comes back. */
  readonly chooseSession: (sessionId: string) => void;
  readonly loadLines: () => Promise<void>;
  readonly loadSessions: () => Promise<void>;
  /** The line for new recipients is another one now: shows it while nobody is chosen and no line was chosen by hand. */
  readonly loadNewLine: () => Promise<void>;
  /** Reads again what may have changed since the popup was shown last. */
  readonly refresh: () => void;
}

/** Makes the actions of the From field. `bringBack` shows a draft. */
export function createLineActions({
  compose,
  app,
  call,
  mark,
  changed,
  bringBack,
}: {
  readonly compose: ComposeState;
  readonly app: ReadonlySignal<AppState | undefined>;
  readonly call: Caller;
  /** Gives a function that tells whether the history is still the same. */
  readonly mark: () => () => boolean;
  readonly changed: () => void;
  readonly bringBack: (draftId: number) => void;
}): LineActions {
  const loadLines = async (): Promise<void> => {
    const isStill = mark();
    const result = await call('compose:lines');
    if (!isStill()) return;
    const chosen = app.peek()?.settings.defaultLine;
    batch(() => {
      const lines = result.ok ? result.value : [];
      compose.lines.value = lines;
      compose.linesFailure.value = result.ok ? undefined : result.error;
      compose.endpointId.value ||= (lines.find((line) => line.endpointId === chosen) ?? lines[0])?.endpointId;
    });
  };

  const loadSessions = async (): Promise<void> => {
    const isStill = mark();
    const result = await call('compose:sessions');
    if (isStill() && result.ok) compose.sessions.value = result.value;
  };

  return {
    chooseLine: (endpointId) => {
      batch(() => {
        if (compose.sessionId.value !== undefined) compose.theirDraft.value = undefined;
        compose.sessionId.value = undefined;
        compose.endpointId.value = endpointId;
        compose.lineByHand.value = true;
        compose.said.value = undefined;
        setError(compose, 'from', undefined);
      });
      changed();
    },
    chooseSession: (sessionId) => {
      const draft = compose.drafts.peek().find((one) => one.sessionId === sessionId);
      batch(() => {
        compose.sessionId.value = sessionId;
        compose.theirDraft.value = draft?.id;
        compose.said.value = undefined;
        setError(compose, 'from', undefined);
      });
      changed();
      if (draft !== undefined && compose.text.peek() === '') bringBack(draft.id);
    },
    loadLines,
    loadSessions,
    loadNewLine: async () => {
      const isStill = mark();
      const result = await call('compose:draft');
      if (!isStill()) return;
      const isOpen = !compose.lineByHand.peek() && compose.recipient.peek() === undefined;
      if (result.ok && isOpen) compose.endpointId.value = result.value.newLine ?? compose.endpointId.peek();
    },
    refresh: () => {
      void loadSessions();
      if (compose.lines.peek().length === 0) void loadLines();
    },
  };
}
