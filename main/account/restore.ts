import { parseServer, type Server } from '../evo-voice/server.ts';
import type { KeychainLogin } from '../model/app-state.ts';
import { type Failure, fail, ok, type Result } from '../model/failure.ts';
import type { SettingsStore } from '../settings/settings.ts';
import type { CurrentLogin } from './current-login.ts';
import { historyPlace } from './history-place.ts';
import { keychainLogins, noteServer, serverOf } from './keychain-logins.ts';
import type { LoginHistories } from './login-histories.ts';
import type { Connect } from './sign-in.ts';
import { keychainCredentials, passwordAccount } from './stored-password.ts';
import type { Vault } from './vault.ts';

/** What restoring the last login needs. */
interface RestoreParts {
  readonly vault: Vault;
  readonly settings: Pick<SettingsStore, 'lastAccount' | 'isAccountLost' | 'reset' | 'setLastAccount'>;
  /** The folder of the history files. */
  readonly folder: string;
  readonly connect: Connect;
  readonly histories: Pick<LoginHistories, 'open' | 'setAside'>;
  readonly current: Pick<CurrentLogin, 'setSignedIn'>;
  /** Whether somebody is signed in or is signing in by the form; then the last login is not restored. */
  readonly isTaken: () => boolean;
}

/** Whose password is looked for in the keychain; the server is not known if only the keychain tells of this login. */
interface Wanted {
  readonly userName: string;
  readonly server: Server | undefined;
  /** The name of its keychain entry. */
  readonly name: string;
}

/** How a try to sign in with a stored password ended. `overtaken`: somebody signs in with the form. */
type Outcome = 'entered' | 'no-password' | 'no-server' | 'overtaken';

/** Restores the login that was used last, with its password from the keychain. */
export function createRestore({ vault, settings, folder, connect, histories, current, isTaken }: RestoreParts) {
  let restoring = false;
  let offered: readonly KeychainLogin[] = [];

  function giveUp(why?: Failure): false {
    restoring = false;
    if (!isTaken()) current.setSignedIn(undefined, why);
    return false;
  }

  /**
   * Makes a login the current one and opens its history, without contacting the service. Somebody else may sign in while the keychain is asked, so
   * `isTaken` is checked after every step.
   */
  async function enter(wanted: Wanted): Promise<Result<Outcome>> {
    const { userName, name: login } = wanted;
    const password = await vault.get(login);
    if (isTaken()) return ok('overtaken');
    if (!password.ok) return password;
    if (!password.value) return ok('no-password');
    const place = await historyPlace({ vault, folder, login, remembered: true });
    if (isTaken()) return ok('overtaken');
    if (!place.ok) return place;
    const history = await histories.open(place.value, login);
    if (!history.ok) return history;
    const { messages } = history.value;
    const server = wanted.server ?? serverOf(login, messages);
    if (isTaken() || server === undefined) {
      await histories.setAside(history.value);
      return ok(server === undefined ? 'no-server' : 'overtaken');
    }
    restoring = false;
    offered = [];
    noteServer(messages, server);
    if (wanted.server === undefined) settings.setLastAccount({ server: server.baseUrl, userName });
    const credentials = keychainCredentials(vault, userName, server);
    const client = connect(server, credentials);
    messages.pause('offline');
    current.setSignedIn({ server, userName, remembered: true, credentials, client, history: history.value, connection: 'connecting' });
    return ok('entered');
  }

  /** The last login, as far as the settings know it. */
  function lastLogin(): Wanted | undefined {
    const last = settings.lastAccount();
    const server = last && parseServer(last.server);
    if (!last || last.signedOut || !server?.ok) return undefined;
    return { userName: last.userName, server: server.value, name: passwordAccount(last.userName, server.value) };
  }

  /** Looks for the last login in the keychain. One that is alone there is it; of several the person chooses. */
  async function findInKeychain(): Promise<boolean> {
    const found = await keychainLogins(vault);
    if (isTaken()) return giveUp();
    if (!found.ok) return giveUp(found.error);
    offered = found.value;
    const [only, ...others] = found.value;
    // Where nothing was damaged the password was taken out of the keychain by hand, and nobody else may be signed in unasked.
    const isDamaged = settings.isAccountLost() || settings.reset() !== undefined;
    if (only === undefined || others.length > 0 || !isDamaged) return giveUp();
    const entered = await enter({ ...only, server: undefined });
    if (!entered.ok) return giveUp(entered.error);
    return entered.value === 'entered' || giveUp();
  }

  return {
    isRestoring: () => restoring,
    /** Logins of the keychain that the person may choose from, because it is not known who signed in last. */
    offered: () => offered,
    /** Signs in the last login; true if that worked. If it is not known who that was, or has no password any more, the keychain is searched. */
    async restore(): Promise<boolean> {
      const last = lastLogin();
      if (isTaken() || (last === undefined && !settings.isAccountLost())) return false;
      restoring = true;
      if (last !== undefined) {
        const entered = await enter(last);
        if (!entered.ok) return giveUp(entered.error);
        if (entered.value !== 'no-password') return entered.value === 'entered' || giveUp();
      }
      return findInKeychain();
    },
    /** Signs in one of the offered logins. Errors: `keychain-*`, `password-missing`, `server-invalid`, `bad-request`, those of opening a history. */
    async choose(name: string): Promise<Result<null>> {
      if (isTaken()) return ok(null);
      const chosen = offered.find((login) => login.name === name);
      if (chosen === undefined) return fail({ code: 'bad-request' });
      const entered = await enter({ ...chosen, server: undefined });
      if (!entered.ok) return entered;
      if (entered.value === 'no-password') return fail({ code: 'password-missing', field: 'password' });
      return entered.value === 'no-server' ? fail({ code: 'server-invalid', field: 'server' }) : ok(null);
    },
  };
}
