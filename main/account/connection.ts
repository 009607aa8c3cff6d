import type { Clock } from '../clock.ts';
import type { EvoVoiceClient } from '../evo-voice/api.ts';
import type { UserInfo } from '../evo-voice/dtos.ts';
import { isConnectionTrouble, isOutOfReach, plainFailure } from '../evo-voice/outcomes.ts';
import type { Log } from '../log.ts';
import type { Failure, ServiceFailure } from '../model/failure.ts';
import type { CurrentLogin, SignedIn } from './current-login.ts';
import type { LoginHistories } from './login-histories.ts';
import { createReconnect } from './reconnect.ts';
import { maySend, signInAgain } from './service-login.ts';

/** What the connection needs. */
interface ConnectionParts {
  readonly current: CurrentLogin;
  readonly histories: Pick<LoginHistories, 'setAside' | 'close'>;
  readonly clock: Clock;
  readonly log: Log;
}

/** Keeps the current login connected to the service, and ends its session when the service refuses it or the person signs out. */
export function createConnection({ current, histories, clock, log }: ConnectionParts) {
  const reconnect = createReconnect({ attempt, clock, log });

  function goOnline(user: UserInfo): void {
    const signedIn = current.signedIn();
    if (!signedIn) return;
    signedIn.history.messages.resume('offline');
    current.setSignedIn({ ...signedIn, connection: 'online', offlineReason: undefined, user });
  }

  function goOffline(failure: ServiceFailure): void {
    const signedIn = current.signedIn();
    if (!signedIn) return;
    log.info('connection', { state: 'offline', code: failure.code });
    signedIn.history.messages.pause('offline');
    current.setSignedIn({ ...signedIn, connection: 'offline', offlineReason: plainFailure(failure) });
  }

  /** Tries once to get the login's session back; returns the ms to wait at least before the next try, undefined if none is needed. */
  async function attempt(): Promise<number | undefined> {
    const signedIn = current.signedIn();
    if (!signedIn) return undefined;
    const answer = await signInAgain(signedIn.client, signedIn.credentials, signedIn.user !== undefined);
    if (current.signedIn()?.client !== signedIn.client) return undefined;
    if (answer.ok) {
      if (maySend(answer.value)) goOnline(answer.value);
      else await endSession({ code: 'role-missing' });
      return undefined;
    }
    if (!isConnectionTrouble(answer.error)) {
      await endSession(plainFailure(answer.error));
      return undefined;
    }
    goOffline(answer.error);
    return answer.error.retryAfterMs ?? 0;
  }

  function lose(failure: ServiceFailure): void {
    goOffline(failure);
    reconnect.start();
  }

  /** Shows the sign-in form at once and returns the login that was in use. */
  function clearLogin(why?: Failure): SignedIn | undefined {
    const left = current.signedIn();
    reconnect.stop();
    if (why) log.warn('signed out', { code: why.code });
    current.setSignedIn(undefined, why);
    return left;
  }

  /** Ends the session; a history in memory is set aside until its login returns. `why` is given if the person did not ask for this. */
  async function endSession(why?: Failure): Promise<void> {
    const left = clearLogin(why);
    if (left) await histories.setAside(left.history);
  }

  return {
    endSession,
    /** Ends the session and closes its history; a history in memory is lost. */
    async closeSession(): Promise<void> {
      const left = clearLogin();
      if (left) await histories.close(left.history);
    },
    /** Connects the current login, and keeps trying while the service cannot be reached. */
    async connect(): Promise<void> {
      const waitMs = await attempt();
      if (waitMs !== undefined) reconnect.start(waitMs);
    },
    /**
     * Updates the connection after a failed call: goes offline, or back to the sign-in form if the service demands it. Ignored if `client`
     * belongs to an earlier login.
     */
    noticeFailure(failure: ServiceFailure, client: EvoVoiceClient | undefined): void {
      const signedIn = current.signedIn();
      if (!signedIn || signedIn.client !== client) return;
      if (failure.code === 'signed-out' || failure.code === 'credentials-refused') {
        endSession(plainFailure(failure)).catch((error: unknown) => log.error('ending the session', error));
      } else if (isOutOfReach(failure)) {
        lose(failure);
      }
    },
    /**
     * Updates the connection after a failed look for messages. If it says that nobody is signed in, the service is asked that itself before the
     * session is given up: a list may be refused in the same way as a session that has ended. Ignored if `client` belongs to an earlier login.
     */
    noticePull(failure: ServiceFailure, client: EvoVoiceClient): void {
      if (current.signedIn()?.client !== client) return;
      if (isOutOfReach(failure)) {
        lose(failure);
      } else {
        reconnect.start();
        reconnect.tryNow();
      }
    },
    /** Skips our own waiting times: tries a lost connection and unsent messages at once, e.g. because the computer woke up. */
    reconnectNow(): void {
      reconnect.tryNow();
      current.signedIn()?.history.messages.retryNow();
    },
  };
}
