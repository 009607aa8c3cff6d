import type { AccountState } from '../../main/model/app-state.ts';
import type { AccountActions } from './actions.ts';

/** Who is signed in, and signing out. */
export function AccountSection({ account, actions }: { readonly account: AccountState; readonly actions: AccountActions }) {
  return (
    <section aria-label="Account">
      <h2>Account</h2>
      {account.kind === 'signed-in' ? (
        <>
          <p class="break">
            {account.displayName} ({account.userName}) at {account.server}
          </p>
          <p class="hint">
            {account.remembered
              ? 'The password is in the keychain of this computer. Signing out removes it; messages that wait go out after you sign in again.'
              : 'Signed in until quit: the password is in memory only.'}
          </p>
          <div class="buttons">
            <button type="button" onClick={() => void actions.signOut()}>
              Sign out
            </button>
          </div>
        </>
      ) : (
        <p>Not signed in.</p>
      )}
    </section>
  );
}
