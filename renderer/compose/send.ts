import { batch } from '@preact/signals';
import { type Failure, ok } from '../../main/model/failure.ts';
import type { MessageItem } from '../../main/model/message.ts';
import type { Caller } from '../bridge.ts';
import type { Generation } from '../generation.ts';
import type { DraftSaver } from './draft-saver.ts';
import type { OneAtATime } from './one-at-a-time.ts';
import type { PrefillGuard } from './prefill-guard.ts';
import { showDraft } from './show-draft.ts';
import { type ComposeField, type ComposeState, draftToSend, focusOn, setError } from './state.ts';

/** Sends the draft in the composer. `pressedAt`: the `timeStamp` of the key or pointer event. */
export type Send = (pressedAt: number) => Promise<void>;

/** The field of the composer a failure is shown at. */
const fieldOf = ({ field }: Failure): ComposeField => (field === 'from' || field === 'to' || field === 'text' ? field : 'form');

/**
 * Makes the send action: one message a press, however often the key repeats. When main has it safe on disk the composer shows an empty draft and
 * `onSent` is called; a failure is shown where it belongs and nothing is lost. Nothing is sent but the draft that was shown at the press.
 */
export function createSend({
  compose,
  call,
  history,
  oneAtATime,
  saver,
  guard,
  understandRecipient,
  onSent,
}: {
  readonly compose: ComposeState;
  readonly call: Caller;
  readonly history: Generation;
  readonly oneAtATime: OneAtATime;
  readonly saver: Pick<DraftSaver, 'changed' | 'forget'>;
  readonly guard: Pick<PrefillGuard, 'allows'>;
  /** Waits until the recipient and the line are those that will be used. */
  readonly understandRecipient: () => Promise<void>;
  readonly onSent: (item: MessageItem) => Promise<void>;
}): Send {
  const showFailure = (failure: Failure): void => {
    const field = fieldOf(failure);
    batch(() => {
      setError(compose, field, failure);
      focusOn(compose, field === 'form' ? 'text' : field);
    });
    saver.changed();
  };

  const submit = async (id: number | undefined): Promise<MessageItem | undefined> => {
    await understandRecipient();
    const draft = compose.draft.peek();
    if (draft === undefined || draft.id !== id) return undefined;
    const isSameHistory = history.check();
    const result = await call('compose:send', { ...draftToSend(compose), draft });
    // Under another login the message is in that login's list, and the composer holds another draft.
    if (!isSameHistory()) return undefined;
    if (!result.ok) {
      showFailure(result.error);
      return undefined;
    }
    saver.forget();
    const { next, ...item } = result.value;
    const shown = next === undefined ? await call('compose:draft') : ok(next);
    if (shown.ok) showDraft(compose, shown.value);
    else setError(compose, 'form', shown.error);
    return item;
  };

  return async (pressedAt) => {
    if (compose.isSending.value || !guard.allows(pressedAt)) return;
    const id = compose.draft.peek()?.id;
    batch(() => {
      compose.isSending.value = true;
      compose.errors.value = {};
    });
    const item = await oneAtATime(() => submit(id));
    compose.isSending.value = false;
    if (item !== undefined) await onSent(item);
  };
}
