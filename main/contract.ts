/**
 * The whole contract between the main process and the popup: calls, events and payloads; its error codes are in `failure.ts`, the
 * state of the app in `app-state.ts`. All three are types only and import nothing else, so that the renderer can use them (design.md 3).
 */

import type { AppState, MessagePlace, OfHistory, Settings } from './app-state.ts';
import type { Failure, Result } from './failure.ts';

export type { AccountState, AppState, HotkeyState, KeychainStatus, MessagePlace, OfHistory, Settings } from './app-state.ts';
export type { ErrorCode, Failure, FieldName, Result } from './failure.ts';
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

/** What a typed recipient means. */
export interface Recipient {
  /** E.164. */
  readonly number: string;
  readonly numberText: string;
  /** A short notice, e.g. that the number is possible but not known to be in use. */
  readonly notice?: 'not-assigned';
}

/** An unsent message, as the composer holds it. */
export interface Draft {
  readonly endpointId?: string;
  readonly sessionId?: string;
  readonly to: string;
  readonly text: string;
  /** UTF-16 offset of the caret in `text`. */
  readonly caret: number;
}

/** The states of design.md 4 for what we sent, and `received` for what came in. */
export type MessageState = 'held' | 'scheduled' | 'queued' | 'sending' | 'accepted' | 'failed' | 'unknown' | 'review' | 'received';

/** One row of the list. */
export interface MessageItem {
  readonly id: number;
  readonly state: MessageState;
  readonly endpointId?: string;
  readonly lineName?: string;
  readonly sessionId?: string;
  /** The other party: E.164 when it is a number. */
  readonly address: string;
  /** The other party as a person writes it. */
  readonly addressText: string;
  readonly name?: string;
  readonly text: string;
  /** ms since 1970. */
  readonly at: number;
  /** Why it failed or is unknown. */
  readonly failure?: Failure;
  /** When a held message leaves, or a queued one is tried again; ms since 1970. */
  readonly nextAt?: number;
  /** `checking`: a lookup runs; `given-up`: it was not found; `not-permitted`: this login may not list messages. */
  readonly lookup?: 'checking' | 'given-up' | 'not-permitted';
  /** The service's id once accepted. */
  readonly serverId?: string;
}

/** Filters and place of one page of the list; newest first. */
export interface PageQuery {
  readonly search: string;
  readonly states?: readonly MessageState[];
  /** ms since 1970, inclusive. */
  readonly from?: number;
  /** ms since 1970, exclusive. */
  readonly to?: number;
  /** The last item of the page above: the page holds what is older. */
  readonly after?: Cursor;
  /** The first item of the page below: the page holds what is just newer, still newest first. Never together with `after`. */
  readonly before?: Cursor;
  /** Rows at most; 1 to 200. */
  readonly limit: number;
}

/** A place in the list: an item's time (ms since 1970, may be negative) and id. It need not be that of an existing row. */
export interface Cursor {
  readonly at: number;
  readonly id: number;
}

/** One page. `more`: there is more in the direction asked for (older, or newer with `before`). */
export interface Page {
  readonly items: readonly MessageItem[];
  readonly more: boolean;
}

/** What a person may do with a message that has an open end. */
export type MessageAction = 'undo' | 'send-now' | 'check-again' | 'mark-sent' | 'send-again' | 'discard' | 'keep-as-draft';

/** The answer to an action: the draft given back by undo and keep-as-draft. */
export interface ActionOutcome {
  readonly draft?: Draft;
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

/** What a start with flags, a tray item or an undo asks the composer to hold. */
export interface Prefill {
  readonly to?: string;
  readonly text?: string;
  readonly sessionId?: string;
  readonly endpointId?: string;
  readonly caret?: number;
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
  'compose:recipient': { request: { readonly to: string; readonly endpointId?: string }; response: Recipient };
  'compose:suggest': { request: { readonly typed: string }; response: readonly Suggestion[] };
  'compose:draft': { request: undefined; response: Draft };
  'compose:save-draft': { request: Draft & OfHistory; response: null };
  'compose:send': { request: Draft & OfHistory; response: MessageItem };
  'messages:page': { request: PageQuery; response: Page };
  'messages:act': { request: OfHistory & { readonly id: number; readonly action: MessageAction }; response: ActionOutcome };
  'messages:delete': { request: OfHistory & { readonly ids: readonly number[] | 'all' }; response: { readonly deleted: number } };
  'messages:copy': { request: OfHistory & { readonly id: number }; response: null };
  'messages:export': { request: { readonly format: 'csv' | 'jsonl' }; response: null };
  'messages:import': { request: undefined; response: null };
  'messages:cancel-work': { request: undefined; response: null };
  'settings:change': { request: Partial<Settings>; response: AppState };
  /** While keys are recorded for another hotkey, the one in use lets them through. */
  'hotkey:record': { request: { readonly recording: boolean }; response: null };
  'popup:hide': { request: undefined; response: null };
  'app:quit': { request: undefined; response: null };
}

/** What main tells the popup. */
export interface Events {
  'app:changed': AppState;
  /** The popup was shown; focus the right field, or the row of `message`, and take over what is to be composed. */
  'popup:shown': { readonly prefill?: Prefill; readonly view?: 'compose' | 'settings' | 'failures'; readonly message?: MessagePlace };
  'popup:hidden': null;
  /** Rows that changed or are new; `reset`: read the list again. */
  'messages:changed': OfHistory & { readonly items: readonly MessageItem[]; readonly removed: readonly number[]; readonly reset: boolean };
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
