import type { Credentials, EvoVoiceClient } from '../evo-voice/client.ts';
import type { UserInfo } from '../evo-voice/dtos.ts';
import type { Server } from '../evo-voice/server.ts';
import type { Failure } from '../model/failure.ts';
import type { AccountEvents } from './account-events.ts';
import type { LoginHistory } from './open-history.ts';

/** A login that is in use, with all that belongs to it. */
export interface SignedIn {
  readonly server: Server;
  readonly userName: string;
  /** True: the password is in the keychain; false: it lasts until the app quits. */
  readonly remembered: boolean;
  readonly credentials: () => Promise<Credentials | undefined>;
  readonly client: EvoVoiceClient;
  readonly history: LoginHistory;
  readonly connection: 'online' | 'connecting' | 'offline';
  /** Undefined until the service was reached once. */
  readonly user?: UserInfo;
}

/** Holds who is signed in, at first nobody, and tells of every change. */
export function createCurrentLogin(events: AccountEvents) {
  let signedIn: SignedIn | undefined;
  let reason: Failure | undefined;

  return {
    signedIn: () => signedIn,
    /** Why nobody is signed in any more; undefined if the person asked for that. */
    reason: () => reason,
    setSignedIn(next: SignedIn | undefined, why?: Failure): void {
      signedIn = next;
      reason = why;
      events.emit('change');
    },
  };
}

export type CurrentLogin = ReturnType<typeof createCurrentLogin>;
