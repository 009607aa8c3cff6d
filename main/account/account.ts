import type { Clock } from '../clock.ts';
import type { Credentials, EvoVoiceClient } from '../evo-voice/api.ts';
import { isConnectionTrouble, isOutOfReach, plainFailure } from '../evo-voice/outcomes.ts';
import type { Server } from '../evo-voice/server.ts';
import type { Log } from '../log.ts';
import type { AccountState } from '../model/app-state.ts';
import type { Failure, Result, ServiceFailure } from '../model/failure.ts';
import type { SettingsStore } from '../settings/settings.ts';
import { type SignedIn, signedInState, signedOutState } from './account-state.ts';
import { maySend, passwordAccount, signInAgain } from './credentials.ts';
import { createEntry } from './entry.ts';
import { type AccountMessages, createHistories, type OpenHistory, unsentIn } from './histories.ts';
import { createReconnect } from './reconnect.ts';
import type { Vault } from './vault.ts';

/** What the account is built from; `connect` makes a client, `openHistory` opens or refuses the place of a login's messages. */
export interface AccountParts<M extends AccountMessages> {
  readonly vault: Vault;
  readonly settings: SettingsStore;
  readonly connect: (server: Server, credentials: () => Promise<Credentials | undefined>) => EvoVoiceClient;
  readonly openHistory: OpenHistory<M>;
  /** Asks whether this many messages, which nothing but memory keeps, may be lost by signing out. */
  readonly confirmLoss: (count: number) => Promise<boolean>;
  readonly clock: Clock;
  readonly log: Log;
  readonly onChange: () => void;
}

/** The one account of the app: signing in and out, restoring it at start, and getting a lost connection back. */
export type Account<M> = ReturnType<typeof createAccount<M & AccountMessages>>;

/** Builds the account, signed out; call `restore` to sign in with the credential of the last run. */
export function createAccount<M extends AccountMessages>(parts: AccountParts<M>) {
  const { vault, settings, log } = parts;
  let signedIn: SignedIn<M> | undefined;
  let reason: Failure | undefined;
  let asking = false;
  const histories = createHistories<M>(parts.openHistory);
  const entry = createEntry<M>({
    vault,
    settings,
    log,
    connect: parts.connect,
    histories,
    isSignedIn: () => signedIn !== undefined,
    become,
    leave: () => leave(),
  });
  const hasWaiting = () => signedIn?.history.messages.hasWaiting() ?? false;
  const reconnect = createReconnect({ attempt, hasWaiting, clock: parts.clock, log });

  function become(next: SignedIn<M> | undefined, why?: Failure): void {
    signedIn = next;
    reason = why;
    parts.onChange();
  }

  /** Goes back to the sign-in form, at once, and then puts the history away; `why` is set when nobody asked to. */
  async function leave(why?: Failure, putAway = histories.leave): Promise<void> {
    const left = signedIn;
    reconnect.stop();
    if (why) log.warn('signed out', { code: why.code });
    become(undefined, why);
    if (left) await putAway(left.history);
  }

  function setConnection(connection: SignedIn<M>['connection'], user = signedIn?.user): void {
    if (!signedIn) return;
    if (connection === 'online') signedIn.history.messages.resume('offline');
    else signedIn.history.messages.pause('offline');
    become({ ...signedIn, connection, user });
  }

  /** One try to sign the restored or interrupted account in; true when no further try is wanted. */
  async function attempt(): Promise<boolean> {
    const current = signedIn;
    if (!current) return true;
    const answer = await signInAgain(current.client, current.credentials, current.user !== undefined);
    if (signedIn?.client !== current.client) return true;
    if (answer.ok) {
      if (maySend(answer.value)) setConnection('online', answer.value);
      else await leave({ code: 'role-missing' });
      return true;
    }
    if (!isConnectionTrouble(answer.error)) {
      await leave(plainFailure(answer.error));
      return true;
    }
    log.info('connection', { state: 'offline', code: answer.error.code });
    setConnection('offline');
    return false;
  }

  async function restore(): Promise<void> {
    if ((await entry.restore()) && !(await attempt())) reconnect.start();
  }

  /**
   * Signs out: removes the password from the keychain and closes the history, whose file stays, encrypted. Where the history is in memory and
   * something in it is unsent, the person is asked first, and may stay signed in. The server's session ends after the close, which is not waited
   * for: a slow send may hold it up for 10 s.
   */
  async function signOut(): Promise<Result<null>> {
    const current = signedIn;
    if (!current || asking) return { ok: true, value: null };
    const lost = current.history.inMemory ? unsentIn(current.history) : 0;
    if (lost > 0) {
      asking = true;
      const isWanted = await parts.confirmLoss(lost).finally(() => {
        asking = false;
      });
      if (!isWanted || signedIn?.client !== current.client) return { ok: true, value: null };
    }
    leave(undefined, histories.close)
      .then(() => current.client.signOut())
      .catch((error: unknown) => log.error('signing out', error));
    // Asked for before anybody can sign in again and store the password anew.
    const forgotten = current.remembered ? vault.delete(passwordAccount(current.userName, current.server)) : undefined;
    return (await forgotten) ?? { ok: true, value: null };
  }

  function state(): AccountState {
    if (signedIn) return signedInState(signedIn);
    return entry.isStarting() ? { kind: 'starting' } : signedOutState(settings.lastAccount(), reason);
  }

  /**
   * Takes note of a failed call of a client: keeps the connection state true, and asks to sign in again where the service wants that. What a
   * client of an earlier login says is nothing to the present one.
   */
  function noticeFailure(failure: ServiceFailure, client: EvoVoiceClient | undefined): void {
    if (!signedIn || signedIn.client !== client) return;
    if (failure.code === 'signed-out' || failure.code === 'credentials-refused') {
      leave(plainFailure(failure)).catch((error: unknown) => log.error('leaving', error));
    } else if (isOutOfReach(failure)) {
      setConnection('offline');
      reconnect.start();
    }
  }

  return {
    state,
    /** Signs in with the credential of the last run; does nothing while somebody is signed in or about to be. */
    restore,
    signIn: entry.signIn,
    signOut,
    noticeFailure,
    /** Ends our own waits: for the next try to get a lost connection back, and of what waits to leave. E.g. because the computer woke up. */
    hurry(): void {
      reconnect.hurry();
      signedIn?.history.messages.retryNow();
    },
    messages: () => signedIn?.history.messages,
    client: () => signedIn?.client,
    user: () => signedIn?.user,
    historyId: () => signedIn?.history.id,
    /** Whether this history is the one in use, or is being opened for it. */
    isInUse: (historyId: string) => signedIn?.history.id === historyId || histories.isOpening(historyId),
    /** The client that a history may use: the one of its login while that is signed in. */
    clientOf: (historyId: string) => (signedIn?.history.id === historyId ? signedIn.client : undefined),
    /** The messages in use, if they stay on the disk when the app quits. */
    onDisk: () => (signedIn?.history.inMemory === false ? signedIn.history.messages : undefined),
    /** All that is gone when the app quits: of the login in use, and of those whose login ended by itself. */
    inMemory: () => ({
      current: signedIn?.history.inMemory ? signedIn.history.messages : undefined,
      aside: histories.aside().map(({ messages }) => messages),
    }),
    /** Closes every history; for quitting. */
    async close(): Promise<void> {
      await leave(undefined, histories.close);
      await histories.closeAll();
    },
  };
}
