import { randomUUID } from 'node:crypto';
import type { Failure, Result } from '../model/failure.ts';
import { historyKey } from './history-key.ts';
import type { Vault } from './vault.ts';

/** What an account needs of the messages that belong to it. */
export interface AccountMessages {
  pause(reason: 'offline'): void;
  resume(reason: 'offline' | 'signed-out' | 'suspended'): void;
  /** Ends our own waits between tries. */
  retryNow(): void;
  /** Whether anything is to leave. */
  hasWaiting(): boolean;
  /** Whether this login may list messages, as far as is known. */
  mayLookUp(): boolean;
  stopPull(): void;
  /** How many of them have not been sent, drafts among them. */
  unsent(): Result<number>;
  /** Waits for what is in flight; the history can be opened again when it settles. */
  close(): Promise<void>;
}

/** An opened history; `notice` tells of a file that was set aside. */
export interface OpenedHistory<M> {
  readonly messages: M;
  readonly notice?: Failure;
}

/** An opened history and whose it is. */
export interface History<M> extends OpenedHistory<M> {
  /** Names this opening: the same only as long as the same history is used on. */
  readonly id: string;
  readonly login: string;
  /** True: gone for good when it is closed. */
  readonly inMemory: boolean;
}

/** Where the history of a login is kept: in its file, encrypted with `key`, or in memory until the app quits. */
export type HistoryPlace =
  | { readonly kind: 'file'; readonly login: string; readonly key: string; readonly keyIsNew: boolean }
  | { readonly kind: 'memory' };

/** Opens or refuses a place; `id` is how this history will be named. */
export type OpenHistory<M> = (place: HistoryPlace, id: string) => Result<OpenedHistory<M>>;

/** Finds the place of a login's history: a file when it is remembered, for which the key comes from the keychain; errors: `keychain-*`. */
export async function historyPlace(vault: Pick<Vault, 'get' | 'set'>, login: string, remembered: boolean): Promise<Result<HistoryPlace>> {
  if (!remembered) return { ok: true, value: { kind: 'memory' } };
  const key = await historyKey(vault);
  return key.ok ? { ok: true, value: { kind: 'file', login, key: key.value.key, keyIsNew: key.value.isNew } } : key;
}

/** How many messages of a history have not been sent; none when it cannot tell, since then it is closed. */
export function unsentIn(history: { readonly messages: Pick<AccountMessages, 'unsent'> }): number {
  const unsent = history.messages.unsent();
  return unsent.ok ? unsent.value : 0;
}

/** Takes away what held a history up while it was put aside; it stays `offline` until its login has a connection. */
function awake<M extends AccountMessages>(history: History<M>): History<M> {
  history.messages.resume('signed-out');
  history.messages.resume('suspended');
  return history;
}

/** Logins that differ only in case have one file, so they are one here. */
const nameOf = (login: string): string => login.toLowerCase();

/**
 * Opens and closes histories, each login's after one another. One that is only in memory is put aside instead of closed, and given back when its
 * login returns: its messages must not be lost before the app quits.
 */
export function createHistories<M extends AccountMessages>(openAt: OpenHistory<M>) {
  const aside = new Map<string, History<M>>();
  const closing = new Map<string, Promise<void>>();
  let openingId: string | undefined;

  /** Ends when the history is closed, for good where it was in memory. */
  function close(history: History<M>): Promise<void> {
    const name = nameOf(history.login);
    const closed = history.messages.close().finally(() => {
      if (closing.get(name) === settled) closing.delete(name);
    });
    const settled = closed.catch(() => {});
    closing.set(name, settled);
    return closed;
  }

  return {
    close,
    /** Waits for the close of this login's history, which a slow send may hold up for 10 s, and opens it or gives back what was put aside. */
    async open(place: HistoryPlace, login: string): Promise<Result<History<M>>> {
      const name = nameOf(login);
      const waiting = aside.get(name);
      if (waiting !== undefined) {
        aside.delete(name);
        if (place.kind === 'memory' || unsentIn(waiting) > 0) return { ok: true, value: awake(waiting) };
        await close(waiting);
      }
      await closing.get(name);
      const id = randomUUID();
      openingId = id;
      const opened = openAt(place, id);
      openingId = undefined;
      if (!opened.ok) return opened;
      const { messages, notice } = opened.value;
      return { ok: true, value: { id, login, inMemory: place.kind === 'memory', messages, notice } };
    },
    /** Takes a history out of use: a file is closed, one in memory is put aside. */
    async leave(history: History<M>): Promise<void> {
      if (!history.inMemory) return close(history);
      history.messages.pause('offline');
      history.messages.stopPull();
      aside.set(nameOf(history.login), history);
    },
    /** Whether it is being opened at this moment: what it tells of is already told for who will use it. */
    isOpening: (id: string): boolean => id === openingId,
    aside: (): readonly History<M>[] => [...aside.values()],
    /** Closes what was put aside, and waits for what is being closed. */
    async closeAll(): Promise<void> {
      const all = [...aside.values()];
      aside.clear();
      await Promise.all([...all.map(close), ...closing.values()]);
    },
  };
}

export type Histories<M extends AccountMessages> = ReturnType<typeof createHistories<M>>;
