import type { AccountState } from '../model/app-state.ts';
import type { Failure } from '../model/failure.ts';
import type { LastAccount } from '../settings/settings.ts';
import type { SignedIn } from './current-login.ts';

/** The state sent to the popup while somebody is signed in; contains nothing secret. */
export function signedInState({ server, userName, remembered, connection, user, history }: SignedIn): AccountState {
  return {
    kind: 'signed-in',
    server: server.baseUrl,
    userName,
    displayName: user?.name ?? user?.emailAddress ?? userName,
    connection,
    remembered,
    historyId: history.id,
    ...(history.messages.mayLookUp() ? {} : { mayLookUp: false }),
    historyNotice: history.notice,
    historyDamage: history.messages.damage(),
  };
}

/**
 * The state sent to the popup while nobody is signed in: the last account, to fill in the form, and why its session ended, if it ended by
 * itself.
 */
export function signedOutState(last: LastAccount | undefined, reason: Failure | undefined): AccountState {
  return { kind: 'signed-out', lastServer: last?.server, lastUserName: last?.userName, reason };
}
