import type { Log } from '../log.ts';
import { ok, type Result } from '../model/failure.ts';
import type { CurrentLogin } from './current-login.ts';
import { unsentIn } from './login-histories.ts';
import { passwordAccount } from './stored-password.ts';
import type { Vault } from './vault.ts';

/** Asks a person whether this many unsent messages, which nothing but memory keeps, may be lost. */
export type ConfirmLoss = (count: number) => Promise<boolean>;

/** What signing out needs. */
export interface SignOutParts {
  readonly vault: Pick<Vault, 'delete'>;
  readonly current: Pick<CurrentLogin, 'signedIn'>;
  /** Ends the login in use and closes its history. */
  readonly closeSession: () => Promise<void>;
  readonly log: Pick<Log, 'error'>;
}

/**
 * Gives the function that signs out: it removes the password from the keychain and closes the history, whose file stays, encrypted. Where the
 * history is in memory and something in it is unsent, `confirmLoss` is asked first, and the person may stay signed in. The server's session ends
 * after the close, which is not waited for: a slow send may hold it up for 10 s. Errors: `keychain-*`.
 */
export function createSignOut({ vault, current, closeSession, log }: SignOutParts) {
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
    // The login may have ended by itself behind the question.
    if (current.signedIn()?.client !== signedIn.client) return ok(null);
    closeSession()
      .then(() => signedIn.client.signOut())
      .catch((error: unknown) => log.error('signing out', error));
    // Asked for before anybody can sign in again and store the password anew.
    const forgotten = signedIn.remembered ? vault.delete(passwordAccount(signedIn.userName, signedIn.server)) : undefined;
    return (await forgotten) ?? ok(null);
  };
}
