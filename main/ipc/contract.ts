/**
 * The whole contract between the main process and the popup: calls, events and payloads; its error codes are in `failure.ts`, the
 * state of the app in `app-state.ts`, rows of the list in `message-item.ts`, drafts and recipients in `compose-types.ts`. All of them are types
 * only and import nothing else, so that the renderer can use them.
 */

import type { AppState, MessagePlace, OfHistory, Settings } from '../model/app-state.ts';
import type { Draft, DraftItem, DraftName, KnownRecipient, OpenRequest, Prefill, ShownDraft } from '../model/draft.ts';
import type { Failure, Result } from '../model/failure.ts';
import type { MessageAction, MessageItem, Page, PageQuery } from '../model/message-item.ts';

export type { AccountState, AppState, HotkeyState, KeychainStatus, MessagePlace, OfHistory, Settings } from '../model/app-state.ts';
export type { Draft, DraftItem, DraftName, KnownRecipient, OpenRequest, Prefill, Recipient, ShownDraft } from '../model/draft.ts';
export type { ErrorCode, Failure, FieldName, Result } from '../model/failure.ts';
export type { Cursor, MessageAction, MessageItem, MessageState, Page, PageQuery } from '../model/message-item.ts';

/** A business line one may send from. */
export interface Line {
  readonly endpointId: string;
  readonly name: string;
  /** E.164 when known. */
  readonly number?: string;
  /** The number as a person writes it, when known. */
  readonly numberText?: string;
}

/** A running chat session one may write into. */
export interface ChatSession {
  readonly sessionId: string;
  readonly name: string;
  readonly line?: string;
}

/** A recipient known from the history, for suggestions under To. */
export interface Suggestion {
  readonly number: string;
  readonly numberText: string;
  readonly name?: string;
  /** `endpointId` of the line last used with them. */
  readonly lastLine?: string;
}

/** The answer to an action: the draft given back by undo and keep-as-draft. */
export interface ActionOutcome {
  readonly draft?: Draft & { readonly id: number };
  readonly item?: MessageItem;
}

/** A long piece of work (export, import, pull) as it goes on. */
export interface WorkProgress {
  readonly kind: 'export' | 'import' | 'pull';
  readonly done: number;
  readonly total?: number;
  readonly state: 'running' | 'finished' | 'cancelled' | 'failed';
  readonly failure?: Failure;
  /** Import: lines that could not be read, with their numbers. */
  readonly badLines?: readonly { readonly line: number; readonly reason: string }[];
  readonly path?: string;
}

/** Sign-in form. The password crosses once, in this direction only. */
export interface SignIn {
  readonly server: string;
  readonly userName: string;
  readonly password: string;
  /** `until-quit`: never touches the keychain; credentials and history stay in memory. */
  readonly keep: 'keychain' | 'until-quit';
}

/** Request and answer of every call, by channel. */
export interface Calls {
  'app:state': { request: undefined; response: AppState };
  'account:sign-in': { request: SignIn; response: AppState };
  'account:sign-out': { request: undefined; response: AppState };
  'account:retry': { request: undefined; response: AppState };
  'compose:lines': { request: undefined; response: readonly Line[] };
  'compose:sessions': { request: undefined; response: readonly ChatSession[] };
  'compose:recipient': { request: { readonly to: string; readonly endpointId?: string }; response: KnownRecipient };
  'compose:suggest': { request: { readonly typed: string }; response: readonly Suggestion[] };
  'compose:draft': { request: undefined; response: ShownDraft };
  'compose:open': { request: OfHistory & OpenRequest; response: ShownDraft };
  'compose:save-draft': { request: OfHistory & Draft & DraftName; response: { readonly revision: number } };
  'compose:drafts': { request: undefined; response: readonly DraftItem[] };
  'compose:discard-draft': { request: OfHistory & { readonly id: number }; response: null };
  /** `draft` becomes the message, and the composer shows `next`; without it no draft changes. */
  'compose:send': { request: OfHistory & Draft & { readonly draft?: DraftName }; response: MessageItem & { readonly next?: ShownDraft } };
  'messages:page': { request: PageQuery; response: Page };
  'messages:act': { request: OfHistory & { readonly id: number; readonly action: MessageAction }; response: ActionOutcome };
  'messages:delete': { request: OfHistory & { readonly ids: readonly number[] | 'all' }; response: { readonly deleted: number } };
  /** Messages that did not leave in time and wait for the person, in the order they were submitted. */
  'messages:late': { request: undefined; response: { readonly ids: readonly number[] } };
  /** Sends those of `ids` that still wait like this, in that order. */
  'messages:send-late': { request: OfHistory & { readonly ids: readonly number[] }; response: { readonly sent: number } };
  'messages:copy': { request: OfHistory & { readonly id: number }; response: null };
  'messages:export': { request: { readonly format: 'csv' | 'jsonl' }; response: null };
  'messages:import': { request: undefined; response: null };
  'messages:cancel-work': { request: undefined; response: null };
  'settings:change': { request: Partial<Settings>; response: AppState };
  /** Electron's spelling of keys that may become the hotkey, or why they may not; changes nothing. */
  'hotkey:check': { request: { readonly accelerator: string }; response: { readonly accelerator: string } };
  /** How many messages would be deleted at once if this were chosen. */
  'settings:retention-count': { request: Pick<Settings, 'retentionDays'>; response: { readonly count: number } };
  /** While keys are recorded for another hotkey, the one in use lets them through. */
  'hotkey:record': { request: { readonly recording: boolean }; response: null };
  'popup:hide': { request: undefined; response: null };
  'app:quit': { request: undefined; response: null };
}

/** What main tells the popup. */
export interface Events {
  'app:changed': AppState;
  /** The popup was shown; focus the right field, or the row of `message`, and take over what is to be composed. */
  'popup:shown': {
    readonly prefill?: Prefill;
    /** Id of the draft to show. */
    readonly open?: number;
    readonly view?: 'compose' | 'settings' | 'failures';
    readonly message?: MessagePlace;
  };
  'popup:hidden': null;
  /** Rows that changed or are new; `reset`: read the list again. */
  'messages:changed': OfHistory & { readonly items: readonly MessageItem[]; readonly removed: readonly number[]; readonly reset: boolean };
  /** Other drafts stand in the list now. */
  'drafts:changed': null;
  'work:progress': WorkProgress;
}

/** What the preload script puts on `window.quickSend`. */
export interface Bridge {
  call<C extends keyof Calls>(
    channel: C,
    ...request: Calls[C]['request'] extends undefined ? [] : [Calls[C]['request']]
  ): Promise<Result<Calls[C]['response']>>;
  /** Listens until the function it gives back is called. */
  on<E extends keyof Events>(event: E, listener: (payload: Events[E]) => void): () => void;
}
