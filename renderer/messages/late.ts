import type { Events } from '../../main/ipc/contract.ts';
import type { Caller } from '../bridge.ts';
import type { ListState } from './state.ts';

/** What a person does with messages that did not leave in time. */
export interface LateActions {
  /** Reads which they are. */
  readonly readLate: () => Promise<void>;
  /** Reads them again when a change may concern them. */
  readonly follow: (change: Events['messages:changed']) => Promise<void>;
  /** Sends all that are shown as late, in their order. */
  readonly sendLate: () => Promise<void>;
}

/** Makes the actions; `announce` says what happened. */
export function createLateActions({
  list,
  call,
  announce,
}: {
  readonly list: ListState;
  readonly call: Caller;
  readonly announce: (sentence: string) => void;
}): LateActions {
  let asked = 0;

  const readLate = async (): Promise<void> => {
    const ticket = ++asked;
    const result = await call('messages:late');
    if (ticket !== asked || !result.ok) return;
    list.late.value = result.value.ids;
    if (result.value.ids.length < 2) list.askingLate.value = false;
  };

  return {
    readLate,
    follow: async ({ items, removed, reset }) => {
      const known = list.late.peek();
      const concerns =
        reset || removed.some((id) => known.includes(id)) || items.some(({ id, state }) => (state === 'review') !== known.includes(id));
      if (concerns) await readLate();
    },
    sendLate: async () => {
      list.askingLate.value = false;
      const result = await call('messages:send-late', { ids: list.late.peek() });
      if (result.ok) announce(`${result.value.sent} messages go out now.`);
      else list.failure.value = result.error;
      await readLate();
    },
  };
}
