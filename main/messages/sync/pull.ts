import type { Clock } from '../../clock.ts';
import type { EvoVoiceClient } from '../../evo-voice/api.ts';
import type { Log } from '../../log.ts';
import { type Failure, ok, type Result, type ServiceFailure } from '../../model/failure.ts';
import type { Database } from '../store/database.ts';
import type { PullPages } from './pull-pages.ts';

/** ms between two looks for new messages, between two pages of old ones, and at most after failures. */
const newEveryMs = 30_000;
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
}

/** Fetches what was received, and what was sent from elsewhere: new messages every 30 s, old ones page by page in between. */
export function createPull({ database, pages, client: clientInUse, isPaused, clock, log, onMayList }: PullParts) {
  let cancel: (() => void) | undefined;
  let running = 0;
  let failures = 0;
  let newAt = 0;
  let mayList = true;

  function setMayList(may: boolean): void {
    if (may === mayList) return;
    mayList = may;
    onMayList();
  }

  /** Takes one step and schedules the next. */
  async function tick(run: number): Promise<void> {
    const client = isPaused() ? undefined : clientInUse();
    const waitMs = client === undefined ? newEveryMs : await pull(client, run);
    if (waitMs !== undefined) cancel = clock.setTimer(waitMs, () => void tick(run));
  }

  /** Takes one step and returns the ms until the next; undefined: there is none. */
  async function pull(client: EvoVoiceClient, run: number): Promise<number | undefined> {
    const tried = await database.attemptLater(() => step(client));
    const pulled = tried.ok ? tried.value : tried;
    if (run !== running) return undefined;
    if (pulled.ok) {
      failures = 0;
      setMayList(true);
      return pulled.value ? pageEveryMs : newEveryMs;
    }
    const error: Failure & Pick<ServiceFailure, 'retryAfterMs'> = pulled.error;
    if (error.code === 'role-missing') {
      setMayList(false);
      log.info('pull ended: this login may not list messages');
      return undefined;
    }
    const waitMs = Math.max(Math.min(newEveryMs * 2 ** failures++, maxWaitMs), error.retryAfterMs ?? 0);
    log.warn('pull', { code: error.code, againInSeconds: Math.round(waitMs / 1000) });
    return waitMs;
  }

  /** Looks for new messages if it is time, else takes in a page of old ones; true: there are more pages. */
  async function step(client: EvoVoiceClient): Promise<Result<boolean, ServiceFailure>> {
    const { oldPage, since } = pages.progress();
    const isTimeForNew = since !== undefined && clock.now() >= newAt;
    if (isTimeForNew) newAt = clock.now() + newEveryMs;
    const taken = oldPage === undefined || isTimeForNew ? await pages.pullNew(client) : await pages.pullOld(client, oldPage);
    return taken.ok ? ok(pages.progress().oldPage !== undefined) : taken;
  }

  return {
    /** False: the service said that this login may not list messages. */
    mayList: (): boolean => mayList,
    start(): void {
      if (cancel) return;
      failures = 0;
      newAt = 0;
      running++;
      const run = running;
      cancel = clock.setTimer(0, () => void tick(run));
    },
    stop(): void {
      running++;
      cancel?.();
      cancel = undefined;
    },
  };
}
