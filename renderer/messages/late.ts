import type { Events } from '../../main/ipc/contract.ts';
import { lateWords } from '../../main/words/messages.ts';
import type { Caller } from '../bridge.ts';
import type { ListState } from './state.ts';

/** What a person does with messages that did not leave in time. */
export interface LateActions {
  /** Reads which they are. */
  readonly readLate: () => Promise<void>;
  /** Sends all that are shown as late, in their order. */
  readonly sendLate: () => Promise<void>;
}

/** Makes the actions, and `lateChanged`, which reads the late messages again when a change may concern them. */
export function createLateActions({
  list,
  call,
  announce,
}: {
  readonly list: ListState;
  readonly call: Caller;
  /** Says what happened. */
  readonly announce: (sentence: string) => void;
}): LateActions & { readonly lateChanged: (change: Events['messages:changed']) => Promise<void> } {
  let lastRequest = 0;

  const readLate = async (): Promise<void> => {
    lastRequest += 1;
    const request = lastRequest;
    const result = await call('messages:late');
    if (request !== lastRequest || !result.ok) return;
    list.late.value = result.value.ids;
    if (result.value.ids.length < 2) list.askingLate.value = false;
  };

  return {
    readLate,
    lateChanged: async ({ items, removed, reset }) => {
      const known = list.late.peek();
      const isConcerned =
        reset || removed.some((id) => known.includes(id)) || items.some(({ id, state }) => (state === 'review') !== known.includes(id));
      if (isConcerned) await readLate();
    },
    sendLate: async () => {
      list.askingLate.value = false;
      const result = await call('messages:send-late', { ids: list.late.peek() });
      if (result.ok) announce(lateWords.sent(result.value.sent));
      else list.failure.value = result.error;
      await readLate();
    },
  };
}
