import { parseServer } from '../evo-voice/server.ts';
import type { Failure } from '../model/failure.ts';
import type { SettingsStore } from '../settings/settings.ts';
import type { CurrentLogin } from './current-login.ts';
import { historyPlace } from './history-place.ts';
import type { LoginHistories } from './login-histories.ts';
import type { Connect } from './sign-in.ts';
import { keychainCredentials, passwordAccount } from './stored-password.ts';
import type { Vault } from './vault.ts';

/** What restoring the last login needs. */
interface RestoreParts {
  readonly vault: Vault;
  readonly settings: Pick<SettingsStore, 'lastAccount'>;
  /** The folder of the history files. */
  readonly folder: string;
  readonly connect: Connect;
  readonly histories: Pick<LoginHistories, 'open' | 'setAside'>;
  readonly current: Pick<CurrentLogin, 'setSignedIn'>;
  /** Whether somebody is signed in or is signing in by the form; then the last login is not restored. */
  readonly isTaken: () => boolean;
}

/** Restores the login that was used last, with its password from the keychain. */
export function createRestore({ vault, settings, folder, connect, histories, current, isTaken }: RestoreParts) {
  let restoring = false;

  function giveUp(why?: Failure): false {
    restoring = false;
    if (!isTaken()) current.setSignedIn(undefined, why);
    return false;
  }

  return {
    isRestoring: () => restoring,
    /**
     * Makes the last login the current one and opens its history, without contacting the service; true if that worked. Somebody else may
     * sign in while the keychain is asked, so `isTaken` is checked after every step.
     */
    async restore(): Promise<boolean> {
      const last = settings.lastAccount();
      const server = last && parseServer(last.server);
      if (isTaken() || !last || !server?.ok) return false;
      restoring = true;
      const { userName } = last;
      const login = passwordAccount(userName, server.value);
      const password = await vault.get(login);
      if (isTaken() || !password.ok || !password.value) return giveUp(password.ok ? undefined : password.error);
      const place = await historyPlace({ vault, folder, login, remembered: true });
      if (isTaken() || !place.ok) return giveUp(place.ok ? undefined : place.error);
      const history = await histories.open(place.value, login);
      if (!history.ok) return giveUp(history.error);
      if (isTaken()) {
        await histories.setAside(history.value);
        return giveUp();
      }
      restoring = false;
      const credentials = keychainCredentials(vault, userName, server.value);
      const client = connect(server.value, credentials);
      history.value.messages.pause('offline');
      const connection = 'connecting';
      current.setSignedIn({ server: server.value, userName, remembered: true, credentials, client, history: history.value, connection });
      return true;
    },
  };
}
