import type { SignIn } from '../../main/account/contract.ts';
import type { AppState } from '../../main/model/app-state.ts';
import type { Failure, Result } from '../../main/model/failure.ts';
import type { Caller } from '../bridge.ts';
import type { AccountViewState } from './state.ts';

/** Signing in and out. */
export interface AccountActions {
  /** Signs in; true when it worked. Keeps no reference to the password. */
  readonly signIn: (form: SignIn) => Promise<boolean>;
  /** Signs in with the password that the keychain holds for an offered login. */
  readonly signInStored: (name: string) => Promise<void>;
  readonly signOut: () => Promise<void>;
  /** Tries the server again now. */
  readonly retry: () => Promise<void>;
}

/** Makes the account's actions. `applyAppState` takes in the new state of the app. */
export function createAccountActions({
  account,
  call,
  applyAppState,
  onSignedOut,
  onSignOutFailed,
}: {
  readonly account: AccountViewState;
  readonly call: Caller;
  readonly applyAppState: (app: AppState) => void;
  readonly onSignedOut: () => void;
  readonly onSignOutFailed: (failure: Failure) => void;
}): AccountActions {
  /** Signs in in one way or the other, unless that is under way already; true when it worked. */
  async function enter(signIn: () => Promise<Result<AppState>>): Promise<boolean> {
    if (account.isSigningIn.value) return false;
    account.isSigningIn.value = true;
    account.failure.value = undefined;
    const result = await signIn();
    if (result.ok) applyAppState(result.value);
    else account.failure.value = result.error;
    account.isSigningIn.value = false;
    return result.ok;
  }

  return {
    signIn: (form) => enter(() => call('account:sign-in', form)),
    signInStored: async (name) => void (await enter(() => call('account:sign-in-stored', { name }))),
    signOut: async () => {
      const result = await call('account:sign-out');
      if (!result.ok) return onSignOutFailed(result.error);
      account.failure.value = undefined;
      applyAppState(result.value);
      // Who would rather not lose what waits stays signed in, and where they are.
      if (result.value.account.kind !== 'signed-in') onSignedOut();
    },
    retry: async () => {
      const result = await call('account:retry');
      if (result.ok) applyAppState(result.value);
    },
  };
}
