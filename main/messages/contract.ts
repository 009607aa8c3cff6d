import * as v from 'valibot';
import { call, count, historyId, ids, nothing, text, time, typed } from '../ipc/call.ts';
import type { SavedDraft } from '../model/draft.ts';
import { type MessageItem, messageActions, messageStates, type Page } from '../model/message.ts';

const cursor = v.strictObject({ at: time, id: v.pipe(v.number(), v.safeInteger()) });

/** Filters and place of one page of the list; newest first. */
const pageQuery = v.strictObject({
  search: text(1000),
  states: v.optional(v.pipe(v.array(v.picklist(messageStates)), v.maxLength(messageStates.length), v.readonly())),
  /** Leaves out what a person has hidden. */
  withoutHidden: v.optional(v.literal(true)),
  /** ms since 1970, inclusive. */
  from: v.optional(time),
  /** ms since 1970, exclusive. */
  to: v.optional(time),
  /** The last item of the page above: the page holds what is older. */
  after: v.optional(cursor),
  /** The first item of the page below: the page holds what is just newer, still newest first. Never together with `after`. */
  before: v.optional(cursor),
  /** Rows at most. */
  limit: v.pipe(count, v.minValue(1), v.maxValue(200)),
});
export type PageQuery = Readonly<v.InferOutput<typeof pageQuery>>;

/** The answer to an action: the draft given back by undo and keep-as-draft, and the row as it is now, unless it is gone. */
export interface ActionOutcome {
  readonly draft?: SavedDraft;
  readonly item?: MessageItem;
}

/** What the history offers the popup. */
export const messagesContract = {
  'messages:page': call(pageQuery, typed<Page>()),
  'messages:act': call(v.strictObject({ historyId, id: count, action: v.picklist(messageActions) }), typed<ActionOutcome>()),
  'messages:delete': call(v.strictObject({ historyId, ids: v.union([v.literal('all'), ids]) }), typed<{ readonly deleted: number }>()),
  /** Messages that did not leave in time and wait for the person, in the order they were submitted. */
  'messages:late': call(nothing, typed<{ readonly ids: readonly number[] }>()),
  /** Sends those of `ids` that still wait like this, in that order. */
  'messages:send-late': call(v.strictObject({ historyId, ids }), typed<{ readonly sent: number }>()),
  'messages:copy': call(v.strictObject({ historyId, id: count }), typed<null>()),
  'messages:export': call(v.strictObject({ format: v.picklist(['csv', 'jsonl']) }), typed<null>()),
  'messages:import': call(nothing, typed<null>()),
  'messages:cancel-work': call(nothing, typed<null>()),
};

/** Rows of a history that changed or are new; `reset`: read the list again. */
export interface MessagesChanged {
  readonly historyId?: string;
  readonly items: readonly MessageItem[];
  readonly removed: readonly number[];
  readonly reset: boolean;
}
