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

/** What the account is built from. */
export interface AccountParts {
  readonly vault: Vault;
  readonly settings: SettingsStore;
  readonly connect: Connect;
  /** Opens the place of a login's history, or refuses it. */
  readonly openHistory: (place: HistoryPlace, links: HistoryLinks) => Result<OpenedHistory>;
  readonly clock: Clock;
  readonly log: Log;
}

/** The one account of the app: signing in and out, restoring it at start, and getting a lost connection back. */
export type Account = ReturnType<typeof createAccount>;

/** Runs each work when the one before has ended, however that ended; gives what the work gives. */
function createSequence(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const mine = last.then(work);
    last = mine.catch(() => {});
    return mine;
  };
}

/** Builds the account, signed out; call `restore` to sign in with the password of the last run. */
export function createAccount({ vault, settings, connect, openHistory, clock, log }: AccountParts) {
  const events: AccountEvents = new EventEmitter();
  const current = createCurrentLogin(events);
  const histories = createLoginHistories({ openAt: openHistory, retentionDays: () => settings.get().retentionDays, current, events, log });
  const connection = createConnection({ current, histories, clock, log });
  const { endSession, closeSession } = connection;
  const inSequence = createSequence();
  let formsUnderWay = 0;
  const signIn = createSignIn({ vault, settings, log, connect, histories, current, endSession });
  const signOut = createSignOut({ vault, current, closeSession, log });
  const isTaken = () => current.signedIn() !== undefined || formsUnderWay > 0;
  const stored = createRestore({ vault, settings, connect, histories, current, isTaken });

  events.on('session-lost', (client) => connection.noticeFailure({ code: 'signed-out' }, client));
  events.on('change', () => {
    const signedIn = current.signedIn();
    if (signedIn?.connection === 'online') signedIn.history.messages.startPull();
    else signedIn?.history.messages.stopPull();
  });

  function state(): AccountState {
    const signedIn = current.signedIn();
    if (signedIn) return signedInState(signedIn);
    return stored.isRestoring() ? { kind: 'starting' } : signedOutState(settings.lastAccount(), current.reason());
  }

  return {
    state,
    onChange: (listener: AccountListener<'change'>) => void events.on('change', listener),
    onMessages: (listener: AccountListener<'messages'>) => void events.on('messages', listener),
    onPull: (listener: AccountListener<'pull'>) => void events.on('pull', listener),
    onDrafts: (listener: AccountListener<'drafts'>) => void events.on('drafts', listener),
    /**
     * Signs in with the password of the last run; does nothing while somebody is signed in or about to be. Where nobody is in the end, the
     * keychain is asked whether it answers.
     */
    async restore(): Promise<void> {
      if (await inSequence(stored.restore)) await connection.connect();
      if (state().kind === 'signed-out') await vault.probe();
      events.emit('change');
    },
    /** Signs in with what the form holds; errors carry the field they belong to. */
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
    /** Whether this history is the one in use, or is being opened for it. */
    isInUse: histories.isInUse,
    /** The messages in use, if they stay on the disk when the app quits. */
    onDisk() {
      const history = current.signedIn()?.history;
      return history?.inMemory === false ? history.messages : undefined;
    },
    /** All that is gone when the app quits: of the login in use, and of those whose login ended by itself. */
    inMemory() {
      const history = current.signedIn()?.history;
      return { current: history?.inMemory ? history.messages : undefined, aside: histories.aside().map(({ messages }) => messages) };
    },
    /** Closes every history; for quitting. */
    async close(): Promise<void> {
      await closeSession();
      await histories.closeAll();
    },
  };
}
