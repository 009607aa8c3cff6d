import type { Clock } from '../clock.ts';
import type { EvoVoiceClient } from '../evo-voice/api.ts';
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
  const hasWaiting = () => current.signedIn()?.history.messages.hasWaiting() ?? false;
  const reconnect = createReconnect({ attempt, hasWaiting, clock, log });

  function setConnection(connection: SignedIn['connection'], user = current.signedIn()?.user): void {
    const signedIn = current.signedIn();
    if (!signedIn) return;
    if (connection === 'online') signedIn.history.messages.resume('offline');
    else signedIn.history.messages.pause('offline');
    current.setSignedIn({ ...signedIn, connection, user });
  }

  /** Tries once to get the login's session back; true means that no further try is needed. */
  async function attempt(): Promise<boolean> {
    const signedIn = current.signedIn();
    if (!signedIn) return true;
    const answer = await signInAgain(signedIn.client, signedIn.credentials, signedIn.user !== undefined);
    if (current.signedIn()?.client !== signedIn.client) return true;
    if (answer.ok) {
      if (maySend(answer.value)) setConnection('online', answer.value);
      else await endSession({ code: 'role-missing' });
      return true;
    }
    if (!isConnectionTrouble(answer.error)) {
      await endSession(plainFailure(answer.error));
      return true;
    }
    log.info('connection', { state: 'offline', code: answer.error.code });
    setConnection('offline');
    return false;
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
      if (!(await attempt())) reconnect.start();
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
        setConnection('offline');
        reconnect.start();
      }
    },
    /** Skips our own waiting times: tries a lost connection and unsent messages at once, e.g. because the computer woke up. */
    reconnectNow(): void {
      reconnect.tryNow();
      current.signedIn()?.history.messages.retryNow();
    },
  };
}
