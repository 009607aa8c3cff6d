import type { Failure } from '../../main/model/failure.ts';
import type { Caller } from '../bridge.ts';
import type { OneAtATime } from './one-at-a-time.ts';
import { type ComposeState, draftToSave, draftToSend, setError } from './state.ts';

/** ms between a key and the draft on disk. */
const saveAfterMs = 200;

/** Keeps the draft on disk while it is typed. */
export interface DraftSaver {
  /** Something was typed: the draft is saved within 200 ms, also while typing goes on. */
  readonly changed: () => void;
  /** Whether something was typed that is not on disk yet. */
  readonly isDirty: () => boolean;
  /** Saves until nothing is left to save; to be called from a task that runs one at a time. False when that fails, which the composer then says. */
  readonly save: () => Promise<boolean>;
  /** The same, as a task of its own. */
  readonly flush: () => Promise<boolean>;
  /** Saves what the composer holds as a new draft, from such a task, when the draft it belonged to has changed elsewhere. */
  readonly saveAsNew: () => Promise<boolean>;
  /** Forgets what waits to be saved: the draft was sent. */
  readonly forget: () => void;
}

/** Makes the saver. When a draft cannot be saved the composer says so, and the text stays there. */
export function createDraftSaver({
  compose,
  call,
  oneAtATime,
}: {
  readonly compose: ComposeState;
  readonly call: Caller;
  readonly oneAtATime: OneAtATime;
}): DraftSaver {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let dirty = false;
  let shown: Failure | undefined;

  const stopTimer = (): void => {
    clearTimeout(timer);
    timer = undefined;
  };

  const showFailure = (failure: Failure | undefined): void => {
    if (failure === undefined && compose.errors.peek().form !== shown) return;
    shown = failure;
    setError(compose, 'form', failure);
  };

  const saveAsNew = async (): Promise<boolean> => {
    const { to, text, sessionId, endpointId } = draftToSend(compose);
    dirty = false;
    const result = await call('compose:open', { kind: 'prefill', to, text, sessionId, endpointId });
    if (result.ok) compose.draft.value = { id: result.value.id, revision: result.value.revision };
    else dirty = true;
    showFailure(result.ok ? undefined : result.error);
    return result.ok;
  };

  const saveOnce = async (): Promise<boolean> => {
    const name = compose.draft.peek();
    if (name === undefined) return false;
    const draft = draftToSave(compose);
    dirty = false;
    const result = await call('compose:save-draft', { ...draft, ...name });
    if (result.ok) compose.draft.value = { id: name.id, revision: result.value.revision };
    else if (result.error.code === 'draft-changed' && draft.text !== '') return saveAsNew();
    else dirty = true;
    showFailure(result.ok ? undefined : result.error);
    return result.ok;
  };

  const save = async (): Promise<boolean> => {
    stopTimer();
    while (dirty) if (!(await saveOnce())) return false;
    return true;
  };

  const flush = (): Promise<boolean> => oneAtATime(save);

  return {
    changed: () => {
      dirty = true;
      timer ??= setTimeout(() => void flush(), saveAfterMs);
    },
    isDirty: () => dirty,
    save,
    flush,
    saveAsNew,
    forget: () => {
      stopTimer();
      dirty = false;
    },
  };
}
