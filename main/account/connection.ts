import type { Clock } from '../clock.ts';
import type { EvoVoiceClient } from '../evo-voice/client.ts';
import { isConnectionTrouble, isOutOfReach, plainFailure } from '../evo-voice/outcomes.ts';
import type { Log } from '../log.ts';
import type { Failure, ServiceFailure } from '../model/failure.ts';
import type { CurrentLogin, SignedIn } from './current-login.ts';
import type { LoginHistories } from './login-histories.ts';
import { createReconnect } from './reconnect.ts';
import { maySend, signInAgain } from './service-login.ts';

/** What keeping the connection needs. */
export interface ConnectionParts {
  readonly current: CurrentLogin;
  readonly histories: Pick<LoginHistories, 'setAside' | 'close'>;
  readonly clock: Clock;
  readonly log: Log;
}

/** Keeps the login in use connected to the service, and ends it when the service refuses it or a person wants that. */
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

  /** One try to sign the restored or interrupted login in; true when no further try is wanted. */
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

  /** Goes back to the sign-in form at once, and gives what was in use. */
  function clearLogin(why?: Failure): SignedIn | undefined {
    const left = current.signedIn();
    reconnect.stop();
    if (why) log.warn('signed out', { code: why.code });
    current.setSignedIn(undefined, why);
    return left;
  }

  /** Ends the login in use; a history in memory is set aside for its return. `why` is set when nobody asked for it. */
  async function endSession(why?: Failure): Promise<void> {
    const left = clearLogin(why);
    if (left) await histories.setAside(left.history);
  }

  return {
    endSession,
    /** Ends the login in use and closes its history, for good where that is in memory. */
    async closeSession(): Promise<void> {
      const left = clearLogin();
      if (left) await histories.close(left.history);
    },
    /** Connects the login in use; where the service is out of reach it goes on trying. */
    async connect(): Promise<void> {
      if (!(await attempt())) reconnect.start();
    },
    /**
     * Takes note of a failed call of a client: keeps the connection state true, and asks to sign in again where the service wants that. What a
     * client of an earlier login says is nothing to the present one.
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
    /** Ends our own waits: for the next try to get a lost connection back, and of what waits to leave. E.g. because the computer woke up. */
    reconnectNow(): void {
      reconnect.tryNow();
      current.signedIn()?.history.messages.retryNow();
    },
  };
}
