import type { SignIn } from '../../main/account/contract.ts';
import type { AppState } from '../../main/model/app-state.ts';
import type { Failure } from '../../main/model/failure.ts';
import type { Caller } from '../bridge.ts';
import type { AccountViewState } from './state.ts';

/** Signing in and out. */
export interface AccountActions {
  /** Signs in; true when it worked. Keeps no reference to the password. */
  readonly signIn: (form: SignIn) => Promise<boolean>;
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
  return {
    signIn: async (form) => {
      if (account.isSigningIn.value) return false;
      account.isSigningIn.value = true;
      account.failure.value = undefined;
      const result = await call('account:sign-in', form);
      if (result.ok) applyAppState(result.value);
      else account.failure.value = result.error;
      account.isSigningIn.value = false;
      return result.ok;
    },
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
