import type { Clock } from '../../clock.ts';
import { lateAfterMs, type Message } from '../../model/message.ts';
import type { Database } from '../store/database.ts';
import type { Outbox } from '../store/outbox.ts';
import { type ApplyUntilStored, isDiskFailure } from './apply-event.ts';

/** ms between two looks at what is waiting. */
const checkEveryMs = 60_000;

/**
 * Whether a message is too late to be sent without asking. Both times are of the wall clock, ms since 1970, so that time asleep, offline or signed
 * out counts.
 */
export const isLate = (dueAt: number | undefined, now: number): boolean => dueAt !== undefined && now - dueAt > lateAfterMs;

/** What the check needs. */
export interface LateCheckParts {
  readonly database: Pick<Database, 'attempt'>;
  readonly outbox: Pick<Outbox, 'waiting'>;
  readonly applyUntilStored: ApplyUntilStored;
  readonly clock: Clock;
}

/** While anything is waiting, puts whatever has become too late into review, once a minute. */
export function createLateCheck({ database, outbox, applyUntilStored, clock }: LateCheckParts) {
  const leaving = new Set<number>();
  let cancel: (() => void) | undefined;

  /** A paused hold has no end it could be late for. */
  const hasEnd = ({ state, nextAt }: Message): boolean => state !== 'held' || nextAt !== undefined;

  function moveToReview({ id }: Message): void {
    leaving.add(id);
    void applyUntilStored(id, 'late', { nextAt: null }).finally(() => leaving.delete(id));
  }

  function check(): void {
    stop();
    const waiting = database.attempt(() => outbox.waiting());
    const late = (waiting.ok ? waiting.value : []).filter((message) => hasEnd(message) && isLate(message.dueAt, clock.now()));
    for (const message of late) if (!leaving.has(message.id)) moveToReview(message);
    if (waiting.ok ? waiting.value.length > 0 : isDiskFailure(waiting.error)) cancel = clock.setTimer(checkEveryMs, check);
  }

  function stop(): void {
    cancel?.();
    cancel = undefined;
  }

  return {
    /** Checks now, e.g. after sleep, and then every minute. */
    check,
    /** Checks every minute from now on, since something is waiting. */
    watch(): void {
      cancel ??= clock.setTimer(checkEveryMs, check);
    },
    stop,
  };
}

export type LateCheck = ReturnType<typeof createLateCheck>;
