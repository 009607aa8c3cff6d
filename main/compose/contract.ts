import * as v from 'valibot';
import { call, count, historyId, nothing, text, typed, typedRecipient, writtenText } from '../ipc/call.ts';
import type { ListedDraft, ShownDraft } from '../model/draft.ts';
import type { Line } from '../model/line.ts';
import type { MessageItem } from '../model/message.ts';
import type { Recipient } from '../model/recipient.ts';

/** A running chat session one may write into. */
export interface ChatSession {
  readonly sessionId: string;
  readonly name: string;
  readonly line?: string;
}

/** What is known of a recipient beside the number. */
export interface KnownRecipient extends Recipient {
  readonly name?: string;
  /** `endpointId` of the line to write from: the one last used with them, else that for new recipients. */
  readonly line?: string;
  /** Whether `line` is the one last used with them. */
  readonly isLastLine?: true;
  /** The newest draft to them that does not stand in the composer. */
  readonly draftId?: number;
}

/** A draft that does not stand in the composer, as the list shows it. */
export interface DraftItem extends ListedDraft {
  /** The recipient as a person writes it: the number, or the name of the chat session. */
  readonly toText: string;
  readonly name?: string;
}

const from = { sessionId: v.optional(text(500)), endpointId: v.optional(text(500)) };
const draft = { ...from, to: typedRecipient, text: writtenText, caret: count };
const draftName = { id: count, revision: count };

/** Which draft the composer is to show instead of the one it shows; that one stays as it is. */
const openRequest = v.variant('kind', [
  /** This one. */
  v.strictObject({ historyId, kind: v.literal('draft'), id: count }),
  /** The newest to this recipient, else a new one from this line. */
  v.strictObject({ historyId, kind: v.literal('recipient'), to: v.optional(typedRecipient), ...from }),
  /** One with this recipient and this text; with a recipient alone as above; with nothing the one that is shown. */
  v.strictObject({ historyId, kind: v.literal('prefill'), to: v.optional(typedRecipient), text: v.optional(writtenText), ...from }),
]);
export type OpenRequest = Readonly<v.InferOutput<typeof openRequest>>;

/** What the composer offers the popup. */
export const composeContract = {
  'compose:lines': call(nothing, typed<readonly Line[]>()),
  'compose:sessions': call(nothing, typed<readonly ChatSession[]>()),
  'compose:recipient': call(v.strictObject({ to: typedRecipient, endpointId: from.endpointId }), typed<KnownRecipient>()),
  /** `draft` becomes the message, and the composer shows `next`; without it no draft changes. */
  'compose:send': call(
    v.strictObject({ historyId, ...draft, draft: v.optional(v.strictObject(draftName)) }),
    typed<MessageItem & { readonly next?: ShownDraft }>(),
  ),
};

/** What the composer offers the popup of its drafts. */
export const draftsContract = {
  'compose:draft': call(nothing, typed<ShownDraft>()),
  'compose:open': call(openRequest, typed<ShownDraft>()),
  'compose:save-draft': call(v.strictObject({ historyId, ...draft, ...draftName }), typed<{ readonly revision: number }>()),
  'compose:drafts': call(nothing, typed<readonly DraftItem[]>()),
  'compose:discard-draft': call(v.strictObject({ historyId, id: count }), typed<null>()),
};
