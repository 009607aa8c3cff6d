import type { Failure, Result } from './contract.ts';
import { historyKey } from './history-key.ts';
import type { Vault } from './vault.ts';

/** What an account needs of the messages that belong to it. */
export interface AccountMessages {
  pause(reason: 'offline'): void;
  resume(reason: 'offline' | 'signed-out'): void;
  /** Ends our own waits between tries. */
  retryNow(): void;
  /** Whether anything is to leave. */
  hasWaiting(): boolean;
  /** Whether this login may list messages, as far as is known. */
  mayLookUp(): boolean;
  /** Waits for what is in flight; the history can be opened again when it settles. */
  close(): Promise<void>;
}

/** An opened history; `notice` tells of a file that was set aside. */
export interface OpenedHistory<M> {
  readonly messages: M;
  readonly notice?: Failure;
}

/** Where the history of a login is kept: in its file, encrypted with `key`, or in memory until the app quits. */
export type HistoryPlace =
  | { readonly kind: 'file'; readonly login: string; readonly key: string; readonly keyIsNew: boolean }
  | { readonly kind: 'memory' };

/** Finds the place of a login's history: a file when it is remembered, for which the key comes from the keychain; errors: `keychain-*`. */
export async function historyPlace(vault: Pick<Vault, 'get' | 'set'>, login: string, remembered: boolean): Promise<Result<HistoryPlace>> {
  if (!remembered) return { ok: true, value: { kind: 'memory' } };
  const key = await historyKey(vault);
  return key.ok ? { ok: true, value: { kind: 'file', login, key: key.value.key, keyIsNew: key.value.isNew } } : key;
}

/**
 * Opens and closes histories. One that is only in memory is parked when its login stops working without anybody having
 * asked to leave, and given back when the same login returns: its messages must not be lost.
 */
export function createHistoryOpener<M extends AccountMessages>(openAt: (place: HistoryPlace) => Result<OpenedHistory<M>>) {
  let parked: { readonly login: string; readonly history: OpenedHistory<M> } | undefined;

  async function dropParked(): Promise<void> {
    const { history } = parked ?? {};
    parked = undefined;
    await history?.messages.close();
  }

  return {
    async open(place: HistoryPlace, login: string): Promise<Result<OpenedHistory<M>>> {
      if (place.kind === 'memory' && parked?.login === login) {
        const { history } = parked;
        parked = undefined;
        return { ok: true, value: history };
      }
      await dropParked();
      return openAt(place);
    },
    park(history: OpenedHistory<M>, login: string): void {
      history.messages.pause('offline');
      parked = { login, history };
    },
    dropParked,
  };
}
