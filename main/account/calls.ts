import type { HandlersOf } from '../ipc/call.ts';
import type { AppState } from '../model/app-state.ts';
import { ok, type Result } from '../model/failure.ts';
import type { Account } from './account.ts';
import type { accountContract } from './contract.ts';
import type { ConfirmLoss } from './sign-out.ts';

/** What the account's calls need. */
interface AccountCallsParts {
  readonly state: () => AppState;
  readonly account: Pick<Account, 'signIn' | 'signInStored' | 'signOut' | 'restore' | 'reconnectNow' | 'state'>;
  readonly confirmLoss: ConfirmLoss;
}

/** Handles the account's calls: signing in, signing out, and trying the server again. */
export function createAccountCalls({ state, account, confirmLoss }: AccountCallsParts): HandlersOf<typeof accountContract> {
  const withState = (result: Result<null>): Result<AppState> => (result.ok ? ok(state()) : result);

  return {
    'account:sign-in': async (form) => withState(await account.signIn(form)),
    'account:sign-in-stored': async ({ name }) => withState(await account.signInStored(name)),
    'account:sign-out': async () => withState(await account.signOut(confirmLoss)),
    async 'account:retry'() {
      if (account.state().kind === 'signed-in') account.reconnectNow();
      else await account.restore();
      return ok(state());
    },
  };
}
