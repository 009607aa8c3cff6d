import type { AccountState } from '../../main/model/app-state.ts';
import { accountNotices, damageWords } from '../../main/words/account.ts';
import { say } from '../../main/words/failures.ts';
import { Notice } from '../ui/field.tsx';
import type { AccountActions } from './actions.ts';
import type { AccountViewState } from './state.ts';

type SignedIn = Extract<AccountState, { readonly kind: 'signed-in' }>;

interface AccountNoticesProps {
  readonly account: SignedIn;
  readonly state: AccountViewState;
  readonly actions: AccountActions;
}

/** What a person must know of their login before they type: no network, a history that was set aside, no lookup, what is not kept. */
export function AccountNotices({ account, state, actions }: AccountNoticesProps) {
  return (
    <>
      {account.connection === 'offline' && (
        <Notice tone="warning">
          {accountNotices.offline}{' '}
          <button class="quiet" type="button" onClick={() => void actions.retry()}>
            {accountNotices.retry}
          </button>
        </Notice>
      )}
      <HistoryNotice account={account} dismissed={state.dismissedNotice} />
      <DamageNotice account={account} dismissed={state.dismissedDamageNotice} />
      <LookupNotice account={account} dismissed={state.dismissedLookupNotice} />
      {!account.remembered && <Notice>{accountNotices.untilQuit}</Notice>}
    </>
  );
}

function HistoryNotice({ account, dismissed }: { readonly account: SignedIn; readonly dismissed: AccountViewState['dismissedNotice'] }) {
  if (account.historyNotice === undefined) return null;
  return <DismissibleNotice id={say(account.historyNotice)} text={say(account.historyNotice)} dismissed={dismissed} />;
}

function DamageNotice({
  account,
  dismissed,
}: {
  readonly account: SignedIn;
  readonly dismissed: AccountViewState['dismissedDamageNotice'];
}) {
  const text = account.historyDamage && damageWords(account.historyDamage);
  return text === undefined ? null : <DismissibleNotice id={text} text={text} dismissed={dismissed} />;
}

function LookupNotice({
  account,
  dismissed,
}: {
  readonly account: SignedIn;
  readonly dismissed: AccountViewState['dismissedLookupNotice'];
}) {
  if (account.mayLookUp !== false) return null;
  return <DismissibleNotice id={`${account.userName}@${account.server}`} text={accountNotices.noLookup} dismissed={dismissed} />;
}

/** A warning that stays away once it was dismissed, until there is one with another `id`. */
function DismissibleNotice({
  id,
  text,
  dismissed,
}: {
  readonly id: string;
  readonly text: string;
  readonly dismissed: AccountViewState['dismissedNotice'];
}) {
  if (dismissed.value === id) return null;
  return (
    <Notice tone="warning">
      {text}{' '}
      <button
        class="quiet"
        type="button"
        onClick={() => {
          dismissed.value = id;
        }}
      >
        {accountNotices.dismiss}
      </button>
    </Notice>
  );
}
