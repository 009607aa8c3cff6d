import { randomUUID } from 'node:crypto';
import type { Log } from '../log.ts';
import type { Messages } from '../messages/messages.ts';
import { type Failure, ok, type Result } from '../model/failure.ts';
import type { Settings } from '../model/settings.ts';
import type { AccountEvents } from './account-events.ts';
import type { CurrentLogin } from './current-login.ts';
import type { HistoryPlace } from './history-place.ts';
import type { HistoryLinks, LoginHistory, OpenedHistory } from './open-history.ts';

/** How many messages of a history are unsent; 0 if it cannot be read, because then it is closed. */
export function unsentIn(messages: Pick<Messages, 'unsent'>): number {
  const unsent = messages.unsent();
  return unsent.ok ? unsent.value : 0;
}

/** Lets a history that was set aside go on. It stays paused as `offline` until its login is connected. */
function wake({ messages, id, login, inMemory }: LoginHistory, notice?: Failure): LoginHistory {
  messages.resume('signed-out');
  messages.resume('suspended');
  return { messages, id, login, inMemory, notice };
}

/** Logins that differ only in upper and lower case share a file, so they count as one. */
const nameOf = (login: string): string => login.toLowerCase();

/** What opening and closing histories needs. */
interface LoginHistoriesParts {
  /** Opens the history at a place. */
  readonly openAt: (place: HistoryPlace, links: HistoryLinks) => Result<OpenedHistory>;
  readonly retentionDays: () => Settings['retentionDays'];
  readonly current: Pick<CurrentLogin, 'signedIn'>;
  readonly events: AccountEvents;
  readonly log: Pick<Log, 'error'>;
}

/**
 * Opens and closes histories; two openings of one login never overlap. When a session ends, a history in memory is set aside instead of
 * closed and reused when its login returns, so that no message is lost before the app quits.
 */
export function createLoginHistories({ openAt, retentionDays, current, events, log }: LoginHistoriesParts) {
  const aside = new Map<string, LoginHistory>();
  const closing = new Map<string, Promise<void>>();
  /** The history that is being opened: its events already count as those of the history in use. */
  let openingId: string | undefined;

  const isInUse = (id: string): boolean => current.signedIn()?.history.id === id || id === openingId;

  /** Connects a history to its own login only: it uses no other client, and its events never affect another login. */
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
      onDamage: () => events.emit('change'),
      onDrafts: () => {
        if (isInUse(id)) events.emit('drafts');
      },
    };
  }

  /** Closes a history; one in memory is lost. */
  function close(history: LoginHistory): Promise<void> {
    const name = nameOf(history.login);
    const closed = history.messages.close().finally(() => {
      if (closing.get(name) === settled) closing.delete(name);
    });
    const settled = closed.catch(() => {});
    closing.set(name, settled);
    return closed;
  }

  /** Returns the history that was set aside for this login, unless a file can take its place without losing anything. */
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

  /** Applies the retention setting. Deleting may take long, so nobody waits for it; older messages are no longer fetched from now on. */
  function applyRetention({ messages }: LoginHistory): void {
    messages.applyRetention(retentionDays()).catch((error: unknown) => log.error('retention', error));
  }

  return {
    isInUse,
    close,
    /** Opens a login's history, or returns the one set aside. Waits if it is still being closed, which a slow send can delay for 10 s. */
    async open(place: HistoryPlace, login: string): Promise<Result<LoginHistory>> {
      const name = nameOf(login);
      const before = await giveBack(place, name);
      if (before === undefined) await closing.get(name);
      const history = before === undefined ? openNew(place, login) : ok(before);
      if (history.ok) applyRetention(history.value);
      return history;
    },
    /** Closes a history that is in a file, and sets aside one that is in memory. */
    async setAside(history: LoginHistory): Promise<void> {
      if (!history.inMemory) return close(history);
      history.messages.pause('offline');
      history.messages.stopPull();
      aside.set(nameOf(history.login), history);
    },
    /** The histories that are set aside. */
    aside: (): readonly LoginHistory[] => [...aside.values()],
    /** Closes all histories that are set aside, and waits for those being closed already. */
    async closeAll(): Promise<void> {
      const all = [...aside.values()];
      aside.clear();
      await Promise.all([...all.map(close), ...closing.values()]);
    },
  };
}

export type LoginHistories = ReturnType<typeof createLoginHistories>;
