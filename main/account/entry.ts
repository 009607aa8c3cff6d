import type { Credentials, EvoVoiceClient } from '../evo-voice/api.ts';
import { plainFailure } from '../evo-voice/outcomes.ts';
import { parseServer, type Server } from '../evo-voice/server.ts';
import type { Log } from '../log.ts';
import type { Failure, Result } from '../model/failure.ts';
import type { SettingsStore } from '../settings/settings.ts';
import type { SignedIn } from './account-state.ts';
import type { SignIn } from './contract.ts';
import { keychainCredentials, maySend, passwordAccount } from './credentials.ts';
import { type AccountMessages, type Histories, type HistoryPlace, historyPlace } from './histories.ts';
import { readSignIn, type SignInRequest } from './sign-in-form.ts';
import { createTurns } from './turns.ts';
import type { Vault } from './vault.ts';

/** What the ways into the account need of it. */
export interface EntryParts<M extends AccountMessages> {
  readonly vault: Vault;
  readonly settings: SettingsStore;
  readonly log: Pick<Log, 'warn'>;
  readonly connect: (server: Server, credentials: () => Promise<Credentials | undefined>) => EvoVoiceClient;
  readonly histories: Histories<M>;
  readonly isSignedIn: () => boolean;
  readonly become: (next: SignedIn<M> | undefined, why?: Failure) => void;
  /** Ends the login in use, if there is one. */
  readonly leave: () => Promise<void>;
}

const fail = (error: Failure): Result<never> => ({ ok: false, error });

/** The two ways into the account, one after the other: the stored login, and the form. */
export function createEntry<M extends AccountMessages>(parts: EntryParts<M>) {
  const { vault, settings, log, connect, histories, become } = parts;
  const inTurn = createTurns();
  let formsUnderWay = 0;
  let starting = false;
  let held: SignInRequest | undefined;

  /** Whether somebody is signed in, or about to be by the form: then the stored login has nothing to say. */
  const isTaken = () => parts.isSignedIn() || formsUnderWay > 0;

  function giveUp(why?: Failure): false {
    starting = false;
    if (!isTaken()) become(undefined, why);
    return false;
  }

  /** The keychain answers late, so each step looks who is there by now. */
  async function enterAgain(): Promise<boolean> {
    const last = settings.lastAccount();
    const server = last && parseServer(last.server);
    if (isTaken() || !last || !server?.ok) return false;
    starting = true;
    const { userName } = last;
    const login = passwordAccount(userName, server.value);
    const password = await vault.get(login);
    if (isTaken() || !password.ok || !password.value) return giveUp(password.ok ? undefined : password.error);
    const where = await historyPlace(vault, login, true);
    if (isTaken() || !where.ok) return giveUp(where.ok ? undefined : where.error);
    const history = await histories.open(where.value, login);
    if (!history.ok) return giveUp(history.error);
    if (isTaken()) {
      await histories.leave(history.value);
      return giveUp();
    }
    starting = false;
    const credentials = keychainCredentials(vault, userName, server.value);
    const client = connect(server.value, credentials);
    history.value.messages.pause('offline');
    become({ server: server.value, userName, remembered: true, credentials, client, history: history.value, connection: 'connecting' });
    return true;
  }

  /** Finds the place of a login's history, and keeps its password: that last, so that none is kept for a login that is refused after all. */
  async function keep(login: string, remembered: boolean, password: string): Promise<Result<HistoryPlace>> {
    const where = await historyPlace(vault, login, remembered);
    if (!where.ok || !remembered) return where;
    const kept = await vault.set(login, password);
    return kept.ok ? where : kept;
  }

  async function enterByForm(form: SignIn): Promise<Result<null>> {
    const request = readSignIn(form, held);
    if (!request.ok) return request;
    const { server, userName, password } = request.value;
    const login = passwordAccount(userName, server);
    const remembered = request.value.keep === 'keychain';
    const credentials = remembered ? keychainCredentials(vault, userName, server) : async () => ({ userName, password });
    const client = connect(server, credentials);
    const user = await client.signIn({ userName, password });
    if (!user.ok) return fail({ ...plainFailure(user.error), field: user.error.code === 'credentials-refused' ? 'password' : 'server' });
    const refuse = async (error: Failure): Promise<Result<never>> => {
      await client.signOut();
      return fail(error);
    };
    if (!maySend(user.value)) return refuse({ code: 'role-missing', field: 'userName' });
    const where = await keep(login, remembered, password);
    if (!where.ok) {
      held = request.value;
      return refuse(where.error);
    }
    await parts.leave();
    const history = await histories.open(where.value, login);
    if (!history.ok) return refuse(history.error);
    held = undefined;
    if (remembered) {
      const noted = settings.setLastAccount({ server: server.baseUrl, userName });
      if (!noted.ok) log.warn('last account not stored', { code: noted.error.code });
    }
    become({ server, userName, remembered, credentials, client, history: history.value, connection: 'online', user: user.value });
    // What waits goes out at once, so the account must have its client by now.
    history.value.messages.resume('signed-out');
    history.value.messages.resume('offline');
    return { ok: true, value: null };
  }

  return {
    /** Whether the stored login is being entered. */
    isStarting: () => starting,
    /** Opens the history of the stored login; true when that is in use then. Does nothing while somebody is signed in or about to be. */
    restore: (): Promise<boolean> => inTurn(enterAgain),
    /** Signs in with what the form holds, and keeps the password where the person asked; errors carry the field they belong to. */
    async signIn(form: SignIn): Promise<Result<null>> {
      formsUnderWay += 1;
      try {
        return await inTurn(() => enterByForm(form));
      } finally {
        formsUnderWay -= 1;
      }
    },
  };
}
