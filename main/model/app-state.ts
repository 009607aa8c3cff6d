import type { ErrorCode, Failure } from './failure.ts';

/** The keychain as it was last seen. */
export type KeychainStatus = 'unknown' | 'ready' | 'absent' | 'locked' | 'denied';

/** Where the account stands. `offline` keeps the credential and the queue. */
export type AccountState =
  | { readonly kind: 'starting' }
  | { readonly kind: 'signed-out'; readonly lastServer?: string; readonly lastUserName?: string; readonly reason?: Failure }
  | {
      readonly kind: 'signed-in';
      readonly server: string;
      readonly userName: string;
      readonly displayName: string;
      readonly connection: 'online' | 'connecting' | 'offline';
      /** False: the login lasts until the app quits (no keychain). */
      readonly remembered: boolean;
      /** Names the history in use: another one means that nothing read of the one before is true any more. */
      readonly historyId: string;
      /** False: history lives in memory until the app quits. */
      readonly historyKept: boolean;
      /** False: the service said that this login may not list messages, so that an uncertain send cannot be looked up. */
      readonly mayLookUp?: false;
      /** Something about the history the person must know, e.g. a damaged file that was set aside. */
      readonly historyNotice?: Failure;
    };

/** Names the history a request is about, as `AccountState.historyId` does; main refuses one that is not in use any more. */
export interface OfHistory {
  readonly historyId?: string;
}

/** A message somebody wants to see; `at` (ms since 1970) tells where it stands in the list. */
export interface MessagePlace {
  readonly historyId: string;
  readonly id: number;
  readonly at: number;
}

/** The global hotkey. `requested`: a Wayland portal was asked, nobody can tell whether it works. */
export interface HotkeyState {
  readonly accelerator: string;
  readonly status: 'active' | 'requested' | 'taken' | 'invalid' | 'off';
  /** Why it could not be chosen today, although it is in use: it takes something from other apps. */
  readonly hint?: ErrorCode;
}

/** Settings a person can change; each has a default (`main/settings.ts`). */
export interface Settings {
  readonly hotkey: string;
  /** Seconds a message is held for undo: 0, 5, 10, 20 or 30. */
  readonly undoSeconds: 0 | 5 | 10 | 20 | 30;
  /** `mod-enter`: Ctrl/Cmd+Enter sends; `enter`: Enter sends, Shift+Enter is a new line. */
  readonly sendKey: 'mod-enter' | 'enter';
  /** `endpointId` of the line to write from to somebody never met; null: the one used last. */
  readonly defaultLine: string | null;
  readonly wireFormat: 'json' | 'jsv';
  /** Days a message stays in the history; 0 = none is kept once its outcome is known; null = forever. */
  readonly retentionDays: 365 | 90 | 30 | 0 | null;
}

/** Everything the popup shows that is not a message. */
export interface AppState {
  readonly version: string;
  readonly platform: 'linux' | 'darwin' | 'win32';
  readonly account: AccountState;
  readonly keychain: KeychainStatus;
  readonly hotkey: HotkeyState;
  readonly tray: 'shown' | 'no-host';
  readonly settings: Settings;
}
