import type { AccountState } from '../../main/model/app-state.ts';
import { accountWords } from '../../main/words/account.ts';
import type { AccountActions } from './actions.ts';

/** Who is signed in, and signing out. */
export function AccountSection({ account, actions }: { readonly account: AccountState; readonly actions: AccountActions }) {
  return (
    <section aria-label={accountWords.heading}>
      <h2>{accountWords.heading}</h2>
      {account.kind === 'signed-in' ? (
        <>
          <p class="break">{accountWords.who(account)}</p>
          <p class="hint">{account.remembered ? accountWords.remembered : accountWords.untilQuit}</p>
          <div class="buttons">
            <button type="button" onClick={() => void actions.signOut()}>
              {accountWords.signOut}
            </button>
          </div>
        </>
      ) : (
        <p>{accountWords.signedOut}</p>
      )}
    </section>
  );
}
