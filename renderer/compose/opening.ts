import type { OpenRequest } from '../../main/compose/contract.ts';
import type { Caller } from '../bridge.ts';
import type { DraftSaver } from './drafts.ts';
import type { Lane } from './lane.ts';
import { paint } from './paint.ts';
import { type ComposeState, focusOn, placeToType, setError } from './state.ts';

/**
 * Shows another draft, or leaves the one that is shown when it is that one; true when it stands in the composer. What stood there is saved first, and when that fails nothing is switched.
 * `unlessWritten`: somebody who began to type meanwhile keeps what they typed.
 */
export type Open = (request: OpenRequest, options?: { readonly unlessWritten?: boolean }) => Promise<boolean>;

/** Makes the one way by which the composer comes to show another draft. `painted` is called when it does. */
export function createOpen({
  compose,
  call,
  lane,
  drafts,
  painted,
}: {
  readonly compose: ComposeState;
  readonly call: Caller;
  readonly lane: Lane;
  readonly drafts: DraftSaver;
  readonly painted: () => void;
}): Open {
  return (request, { unlessWritten = false } = {}) =>
    lane(async () => {
      if (!(await drafts.save())) return false;
      const left = compose.draft.peek();
      const result = await call('compose:open', request);
      if (!result.ok) {
        setError(compose, 'form', result.error);
        return false;
      }
      if (result.value.id === left?.id) {
        focusOn(compose, placeToType(compose));
        return true;
      }
      // Keys that came while main answered still belong to the draft that is left; none may come between the last save and the painting.
      let isSaved = true;
      while (isSaved && drafts.isDirty()) isSaved = await drafts.save();
      if (!isSaved || (unlessWritten && compose.text.peek() !== '')) {
        if (left !== undefined) await call('compose:open', { kind: 'draft', id: left.id });
        return false;
      }
      paint(compose, result.value);
      painted();
      return true;
    });
}
