import type { Credentials, EvoVoiceClient } from '../evo-voice/api.ts';
import type { UserInfo } from '../evo-voice/dtos.ts';
import { plainFailure } from '../evo-voice/outcomes.ts';
import type { Server } from '../evo-voice/server.ts';
import type { Log } from '../log.ts';
import { fail, ok, type Result } from '../model/failure.ts';
import type { SettingsStore } from '../settings/settings.ts';
import type { SignIn } from './contract.ts';
import type { CurrentLogin } from './current-login.ts';
import { type HistoryPlace, historyPlace } from './history-place.ts';
import { noteServer } from './keychain-logins.ts';
import type { LoginHistories } from './login-histories.ts';
import { maySend } from './service-login.ts';
import { isDefaultServer, readSignIn, type SignInRequest } from './sign-in-form.ts';
import { keychainCredentials, passwordAccount } from './stored-password.ts';
import type { Vault } from './vault.ts';

/** Creates a client of the service. It asks for the credentials whenever it has to sign in. */
export type Connect = (server: Server, credentials: () => Promise<Credentials | undefined>) => EvoVoiceClient;

/** What signing in needs. */
interface SignInParts {
  readonly vault: Vault;
  readonly settings: Pick<SettingsStore, 'setLastAccount'>;
  readonly log: Pick<Log, 'warn'>;
  /** The folder of the history files. */
  readonly folder: string;
  readonly connect: Connect;
  readonly histories: Pick<LoginHistories, 'open'>;
  readonly current: Pick<CurrentLogin, 'setSignedIn'>;
  /** Ends the current session, if there is one. */
  readonly endSession: () => Promise<void>;
}

/** A form that the service accepted. */
interface Accepted {
  readonly request: SignInRequest;
  readonly client: EvoVoiceClient;
  readonly credentials: () => Promise<Credentials | undefined>;
  readonly user: UserInfo;
}

/**
 * Returns the function that signs in with a form and stores the password if the person wants that. Errors name the field they belong to.
 */
export function createSignIn({ vault, settings, log, folder, connect, histories, current, endSession }: SignInParts) {
  let pendingForm: SignInRequest | undefined;
  let refusedForm: SignInRequest | undefined;

  /** Signs in to the service. */
  async function authenticate(request: SignInRequest): Promise<Result<Accepted>> {
    const { server, userName, password } = request;
    const credentials = request.keep === 'keychain' ? keychainCredentials(vault, userName, server) : async () => ({ userName, password });
    const client = connect(server, credentials);
    const user = await client.signIn({ userName, password });
    if (user.ok) return ok({ request, client, credentials, user: user.value });
    const isRefused = user.error.code === 'credentials-refused';
    if (isRefused && isDefaultServer(server)) refusedForm = request;
    return fail({ ...plainFailure(user.error), field: isRefused ? 'password' : 'server' });
  }

  /**
   * Decides where the history is kept and stores the password. The password comes last, so that none is stored if the history key fails.
   */
  async function storePassword({ server, userName, password, keep }: SignInRequest): Promise<Result<HistoryPlace>> {
    const login = passwordAccount(userName, server);
    const place = await historyPlace({ vault, folder, login, remembered: keep === 'keychain' });
    if (!place.ok || place.value.kind === 'memory') return place;
    const kept = await vault.set(login, password);
    return kept.ok ? place : kept;
  }

  function noteLastAccount({ server, userName }: SignInRequest): void {
    const noted = settings.setLastAccount({ server: server.baseUrl, userName });
    if (!noted.ok) log.warn('last account not stored', { code: noted.error.code });
  }

  /** Makes an accepted login the current one, in place of the one before. */
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
    if (remembered) {
      noteServer(history.value.messages, server);
      noteLastAccount(request);
    }
    current.setSignedIn({ server, userName, remembered, credentials, client, user, history: history.value, connection: 'online' });
    // Waiting messages are sent at once, so the login's client must already be in place.
    history.value.messages.resume('signed-out');
    history.value.messages.resume('offline');
    return ok(null);
  }

  return async (form: SignIn): Promise<Result<null>> => {
    const request = readSignIn(form, { pending: pendingForm, refused: refusedForm });
    refusedForm = undefined;
    if (!request.ok) return request;
    const accepted = await authenticate(request.value);
    if (!accepted.ok) return accepted;
    const entered = await enter(accepted.value);
    if (!entered.ok) await accepted.value.client.signOut();
    return entered;
  };
}
