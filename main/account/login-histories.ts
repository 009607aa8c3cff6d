import { randomUUID } from 'node:crypto';
import type { Log } from '../log.ts';
import type { Messages } from '../messages/messages.ts';
import { type Failure, ok, type Result } from '../model/failure.ts';
import type { Settings } from '../model/settings.ts';
import type { AccountEvents } from './account-events.ts';
import type { CurrentLogin } from './current-login.ts';
import type { HistoryPlace } from './history-place.ts';
import type { HistoryLinks, LoginHistory, OpenedHistory } from './open-history.ts';

/** How many messages of a history have not been sent; none when it cannot tell, since then it is closed. */
export function unsentIn(messages: Pick<Messages, 'unsent'>): number {
  const unsent = messages.unsent();
  return unsent.ok ? unsent.value : 0;
}

/** Takes away what held a history up while it was set aside; it stays `offline` until its login has a connection. */
function wake({ messages, id, login, inMemory }: LoginHistory, notice?: Failure): LoginHistory {
  messages.resume('signed-out');
  messages.resume('suspended');
  return { messages, id, login, inMemory, notice };
}

/** Logins that differ only in case have one file, so they are one here. */
const nameOf = (login: string): string => login.toLowerCase();

/** What opening and closing histories needs. */
export interface LoginHistoriesParts {
  /** Opens or refuses a place. */
  readonly openAt: (place: HistoryPlace, links: HistoryLinks) => Result<OpenedHistory>;
  readonly retentionDays: () => Settings['retentionDays'];
  readonly current: Pick<CurrentLogin, 'signedIn'>;
  readonly events: AccountEvents;
  readonly log: Pick<Log, 'error'>;
}

/**
 * Opens and closes histories, each login's after one another. One that is only in memory is set aside instead of closed, and given back when its
 * login returns: its messages must not be lost before the app quits.
 */
export function createLoginHistories({ openAt, retentionDays, current, events, log }: LoginHistoriesParts) {
  const aside = new Map<string, LoginHistory>();
  const closing = new Map<string, Promise<void>>();
  /** What a history tells of while it is opened is told already for the login that will use it. */
  let openingId: string | undefined;

  const isInUse = (id: string): boolean => current.signedIn()?.history.id === id || id === openingId;

  /** A history uses the client of its own login, while that is signed in, and speaks for no other. */
  function linksOf(id: string): HistoryLinks {
    const client = () => {
      const signedIn = current.signedIn();
      return signedIn?.history.id === id ? signedIn.client : undefined;
    };
    return {
      client,
      onChange: (change) => events.emit('messages', change, id),
      onPause: (reasons) => {
        const ours = client();
        if (ours && reasons.includes('signed-out')) events.emit('session-lost', ours);
      },
      onPull: (progress) => {
        if (isInUse(id)) events.emit('pull', progress);
      },
      onMayLookUp: () => events.emit('change'),
      onDrafts: () => {
        if (isInUse(id)) events.emit('drafts');
      },
    };
  }

  /** Ends when the history is closed, for good where it was in memory. */
  function close(history: LoginHistory): Promise<void> {
    const name = nameOf(history.login);
    const closed = history.messages.close().finally(() => {
      if (closing.get(name) === settled) closing.delete(name);
    });
    const settled = closed.catch(() => {});
    closing.set(name, settled);
    return closed;
  }

  /** Gives back what was set aside for this login, if anything was and still is wanted. */
  async function giveBack(place: HistoryPlace, name: string): Promise<LoginHistory | undefined> {
    const waiting = aside.get(name);
    if (waiting === undefined) return undefined;
    aside.delete(name);
    if (place.kind === 'memory') return wake(waiting);
    if (unsentIn(waiting.messages) > 0) return wake(waiting, { code: 'history-in-memory' });
    await close(waiting);
    return undefined;
  }

  function openNew(place: HistoryPlace, login: string): Result<LoginHistory> {
    const id = randomUUID();
    openingId = id;
    const opened = openAt(place, linksOf(id));
    openingId = undefined;
    if (!opened.ok) return opened;
    const { messages, notice } = opened.value;
    return ok({ id, login, inMemory: place.kind === 'memory', messages, notice });
  }

  /** From now on nothing older than the settings say is kept or fetched; what is there is deleted meanwhile. */
  function applyRetention({ messages }: LoginHistory): void {
    messages.applyRetention(retentionDays()).catch((error: unknown) => log.error('retention', error));
  }

  return {
    isInUse,
    close,
    /** Waits for the close of this login's history, which a slow send may hold up for 10 s, and opens it or gives back what was set aside. */
    async open(place: HistoryPlace, login: string): Promise<Result<LoginHistory>> {
      const name = nameOf(login);
      const before = await giveBack(place, name);
      if (before === undefined) await closing.get(name);
      const history = before === undefined ? openNew(place, login) : ok(before);
      if (history.ok) applyRetention(history.value);
      return history;
    },
    /** Takes a history out of use: a file is closed, one in memory is set aside. */
    async setAside(history: LoginHistory): Promise<void> {
      if (!history.inMemory) return close(history);
      history.messages.pause('offline');
      history.messages.stopPull();
      aside.set(nameOf(history.login), history);
    },
    /** What was set aside. */
    aside: (): readonly LoginHistory[] => [...aside.values()],
    /** Closes what was set aside, and waits for what is being closed. */
    async closeAll(): Promise<void> {
      const all = [...aside.values()];
      aside.clear();
      await Promise.all([...all.map(close), ...closing.values()]);
    },
  };
}

export type LoginHistories = ReturnType<typeof createLoginHistories>;
