import type { Log } from '../log.ts';
import { ok, type Result } from '../model/failure.ts';
import type { SettingsStore } from '../settings/settings.ts';
import type { CurrentLogin } from './current-login.ts';
import { unsentIn } from './login-histories.ts';
import { passwordAccount } from './stored-password.ts';
import type { Vault } from './vault.ts';

/** Asks the person whether this many unsent messages, which exist only in memory, may be lost. */
export type ConfirmLoss = (count: number) => Promise<boolean>;

/** What signing out needs. */
interface SignOutParts {
  readonly vault: Pick<Vault, 'delete'>;
  readonly settings: Pick<SettingsStore, 'setLastAccount'>;
  readonly current: Pick<CurrentLogin, 'signedIn'>;
  /** Ends the current session and closes its history. */
  readonly closeSession: () => Promise<void>;
  readonly log: Pick<Log, 'error'>;
}

/**
 * Returns the function that signs out: it deletes the password from the keychain and closes the history; an encrypted history file stays on
 * disk. If unsent messages exist only in memory, `confirmLoss` is asked first, and the person may stay signed in. It does not wait for the
 * history to close (a slow send can delay that for 10 s); the session at the service ends after that. Errors: `keychain-*`.
 */
export function createSignOut({ vault, settings, current, closeSession, log }: SignOutParts) {
  let asking = false;

  function confirm(count: number, confirmLoss: ConfirmLoss): Promise<boolean> {
    asking = true;
    return confirmLoss(count).finally(() => {
      asking = false;
    });
  }

  return async (confirmLoss: ConfirmLoss): Promise<Result<null>> => {
    const signedIn = current.signedIn();
    if (!signedIn || asking) return ok(null);
    const lost = signedIn.history.inMemory ? unsentIn(signedIn.history.messages) : 0;
    if (lost > 0 && !(await confirm(lost, confirmLoss))) return ok(null);
    // The session may have ended by itself while the question was open.
    if (current.signedIn()?.client !== signedIn.client) return ok(null);
    closeSession()
      .then(() => signedIn.client.signOut())
      .catch((error: unknown) => log.error('signing out', error));
    // If that cannot be stored, the password is gone all the same.
    if (signedIn.remembered) settings.setLastAccount({ server: signedIn.server.baseUrl, userName: signedIn.userName, signedOut: true });
    // Started before anybody can sign in again and store the password anew.
    const forgotten = signedIn.remembered ? vault.delete(passwordAccount(signedIn.userName, signedIn.server)) : undefined;
    return (await forgotten) ?? ok(null);
  };
}
