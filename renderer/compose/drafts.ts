import type { Failure } from '../../main/model/failure.ts';
import type { Caller } from '../bridge.ts';
import type { Lane } from './lane.ts';
import { type ComposeState, draftOf, keptDraftOf, setError } from './state.ts';

/** ms between a key and the draft on disk. */
const saveAfter = 200;

/** Keeps the draft on disk while it is typed. */
export interface DraftSaver {
  /** Something was typed: the draft is saved within 200 ms, also while typing goes on. */
  readonly changed: () => void;
  /** Whether something was typed that is not on disk yet. */
  readonly isDirty: () => boolean;
  /** Saves, inside the lane, until nothing is unsaved; false when it cannot be, which is said at the composer. */
  readonly save: () => Promise<boolean>;
  /** The same for whoever is not in the lane. */
  readonly flush: () => Promise<boolean>;
  /** Makes a draft of its own of what stands in the composer, inside the lane, for a row that is no longer its own. */
  readonly saveApart: () => Promise<boolean>;
  /** Forgets what waits to be saved: the draft was sent. */
  readonly drop: () => void;
}

/** Makes the saver. A draft that cannot be saved is said at the composer, and the text stays there. */
export function createDraftSaver({
  compose,
  call,
  lane,
}: {
  readonly compose: ComposeState;
  readonly call: Caller;
  readonly lane: Lane;
}): DraftSaver {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let dirty = false;
  let shown: Failure | undefined;

  const stopTimer = (): void => {
    clearTimeout(timer);
    timer = undefined;
  };

  const say = (failure: Failure | undefined): void => {
    if (failure === undefined && compose.errors.peek().form !== shown) return;
    shown = failure;
    setError(compose, 'form', failure);
  };

  const saveApart = async (): Promise<boolean> => {
    const { to, text, sessionId, endpointId } = draftOf(compose);
    dirty = false;
    const result = await call('compose:open', { kind: 'prefill', to, text, sessionId, endpointId });
    if (result.ok) compose.draft.value = { id: result.value.id, revision: result.value.revision };
    else dirty = true;
    say(result.ok ? undefined : result.error);
    return result.ok;
  };

  const saveOnce = async (): Promise<boolean> => {
    const name = compose.draft.peek();
    if (name === undefined) return false;
    const draft = keptDraftOf(compose);
    dirty = false;
    const result = await call('compose:save-draft', { ...draft, ...name });
    if (result.ok) compose.draft.value = { id: name.id, revision: result.value.revision };
    else if (result.error.code === 'draft-changed' && draft.text !== '') return saveApart();
    else dirty = true;
    say(result.ok ? undefined : result.error);
    return result.ok;
  };

  const save = async (): Promise<boolean> => {
    stopTimer();
    while (dirty) if (!(await saveOnce())) return false;
    return true;
  };

  const flush = (): Promise<boolean> => lane(save);

  return {
    changed: () => {
      dirty = true;
      timer ??= setTimeout(() => void flush(), saveAfter);
    },
    isDirty: () => dirty,
    save,
    flush,
    saveApart,
    drop: () => {
      stopTimer();
      dirty = false;
    },
  };
}
