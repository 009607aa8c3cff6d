import type { Credentials, EvoVoiceClient } from '../evo-voice/client.ts';
import type { UserInfo } from '../evo-voice/dtos.ts';
import { plainFailure } from '../evo-voice/outcomes.ts';
import type { Server } from '../evo-voice/server.ts';
import type { Log } from '../log.ts';
import { fail, ok, type Result } from '../model/failure.ts';
import type { SettingsStore } from '../settings/settings.ts';
import type { SignIn } from './contract.ts';
import type { CurrentLogin } from './current-login.ts';
import { type HistoryPlace, historyPlace } from './history-place.ts';
import type { LoginHistories } from './login-histories.ts';
import { maySend } from './service-login.ts';
import { readSignIn, type SignInRequest } from './sign-in-form.ts';
import { keychainCredentials, passwordAccount } from './stored-password.ts';
import type { Vault } from './vault.ts';

/** Makes a client of the service; it asks for the credentials whenever it needs them. */
export type Connect = (server: Server, credentials: () => Promise<Credentials | undefined>) => EvoVoiceClient;

/** What signing in by the form needs. */
export interface SignInParts {
  readonly vault: Vault;
  readonly settings: Pick<SettingsStore, 'setLastAccount'>;
  readonly log: Pick<Log, 'warn'>;
  readonly connect: Connect;
  readonly histories: Pick<LoginHistories, 'open'>;
  readonly current: Pick<CurrentLogin, 'setSignedIn'>;
  /** Ends the login in use, if there is one. */
  readonly endSession: () => Promise<void>;
}

/** A login that the service let in. */
interface Accepted {
  readonly request: SignInRequest;
  readonly client: EvoVoiceClient;
  readonly credentials: () => Promise<Credentials | undefined>;
  readonly user: UserInfo;
}

/** Gives the function that signs in with what the form holds, and keeps the password where the person asked; errors carry the field they belong to. */
export function createSignIn({ vault, settings, log, connect, histories, current, endSession }: SignInParts) {
  let pendingForm: SignInRequest | undefined;

  /** Asks the service whether it lets the login in. */
  async function authenticate(request: SignInRequest): Promise<Result<Accepted>> {
    const { server, userName, password } = request;
    const credentials = request.keep === 'keychain' ? keychainCredentials(vault, userName, server) : async () => ({ userName, password });
    const client = connect(server, credentials);
    const user = await client.signIn({ userName, password });
    if (user.ok) return ok({ request, client, credentials, user: user.value });
    return fail({ ...plainFailure(user.error), field: user.error.code === 'credentials-refused' ? 'password' : 'server' });
  }

  /** Finds the place of a login's history, and keeps its password: that last, so that none is kept for a login that is refused after all. */
  async function storePassword({ server, userName, password, keep }: SignInRequest): Promise<Result<HistoryPlace>> {
    const login = passwordAccount(userName, server);
    const place = await historyPlace(vault, login, keep === 'keychain');
    if (!place.ok || place.value.kind === 'memory') return place;
    const kept = await vault.set(login, password);
    return kept.ok ? place : kept;
  }

  function noteLastAccount({ server, userName }: SignInRequest): void {
    const noted = settings.setLastAccount({ server: server.baseUrl, userName });
    if (!noted.ok) log.warn('last account not stored', { code: noted.error.code });
  }

  /** Puts a login into use, in place of the one before. */
  async function enter({ request, client, credentials, user }: Accepted): Promise<Result<null>> {
    if (!maySend(user)) return fail({ code: 'role-missing', field: 'userName' });
    const { server, userName } = request;
    const place = await storePassword(request);
    if (!place.ok) {
      pendingForm = request;
      return place;
    }
    await endSession();
    const history = await histories.open(place.value, passwordAccount(userName, server));
    if (!history.ok) return history;
    pendingForm = undefined;
    const remembered = request.keep === 'keychain';
    if (remembered) noteLastAccount(request);
    current.setSignedIn({ server, userName, remembered, credentials, client, user, history: history.value, connection: 'online' });
    // What waits goes out at once, so the account must have its client by now.
    history.value.messages.resume('signed-out');
    history.value.messages.resume('offline');
    return ok(null);
  }

  return async (form: SignIn): Promise<Result<null>> => {
    const request = readSignIn(form, pendingForm);
    if (!request.ok) return request;
    const accepted = await authenticate(request.value);
    if (!accepted.ok) return accepted;
    const entered = await enter(accepted.value);
    if (!entered.ok) await accepted.value.client.signOut();
    return entered;
  };
}
