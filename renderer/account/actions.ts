import type { SignIn } from '../../main/account/contract.ts';
import type { AppState } from '../../main/model/app-state.ts';
import type { Result } from '../../main/model/failure.ts';
import type { Caller } from '../bridge.ts';
import type { State } from '../state.ts';

/** Signing in and out. */
export interface AccountActions {
  /** Signs in; true when it worked. Keeps no reference to the password. */
  readonly signIn: (form: SignIn) => Promise<boolean>;
  readonly signOut: () => Promise<void>;
  /** Tries the server again now. */
  readonly retry: () => Promise<void>;
}

/** Makes the account's actions; `took` takes the new state of the app over. */
export function createAccountActions({
  state,
  call,
  took,
}: {
  readonly state: State;
  readonly call: Caller;
  readonly took: (app: AppState) => void;
}): AccountActions {
  const { busy, failure } = state.signIn;

  const settle = (result: Result<AppState>): boolean => {
    failure.value = result.ok ? undefined : result.error;
    if (result.ok) took(result.value);
    return result.ok;
  };

  return {
    signIn: async (form) => {
      if (busy.value) return false;
      busy.value = true;
      failure.value = undefined;
      const answer = call('account:sign-in', form);
      const worked = settle(await answer);
      busy.value = false;
      return worked;
    },
    signOut: async () => {
      const result = await call('account:sign-out');
      // Who would rather not lose what waits stays signed in, and where they are.
      if (settle(result)) state.view.value = state.app.peek()?.account.kind === 'signed-in' ? state.view.peek() : 'compose';
      else state.settings.failure.value = failure.value;
    },
    retry: async () => {
      const result = await call('account:retry');
      if (result.ok) took(result.value);
    },
  };
}
