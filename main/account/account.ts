import { EventEmitter } from 'node:events';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import type { AccountState } from '../model/app-state.ts';
import type { Result } from '../model/failure.ts';
import type { SettingsStore } from '../settings/settings.ts';
import type { AccountEvents, AccountListener } from './account-events.ts';
import { signedInState, signedOutState } from './account-state.ts';
import { createConnection } from './connection.ts';
import type { SignIn } from './contract.ts';
import { createCurrentLogin } from './current-login.ts';
import type { HistoryPlace } from './history-place.ts';
import { createLoginHistories } from './login-histories.ts';
import type { HistoryLinks, OpenedHistory } from './open-history.ts';
import { createRestore } from './restore.ts';
import { type Connect, createSignIn } from './sign-in.ts';
import { createSignOut } from './sign-out.ts';
import type { Vault } from './vault.ts';

/** What the account needs. */
interface AccountParts {
  readonly vault: Vault;
  readonly settings: SettingsStore;
  readonly connect: Connect;
  /** The folder of the history files. */
  readonly folder: string;
  /** Opens a login's history. */
  readonly openHistory: (place: HistoryPlace, links: HistoryLinks) => Result<OpenedHistory>;
  readonly clock: Clock;
  readonly log: Log;
}

/** The app's one account: signing in and out, signing in by itself at start, and restoring a lost connection. */
export type Account = ReturnType<typeof createAccount>;

/** Returns a function that runs one piece of work at a time: each starts when the one before has ended, even if that failed. */
function createSequence(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const mine = last.then(work);
    last = mine.catch(() => {});
    return mine;
  };
}

/** Creates the account, signed out. Call `restore` to sign in with the stored password. */
export function createAccount({ vault, settings, connect, folder, openHistory, clock, log }: AccountParts) {
  const events: AccountEvents = new EventEmitter();
  const current = createCurrentLogin(events);
  const histories = createLoginHistories({ openAt: openHistory, retentionDays: () => settings.get().retentionDays, current, events, log });
  const connection = createConnection({ current, histories, clock, log });
  const { endSession, closeSession } = connection;
  const inSequence = createSequence();
  let formsUnderWay = 0;
  const signIn = createSignIn({ vault, settings, log, folder, connect, histories, current, endSession });
  const signOut = createSignOut({ vault, settings, current, closeSession, log });
  const isTaken = () => current.signedIn() !== undefined || formsUnderWay > 0;
  const stored = createRestore({ vault, settings, folder, connect, histories, current, isTaken });

  events.on('session-lost', (client) => connection.noticeFailure({ code: 'signed-out' }, client));
  events.on('pull-failed', connection.noticePull);
  events.on('change', () => {
    const signedIn = current.signedIn();
    if (signedIn?.connection === 'online') signedIn.history.messages.startPull();
    else signedIn?.history.messages.stopPull();
  });

  function state(): AccountState {
    const signedIn = current.signedIn();
    if (signedIn) return signedInState(signedIn);
    return stored.isRestoring() ? { kind: 'starting' } : signedOutState(settings.lastAccount(), current.reason(), stored.offered());
  }

  return {
    state,
    onChange: (listener: AccountListener<'change'>) => void events.on('change', listener),
    onMessages: (listener: AccountListener<'messages'>) => void events.on('messages', listener),
    onPull: (listener: AccountListener<'pull'>) => void events.on('pull', listener),
    onDrafts: (listener: AccountListener<'drafts'>) => void events.on('drafts', listener),
    /**
     * Signs in with the stored password, unless somebody is signed in or signing in already. If nobody is signed in afterwards, finds out
     * whether the keychain works.
     */
    async restore(): Promise<void> {
      if (await inSequence(stored.restore)) await connection.connect();
      if (state().kind === 'signed-out') await vault.probe();
      events.emit('change');
    },
    /**
     * Signs in with the password that the keychain holds for one of the offered logins. Errors: `keychain-*`, `password-missing` if it is gone, those of
     * opening a history, `bad-request` if that login was not offered.
     */
    async signInStored(name: string): Promise<Result<null>> {
      const entered = await inSequence(() => stored.choose(name));
      if (entered.ok) await connection.connect();
      return entered;
    },
    /** Signs in with the form; an error names the field it belongs to. */
    async signIn(form: SignIn): Promise<Result<null>> {
      formsUnderWay += 1;
      try {
        return await inSequence(() => signIn(form));
      } finally {
        formsUnderWay -= 1;
      }
    },
    signOut,
    noticeFailure: connection.noticeFailure,
    reconnectNow: connection.reconnectNow,
    messages: () => current.signedIn()?.history.messages,
    client: () => current.signedIn()?.client,
    user: () => current.signedIn()?.user,
    historyId: () => current.signedIn()?.history.id,
    /** Whether this history is in use, or is being opened to be used. */
    isInUse: histories.isInUse,
    /** The messages in use, if they are kept on disk. */
    onDisk() {
      const history = current.signedIn()?.history;
      return history?.inMemory === false ? history.messages : undefined;
    },
    /** All messages that would be lost when the app quits: those in use, and those set aside when a session ended by itself. */
    inMemory() {
      const history = current.signedIn()?.history;
      return { current: history?.inMemory ? history.messages : undefined, aside: histories.aside().map(({ messages }) => messages) };
    },
    /** Closes all histories before the app quits. */
    async close(): Promise<void> {
      await closeSession();
      await histories.closeAll();
    },
  };
}
