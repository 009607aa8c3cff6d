import type { Failure } from '../../main/contract.ts';
import type { Caller } from '../caller.ts';
import { type ComposeState, draftOf, setError } from './state.ts';

/** ms between a key and the draft on disk; issue 2 item 5 allows 300. */
const saveAfter = 200;

/** Keeps the draft on disk while it is typed. */
export interface DraftSaver {
  /** Something was typed: the draft is saved within 200 ms, also while typing goes on. */
  readonly changed: () => void;
  /** Saves now what is not saved yet; answers when it is on disk or has failed. */
  readonly flush: () => Promise<void>;
  /** Forgets what waits to be saved: the draft was sent. */
  readonly drop: () => void;
}

/** Makes the saver. A draft that cannot be saved is said at the composer, and the text stays there. */
export function createDraftSaver({ compose, call }: { readonly compose: ComposeState; readonly call: Caller }): DraftSaver {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let shown: Failure | undefined;

  const drop = (): void => {
    clearTimeout(timer);
    timer = undefined;
  };

  const save = async (): Promise<void> => {
    drop();
    const result = await call('compose:save-draft', draftOf(compose));
    if (!result.ok) {
      shown = result.error;
      setError(compose, 'form', shown);
    } else if (shown !== undefined && compose.errors.peek().form === shown) {
      shown = undefined;
      setError(compose, 'form', undefined);
    }
  };

  return {
    changed: () => {
      timer ??= setTimeout(() => void save(), saveAfter);
    },
    flush: async () => {
      if (timer !== undefined) await save();
    },
    drop,
  };
}
