import type { Clock } from '../../clock.ts';
import type { EvoVoiceClient } from '../../evo-voice/api.ts';
import { isUnanswered } from '../../evo-voice/outcomes.ts';
import { askEveryMs } from '../../evo-voice/pace.ts';
import type { Log } from '../../log.ts';
import { type Failure, ok, type Result, type ServiceFailure } from '../../model/failure.ts';
import type { Database } from '../store/database.ts';
import type { PullPages } from './pull-pages.ts';

/** ms between two pages of old messages, and at most between two tries to list after failures. */
const pageEveryMs = 1000;
const maxWaitMs = 10 * 60_000;

/** What the pull needs. */
export interface PullParts {
  readonly database: Pick<Database, 'attemptLater'>;
  readonly pages: PullPages;
  readonly client: () => EvoVoiceClient | undefined;
  /** While paused, the service is not asked. */
  readonly isPaused: () => boolean;
  readonly clock: Clock;
  readonly log: Log;
  /** `mayList` has changed. */
  readonly onMayList: () => void;
  /** The service did not answer, or says that nobody is signed in. */
  readonly onFailed: (failure: ServiceFailure) => void;
}

/**
 * Fetches what was received, and what was sent from elsewhere: new messages every 25 s, old ones page by page in between. Its answers also show that
 * the service can be reached. So while a list may not be asked for, or failed and is not due again, it asks every 25 s who is signed in instead,
 * unless the service wants to be left alone for longer (`Retry-After`).
 */
export function createPull({ database, pages, client: clientInUse, isPaused, clock, log, onMayList, onFailed }: PullParts) {
  let cancel: (() => void) | undefined;
  let running = 0;
  /** Lists that failed, one after the other; a new start does not end the row. */
  let failures = 0;
  /** ms until a list is due again after a failure. */
  let restMs = 0;
  let newAt = 0;
  let mayList = true;

  function setMayList(may: boolean): void {
    if (may === mayList) return;
    mayList = may;
    onMayList();
  }

  /** Makes one call and schedules the next. */
  async function tick(run: number): Promise<void> {
    const client = isPaused() ? undefined : clientInUse();
    const waitMs = client === undefined ? askEveryMs : await (restMs > 0 ? askStatus(client, run) : pull(client, run));
    if (run === running) cancel = clock.setTimer(waitMs, () => void goOn(run, waitMs));
  }

  function goOn(run: number, waitedMs: number): Promise<void> {
    restMs -= waitedMs;
    return tick(run);
  }

  /** Lists one page and returns the ms until the next call. */
  async function pull(client: EvoVoiceClient, run: number): Promise<number> {
    const tried = await database.attemptLater(() => step(client));
    if (run !== running) return askEveryMs;
    if (!tried.ok) return backOff(tried.error);
    const { value: pulled } = tried;
    if (pulled.ok) {
      failures = 0;
      setMayList(true);
      return pulled.value ? pageEveryMs : askEveryMs;
    }
    if (pulled.error.code === 'role-missing') return listNoMore();
    const waitMs = backOff(pulled.error);
    tell(pulled.error);
    return waitMs;
  }

  async function askStatus(client: EvoVoiceClient, run: number): Promise<number> {
    const status = await client.authStatus();
    if (!status.ok && run === running) tell(status.error);
    return askEveryMs;
  }

  /** Looks for new messages if it is time, else takes in a page of old ones; true: there are more pages. */
  async function step(client: EvoVoiceClient): Promise<Result<boolean, ServiceFailure>> {
    const { oldPage, since } = pages.progress();
    const isTimeForNew = since !== undefined && clock.now() >= newAt;
    if (isTimeForNew) newAt = clock.now() + askEveryMs;
    const taken = oldPage === undefined || isTimeForNew ? await pages.pullNew(client) : await pages.pullOld(client, oldPage);
    return taken.ok ? ok(pages.progress().oldPage !== undefined) : taken;
  }

  function listNoMore(): number {
    restMs = Number.POSITIVE_INFINITY;
    setMayList(false);
    log.info('pull ended: this login may not list messages');
    return askEveryMs;
  }

  /** Decides when to list again after the service, or the disk, failed; returns the ms until the next call. */
  function backOff({ code, retryAfterMs = 0 }: Failure & Pick<ServiceFailure, 'retryAfterMs'>): number {
    restMs = Math.max(Math.min(askEveryMs * 2 ** failures++, maxWaitMs), retryAfterMs);
    log.warn('pull', { code, againInSeconds: Math.round(restMs / 1000) });
    return Math.max(askEveryMs, retryAfterMs);
  }

  function tell(failure: ServiceFailure): void {
    const isOver = failure.code === 'signed-out' || failure.code === 'credentials-refused';
    if (isOver || isUnanswered(failure)) onFailed(failure);
  }

  return {
    /** False: the service said that this login may not list messages. */
    mayList: (): boolean => mayList,
    start(): void {
      if (cancel) return;
      restMs = 0;
      newAt = 0;
      running++;
      const run = running;
      // A service that was lost and is back is asked at once, but not again and again if that fails each time.
      cancel = clock.setTimer(failures > 1 ? askEveryMs : 0, () => void tick(run));
    },
    stop(): void {
      running++;
      cancel?.();
      cancel = undefined;
    },
  };
}
