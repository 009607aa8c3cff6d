import type { Credentials, EvoVoiceClient } from '../evo-voice/api.ts';
import type { UserInfo } from '../evo-voice/dtos.ts';
import type { Server } from '../evo-voice/server.ts';
import type { Failure } from '../model/failure.ts';
import type { AccountEvents } from './account-events.ts';
import type { LoginHistory } from './open-history.ts';

/** A login in use, with everything that belongs to it. */
export interface SignedIn {
  readonly server: Server;
  readonly userName: string;
  /** Whether the password is in the keychain; otherwise the login lasts until the app quits. */
  readonly remembered: boolean;
  readonly credentials: () => Promise<Credentials | undefined>;
  readonly client: EvoVoiceClient;
  readonly history: LoginHistory;
  readonly connection: 'online' | 'connecting' | 'offline';
  /** Why it is offline. */
  readonly offlineReason?: Failure;
  /** Undefined until the service has been reached for the first time. */
  readonly user?: UserInfo;
}

/** Holds who is signed in (at first nobody) and emits `change` whenever that changes. */
export function createCurrentLogin(events: AccountEvents) {
  let signedIn: SignedIn | undefined;
  let reason: Failure | undefined;

  return {
    signedIn: () => signedIn,
    /** Why the last session ended; undefined if the person ended it. */
    reason: () => reason,
    setSignedIn(next: SignedIn | undefined, why?: Failure): void {
      signedIn = next;
      reason = why;
      events.emit('change');
    },
  };
}

export type CurrentLogin = ReturnType<typeof createCurrentLogin>;
