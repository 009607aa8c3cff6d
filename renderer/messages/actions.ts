import type { OpenRequest } from '../../main/compose/contract.ts';
import type { Events } from '../../main/ipc/contract.ts';
import type { Failure } from '../../main/model/failure.ts';
import type { Cursor, MessageAction, MessageItem } from '../../main/model/message.ts';
import { actionWords, deletedWords, listWords } from '../../main/words/messages.ts';
import type { Caller } from '../bridge.ts';
import { createGeneration } from '../generation.ts';
import { createLateActions, type LateActions } from './late.ts';
import { createListWindow, type ListWindow } from './list-window.ts';
import { type ListQuery, type ListState, resetList } from './state.ts';

/** ms after the last key before the list is searched; a page takes a few ms in main. */
const searchAfterMs = 60;

/** Characters of a search that count; main takes no more. */
const longestSearch = 1000;

/** What a person does with the list. */
export interface ListActions extends Pick<ListWindow, 'loadOlder' | 'loadNewer' | 'toNewest' | 'toOldest'>, LateActions {
  /** Narrows the list once typing pauses. */
  readonly search: (search: string) => void;
  readonly narrow: (query: Omit<ListQuery, 'search'>) => void;
  /** Ends search and filters and shows the newest messages. */
  readonly showAll: () => Promise<void>;
  /** Puts the focus on a message, wherever it is in the list; does nothing when it is gone. */
  readonly reveal: (message: Cursor) => Promise<void>;
  /** Takes in what main says has changed, without moving what is in view. */
  readonly apply: (change: Events['messages:changed']) => Promise<void>;
  /** Drops all rows, and ignores answers that are still to come: nobody is signed in, or somebody else. */
  readonly reset: () => void;
  readonly act: (item: MessageItem, action: MessageAction) => Promise<void>;
  /** Deletes messages; a failure is shown at the first of them. */
  readonly remove: (ids: readonly number[]) => Promise<void>;
  readonly copy: (item: MessageItem) => Promise<void>;
  /** Shows the draft of an answer: the newest to that person, or a new one. */
  readonly reply: (item: MessageItem) => void;
  /** Shows a draft with the same recipient and text. */
  readonly useAgain: (item: MessageItem) => void;
}

function recipientOf({ address, sessionId, endpointId }: MessageItem) {
  return sessionId === undefined ? { to: address, endpointId } : { sessionId };
}

/** Makes the list's actions. */
export function createListActions({
  list,
  call,
  openDraft,
  announce,
}: {
  readonly list: ListState;
  readonly call: Caller;
  /** Shows a draft in the composer. */
  readonly openDraft: (request: OpenRequest) => void;
  /** Says what happened. */
  readonly announce: (sentence: string) => void;
}): ListActions {
  const history = createGeneration();
  const window = createListWindow({ list, call });
  const { readLate, sendLate, lateChanged } = createLateActions({ list, call, announce });
  let timer: ReturnType<typeof setTimeout> | undefined;

  const typedSearch = (): string => list.typed.peek().slice(0, longestSearch);

  const narrow = (query: ListQuery): Promise<void> => {
    clearTimeout(timer);
    list.picked.value = new Set();
    return window.show(query);
  };

  const search = (typed: string): void => {
    list.typed.value = typed;
    clearTimeout(timer);
    timer = setTimeout(() => void narrow({ ...list.query.peek(), search: typedSearch() }), searchAfterMs);
  };

  const showAll = (): Promise<void> => {
    list.typed.value = '';
    return narrow({ search: '' });
  };

  const reveal = async (message: Cursor): Promise<void> => {
    const isInRows = () => list.rows.peek().some(({ id }) => id === message.id);
    if (!isInRows()) await showAll();
    if (!isInRows()) await window.toMessage(message);
    if (isInRows()) list.revealed.value = message.id;
  };

  const showFailure = (id: number, failure: Failure): void => {
    list.rowFailure.value = { id, failure };
  };

  const removeRows = (ids: readonly number[]): Promise<void> => window.apply({ items: [], removed: ids, reset: false });

  const act = async (item: MessageItem, action: MessageAction): Promise<void> => {
    list.rowFailure.value = undefined;
    const isSameHistory = history.check();
    const result = await call('messages:act', { id: item.id, action });
    if (!isSameHistory()) return;
    list.asking.value = undefined;
    if (!result.ok) return showFailure(item.id, result.error);
    announce(actionWords[action]);
    const isOut = action === 'hide' && list.query.peek().withoutHidden === true;
    if (isOut) await removeRows([item.id]);
    else if (result.value.item !== undefined) await window.apply({ items: [result.value.item], removed: [], reset: false });
    if (result.value.draft !== undefined) openDraft({ kind: 'draft', id: result.value.draft.id });
  };

  const remove = async (ids: readonly number[]): Promise<void> => {
    const isSameHistory = history.check();
    const result = await call('messages:delete', { ids });
    if (!isSameHistory()) return;
    list.asking.value = undefined;
    list.picked.value = new Set();
    if (!result.ok) return showFailure(ids[0] ?? 0, result.error);
    if (result.value.deleted === ids.length) await removeRows(ids);
    else await narrow(list.query.peek());
    announce(deletedWords(result.value.deleted));
  };

  const copy = async (item: MessageItem): Promise<void> => {
    const isSameHistory = history.check();
    const result = await call('messages:copy', { id: item.id });
    if (!isSameHistory()) return;
    if (result.ok) announce(listWords.copied);
    else showFailure(item.id, result.error);
  };

  return {
    loadOlder: window.loadOlder,
    loadNewer: window.loadNewer,
    toNewest: window.toNewest,
    toOldest: window.toOldest,
    readLate,
    sendLate,
    search,
    narrow: (query) => void narrow({ ...query, search: typedSearch() }),
    showAll,
    reveal,
    apply: async (change) => {
      await Promise.all([window.apply(change), lateChanged(change)]);
    },
    reset: () => {
      history.renew();
      window.cancel();
      resetList(list);
    },
    act,
    remove,
    copy,
    reply: (item) => openDraft({ kind: 'recipient', ...recipientOf(item) }),
    useAgain: (item) => openDraft({ kind: 'prefill', ...recipientOf(item), text: item.text }),
  };
}
