import type { AccountState } from '../model/app-state.ts';
import type { Failure } from '../model/failure.ts';
import type { LastAccount } from '../settings/settings.ts';
import type { SignedIn } from './current-login.ts';

/** A login in use as the popup is told of it: nothing secret. */
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
  };
}

/** Nobody signed in: the account of the last time, to fill the form, and why it ended, if nobody asked for that. */
export function signedOutState(last: LastAccount | undefined, reason: Failure | undefined): AccountState {
  return { kind: 'signed-out', lastServer: last?.server, lastUserName: last?.userName, reason };
}
