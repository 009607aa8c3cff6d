import type { OpenRequest } from '../../main/compose/contract.ts';
import type { Caller } from '../bridge.ts';
import type { DraftSaver } from './draft-saver.ts';
import type { OneAtATime } from './one-at-a-time.ts';
import { showDraft } from './show-draft.ts';
import { type ComposeState, fieldToType, focusOn, setError } from './state.ts';

/**
 * Shows another draft, or leaves the one that is shown when it is that one; true when it is in the composer. What was there is saved first, and when
 * that fails nothing is switched. `unlessTyped`: a person who began to type meanwhile keeps what they typed. `onSwitch` is called in the moment in
 * which another draft is shown.
 */
export type OpenDraft = (
  request: OpenRequest,
  options?: { readonly unlessTyped?: boolean; readonly onSwitch?: () => void },
) => Promise<boolean>;

/** Makes the one function that switches the composer to another draft. `onShown` is called when it has. */
export function createOpenDraft({
  compose,
  call,
  oneAtATime,
  saver,
  onShown,
}: {
  readonly compose: ComposeState;
  readonly call: Caller;
  readonly oneAtATime: OneAtATime;
  readonly saver: Pick<DraftSaver, 'isDirty' | 'save'>;
  readonly onShown: () => void;
}): OpenDraft {
  return (request, { unlessTyped = false, onSwitch } = {}) =>
    oneAtATime(async () => {
      if (!(await saver.save())) return false;
      const previous = compose.draft.peek();
      const result = await call('compose:open', request);
      if (!result.ok) {
        setError(compose, 'form', result.error);
        return false;
      }
      if (result.value.id === previous?.id) {
        focusOn(compose, fieldToType(compose));
        return true;
      }
      // Keys that came while main answered still belong to the previous draft; none may come between the last save and the switch.
      let isSaved = true;
      while (isSaved && saver.isDirty()) isSaved = await saver.save();
      if (!isSaved || (unlessTyped && compose.text.peek() !== '')) {
        if (previous !== undefined) await call('compose:open', { kind: 'draft', id: previous.id });
        return false;
      }
      showDraft(compose, result.value);
      onSwitch?.();
      onShown();
      return true;
    });
}
