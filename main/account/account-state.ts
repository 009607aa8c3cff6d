import type { Credentials, EvoVoiceClient } from '../evo-voice/api.ts';
import type { UserInfo } from '../evo-voice/dtos.ts';
import type { Server } from '../evo-voice/server.ts';
import type { AccountState } from '../model/app-state.ts';
import type { Failure } from '../model/failure.ts';
import type { LastAccount } from '../settings/settings.ts';
import type { AccountMessages, History } from './histories.ts';

/** A login that is in use, with all that belongs to it. */
export interface SignedIn<M> {
  readonly server: Server;
  readonly userName: string;
  /** True: the credential is in the keychain; false: it lasts until the app quits. */
  readonly remembered: boolean;
  readonly credentials: () => Promise<Credentials | undefined>;
  readonly client: EvoVoiceClient;
  readonly history: History<M>;
  readonly connection: 'online' | 'connecting' | 'offline';
  /** Undefined until the service was reached once. */
  readonly user?: UserInfo;
}

/** A login in use as the popup is told of it: nothing secret. */
export function signedInState<M extends AccountMessages>({
  server,
  userName,
  remembered,
  connection,
  user,
  history,
}: SignedIn<M>): AccountState {
  return {
    kind: 'signed-in',
    server: server.baseUrl,
    userName,
    displayName: user?.name ?? user?.emailAddress ?? userName,
    connection,
    remembered,
    historyId: history.id,
    historyKept: !history.inMemory,
    ...(history.messages.mayLookUp() ? {} : { mayLookUp: false }),
    historyNotice: history.notice,
  };
}

/** Nobody signed in: the account of the last time, to fill the form, and why it ended, if nobody asked for that. */
export function signedOutState(last: LastAccount | undefined, reason: Failure | undefined): AccountState {
  return { kind: 'signed-out', lastServer: last?.server, lastUserName: last?.userName, reason };
}
