import type { OpenRequest } from '../../main/compose/contract.ts';
import type { Cursor, MessageAction, MessageItem } from '../../main/model/message.ts';
import { actionWords } from '../../main/words/messages.ts';
import type { Caller } from '../bridge.ts';
import { createLateActions, type LateActions } from './late.ts';
import type { ListQuery, ListState } from './state.ts';
import { createListWindow, type ListWindow } from './window.ts';

/** ms after the last key before the list is searched; a page takes a few ms in main. */
const searchAfter = 60;

/** Characters of a search that count; main takes no more. */
const longestSearch = 1000;

/** What a person does with the list. */
export interface ListActions extends ListWindow, LateActions {
  /** Narrows the list once typing pauses. */
  readonly search: (search: string) => void;
  readonly narrow: (query: Omit<ListQuery, 'search'>) => void;
  /** Ends search and filters and shows the newest messages. */
  readonly showAll: () => Promise<void>;
  /** Puts the focus on a message, wherever it stands in the list; does nothing when it is gone. */
  readonly reveal: (message: Cursor) => Promise<void>;
  readonly act: (item: MessageItem, action: MessageAction) => Promise<void>;
  /** Deletes messages; a failure is shown at the first of them. */
  readonly remove: (ids: readonly number[]) => Promise<void>;
  readonly copy: (item: MessageItem) => Promise<void>;
  /** Shows the draft of an answer: the newest to that person, or a new one. */
  readonly reply: (item: MessageItem) => void;
  /** Shows a draft with the same recipient and text. */
  readonly useAgain: (item: MessageItem) => void;
}

function whoseIs({ address, sessionId, endpointId }: MessageItem) {
  return sessionId === undefined ? { to: address, endpointId } : { sessionId };
}

/** Makes the list's actions. `compose` shows a draft; `announce` says what happened. */
export function createListActions({
  list,
  call,
  compose,
  announce,
}: {
  readonly list: ListState;
  readonly call: Caller;
  readonly compose: (request: OpenRequest) => void;
  readonly announce: (sentence: string) => void;
}): ListActions {
  const window = createListWindow({ list, call });
  const late = createLateActions({ list, call, announce });
  let timer: ReturnType<typeof setTimeout> | undefined;

  const searched = (): string => list.typed.peek().slice(0, longestSearch);

  const narrow = (query: ListQuery): Promise<void> => {
    clearTimeout(timer);
    list.picked.value = new Set();
    return window.show(query);
  };

  const showAll = (): Promise<void> => {
    list.typed.value = '';
    return narrow({ search: '' });
  };

  const fail = (id: number, failure: NonNullable<ListState['rowFailure']['value']>['failure']): void => {
    list.rowFailure.value = { id, failure };
  };

  return {
    ...window,
    ...late,
    apply: async (change) => {
      await Promise.all([window.apply(change), late.follow(change)]);
    },
    forget: () => {
      window.forget();
      list.late.value = [];
    },
    search: (typed) => {
      list.typed.value = typed;
      clearTimeout(timer);
      timer = setTimeout(() => void narrow({ ...list.query.peek(), search: searched() }), searchAfter);
    },
    narrow: (query) => void narrow({ ...query, search: searched() }),
    showAll,
    reveal: async (message) => {
      const isThere = () => list.rows.peek().some(({ id }) => id === message.id);
      if (!isThere()) await showAll();
      if (!isThere()) await window.toMessage(message);
      if (isThere()) list.revealed.value = message.id;
    },
    act: async (item, action) => {
      list.rowFailure.value = undefined;
      const isStill = window.mark();
      const result = await call('messages:act', { id: item.id, action });
      if (!isStill()) return;
      list.asking.value = undefined;
      if (!result.ok) return fail(item.id, result.error);
      announce(actionWords[action]);
      const isOut = action === 'hide' && list.query.peek().withoutHidden === true;
      if (isOut) await window.apply({ items: [], removed: [item.id], reset: false });
      else if (result.value.item !== undefined) await window.apply({ items: [result.value.item], removed: [], reset: false });
      if (result.value.draft !== undefined) compose({ kind: 'draft', id: result.value.draft.id });
    },
    remove: async (ids) => {
      const isStill = window.mark();
      const result = await call('messages:delete', { ids });
      if (!isStill()) return;
      list.asking.value = undefined;
      list.picked.value = new Set();
      if (!result.ok) return fail(ids[0] ?? 0, result.error);
      if (result.value.deleted === ids.length) await window.apply({ items: [], removed: ids, reset: false });
      else await narrow(list.query.peek());
      announce(result.value.deleted === 1 ? 'Message deleted.' : `${result.value.deleted} messages deleted.`);
    },
    copy: async (item) => {
      const isStill = window.mark();
      const result = await call('messages:copy', { id: item.id });
      if (!isStill()) return;
      if (!result.ok) return fail(item.id, result.error);
      announce('Text copied.');
    },
    reply: (item) => compose({ kind: 'recipient', ...whoseIs(item) }),
    useAgain: (item) => compose({ kind: 'prefill', ...whoseIs(item), text: item.text }),
  };
}
