import type { ErrorCode, Failure } from './failure.ts';
import type { HistoryDamage } from './history-damage.ts';
import type { Settings } from './settings.ts';

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
      /** False: the service said that this login may not list messages, so that an uncertain send cannot be looked up. */
      readonly mayLookUp?: false;
      /** Something about the history the person must know, e.g. that a damaged file was set aside, or that it is kept in memory only. */
      readonly historyNotice?: Failure;
      /** What of the history cannot be shown. */
      readonly historyDamage?: HistoryDamage;
    };

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
