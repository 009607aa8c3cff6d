import { type AccountMessages, createHistoryOpener, type HistoryPlace, historyPlace, type OpenedHistory } from './account-history.ts';
import { type SignedIn, signedInState, signedOutState } from './account-state.ts';
import type { Clock } from './clock.ts';
import type { AccountState, Failure, Result, SignIn } from './contract.ts';
import type { Credentials, EvoVoiceClient } from './evo-voice/client.ts';
import type { CallFailure } from './evo-voice/outcomes.ts';
import type { Server } from './evo-voice/server.ts';
import { parseServer } from './evo-voice/server.ts';
import { failureOf, isConnectionTrouble, isOutOfReach } from './failures.ts';
import type { Log } from './log.ts';
import { keychainCredentials, maySend, passwordAccount, signInAgain } from './login.ts';
import { createReconnect } from './reconnect.ts';
import type { SettingsStore } from './settings.ts';
import { readSignIn, type SignInRequest } from './sign-in-form.ts';
import type { Vault } from './vault.ts';

/** What the account is built from; `connect` makes a client, `openHistory` opens or refuses the place of a login's messages. */
export interface AccountParts<M> {
  readonly vault: Vault;
  readonly settings: SettingsStore;
  readonly connect: (server: Server, credentials: () => Promise<Credentials | undefined>) => EvoVoiceClient;
  readonly openHistory: (place: HistoryPlace) => Result<OpenedHistory<M>>;
  readonly clock: Clock;
  readonly log: Log;
  readonly onChange: () => void;
}

const fail = (error: Failure): Result<never> => ({ ok: false, error });

/** The one account of the app: signing in and out, restoring it at start, and getting a lost connection back. */
export type Account<M> = ReturnType<typeof createAccount<M & AccountMessages>>;

/** Builds the account, signed out; call `restore` to sign in with the credential of the last run. */
export function createAccount<M extends AccountMessages>(parts: AccountParts<M>) {
  const { vault, settings, log } = parts;
  let signedIn: SignedIn<M> | undefined;
  let starting = false;
  let reason: Failure | undefined;
  let held: SignInRequest | undefined;
  const histories = createHistoryOpener(parts.openHistory);
  const hasWaiting = () => signedIn?.history.messages.hasWaiting() ?? false;
  const reconnect = createReconnect({ attempt, hasWaiting, clock: parts.clock, log });

  function become(next: SignedIn<M> | undefined, why?: Failure): void {
    signedIn = next;
    reason = why;
    starting = false;
    parts.onChange();
  }

  /** Goes back to the sign-in form; `why` is set when nobody asked to. */
  async function leave(why?: Failure): Promise<void> {
    const left = signedIn;
    reconnect.stop();
    if (why) log.warn('signed out', { code: why.code });
    become(undefined, why);
    if (left && why && !left.remembered) histories.park(left.history, passwordAccount(left.userName, left.server));
    else await left?.history.messages.close();
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
    if (!isConnectionTrouble(answer.failure)) {
      await leave(failureOf(answer.failure));
      return true;
    }
    log.info('connection', { state: 'offline', code: answer.failure.code });
    setConnection('offline');
    return false;
  }

  async function restore(): Promise<void> {
    const last = settings.lastAccount();
    const server = last && parseServer(last.server);
    if (!last || !server?.ok) return;
    starting = true;
    const { userName } = last;
    const login = passwordAccount(userName, server.value);
    const password = await vault.get(login);
    if (!password.ok) return leave(password.error);
    if (!password.value) return leave();
    const where = await historyPlace(vault, login, true);
    if (!where.ok) return leave(where.error);
    const credentials = keychainCredentials(vault, userName, server.value);
    const client = parts.connect(server.value, credentials);
    const history = await histories.open(where.value, login);
    if (!history.ok) return leave(history.error);
    history.value.messages.pause('offline');
    become({ server: server.value, userName, remembered: true, credentials, client, history: history.value, connection: 'connecting' });
    if (!(await attempt())) reconnect.start();
  }

  /** Signs in with what the form holds, and keeps the password where the person asked; errors carry the field they belong to. */
  async function signIn(form: SignIn): Promise<Result<null>> {
    const request = readSignIn(form, held);
    if (!request.ok) return request;
    const { server, userName, password } = request.value;
    const login = passwordAccount(userName, server);
    const remembered = request.value.keep === 'keychain';
    const credentials = remembered ? keychainCredentials(vault, userName, server) : async () => ({ userName, password });
    const client = parts.connect(server, credentials);
    const user = await client.signIn({ userName, password });
    if (!user.ok) return fail({ ...failureOf(user.failure), field: user.failure.code === 'credentials-refused' ? 'password' : 'server' });
    const refuse = async (error: Failure): Promise<Result<never>> => {
      await client.signOut();
      return fail(error);
    };
    if (!maySend(user.value)) return refuse({ code: 'role-missing', field: 'userName' });
    const stored = remembered ? await vault.set(login, password) : undefined;
    const where = stored?.ok === false ? stored : await historyPlace(vault, login, remembered);
    if (!where.ok) {
      held = request.value;
      return refuse(where.error);
    }
    await leave();
    const history = await histories.open(where.value, login);
    if (!history.ok) return refuse(history.error);
    held = undefined;
    settings.setLastAccount({ server: server.baseUrl, userName });
    become({ server, userName, remembered, credentials, client, history: history.value, connection: 'online', user: user.value });
    // What waits goes out at once, so the account must have its client by now.
    history.value.messages.resume('signed-out');
    history.value.messages.resume('offline');
    return { ok: true, value: null };
  }

  /** Ends the server's session, removes the password from the keychain and closes the history; its file stays, encrypted. */
  async function signOut(): Promise<Result<null>> {
    const current = signedIn;
    if (!current) return { ok: true, value: null };
    await leave();
    const forgotten = current.remembered ? await vault.delete(passwordAccount(current.userName, current.server)) : undefined;
    await current.client.signOut();
    return forgotten ?? { ok: true, value: null };
  }

  function state(): AccountState {
    if (starting) return { kind: 'starting' };
    return signedIn ? signedInState(signedIn) : signedOutState(settings.lastAccount(), reason);
  }

  /** Takes note of a failed call: keeps the connection state true, and asks to sign in again where the service wants that. */
  function noticeFailure(failure: CallFailure): void {
    if (!signedIn) return;
    if (failure.code === 'signed-out' || failure.code === 'credentials-refused') {
      leave(failureOf(failure)).catch((error: unknown) => log.error('leaving', error));
    } else if (isOutOfReach(failure)) {
      setConnection('offline');
      reconnect.start();
    }
  }

  return {
    state,
    restore,
    signIn,
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
    /** Closes the history; for quitting. */
    async close(): Promise<void> {
      await leave();
      await histories.dropParked();
    },
  };
}
