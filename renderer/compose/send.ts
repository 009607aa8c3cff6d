import { batch } from '@preact/signals';
import type { Failure } from '../../main/model/failure.ts';
import type { MessageItem } from '../../main/model/message.ts';
import type { Caller } from '../bridge.ts';
import type { DraftSaver } from './drafts.ts';
import type { Guard } from './guard.ts';
import type { Lane } from './lane.ts';
import { paint } from './paint.ts';
import { type ComposePlace, type ComposeState, draftOf, focusOn, setError } from './state.ts';

/** The field of the composer a failure is shown at. */
const placeOf = ({ field }: Failure): ComposePlace => (field === 'from' || field === 'to' || field === 'text' ? field : 'form');

/** Sends the draft the composer shows. `pressedAt`: the `timeStamp` of the key or pointer that was pressed. */
export type Send = (pressedAt: number) => Promise<void>;

/**
 * Makes the send action: one message a press, however often the key repeats. When main has it safe on disk the composer shows an empty draft
 * and `sent` is called; a failure is shown where it belongs and nothing is lost. Nothing is sent but the draft that was shown at the press.
 */
export function createSend({
  compose,
  call,
  mark,
  lane,
  drafts,
  guard,
  settle,
  sent,
}: {
  readonly compose: ComposeState;
  readonly call: Caller;
  /** Gives a function that tells whether the history is still the same. */
  readonly mark: () => () => boolean;
  readonly lane: Lane;
  readonly drafts: DraftSaver;
  readonly guard: Guard;
  /** Waits until recipient and line are what will be used. */
  readonly settle: () => Promise<void>;
  readonly sent: (item: MessageItem) => Promise<void>;
}): Send {
  const fail = (failure: Failure): void => {
    const place = placeOf(failure);
    batch(() => {
      setError(compose, place, failure);
      focusOn(compose, place === 'form' ? 'text' : place);
    });
    drafts.changed();
  };

  const submit = async (id: number | undefined): Promise<MessageItem | undefined> => {
    await settle();
    const draft = compose.draft.peek();
    if (draft === undefined || draft.id !== id) return undefined;
    const isStill = mark();
    const result = await call('compose:send', { ...draftOf(compose), draft });
    // Under another login it stands in that login's list, and the composer holds another draft.
    if (!isStill()) return undefined;
    if (!result.ok) {
      fail(result.error);
      return undefined;
    }
    drafts.drop();
    const { next, ...item } = result.value;
    const shown = next === undefined ? await call('compose:draft') : { ok: true as const, value: next };
    if (shown.ok) paint(compose, shown.value);
    else setError(compose, 'form', shown.error);
    return item;
  };

  return async (pressedAt) => {
    if (compose.sending.value || !guard.lets(pressedAt)) return;
    const id = compose.draft.peek()?.id;
    batch(() => {
      compose.sending.value = true;
      compose.errors.value = {};
    });
    const item = await lane(() => submit(id));
    compose.sending.value = false;
    if (item !== undefined) await sent(item);
  };
}
