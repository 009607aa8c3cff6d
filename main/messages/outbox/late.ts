import type { Clock } from '../../clock.ts';
import type { Message } from '../../model/message.ts';
import type { Database } from '../store/database.ts';
import type { Outbox } from '../store/outbox.ts';
import { type ApplyUntilStored, isDisk } from './apply-event.ts';

/** A message that did not leave this long after it was due, in ms, is not sent without asking. */
export const lateAfterMs = 30 * 60_000;

/** ms between two looks at what waits. */
const checkEveryMs = 60_000;

/** Whether a message is too late to leave unasked, by the wall clock: sleep, being offline and being signed out count. Both in ms since 1970. */
export const isLate = (dueAt: number | undefined, now: number): boolean => dueAt !== undefined && now - dueAt > lateAfterMs;

/** What the check needs. */
export interface LateCheckParts {
  readonly database: Pick<Database, 'attempt'>;
  readonly outbox: Pick<Outbox, 'waiting'>;
  readonly applyUntilStored: ApplyUntilStored;
  readonly clock: Clock;
}

/** Looks each minute, while anything waits, for what is too late by now, and puts it into review. */
export function createLateCheck({ database, outbox, applyUntilStored, clock }: LateCheckParts) {
  const leaving = new Set<number>();
  let cancel: (() => void) | undefined;

  /** A hold that is paused has no end to be late for. */
  const hasEnd = ({ state, nextAt }: Message): boolean => state !== 'held' || nextAt !== undefined;

  function putOff({ id }: Message): void {
    leaving.add(id);
    void applyUntilStored(id, 'late', { nextAt: null }).finally(() => leaving.delete(id));
  }

  function check(): void {
    stop();
    const waiting = database.attempt(() => outbox.waiting());
    const late = (waiting.ok ? waiting.value : []).filter((message) => hasEnd(message) && isLate(message.dueAt, clock.now()));
    for (const message of late) if (!leaving.has(message.id)) putOff(message);
    if (waiting.ok ? waiting.value.length > 0 : isDisk(waiting.error)) cancel = clock.setTimer(checkEveryMs, check);
  }

  function stop(): void {
    cancel?.();
    cancel = undefined;
  }

  return {
    /** Looks now, e.g. after sleep. */
    check,
    /** Something waits from now on. */
    watch(): void {
      cancel ??= clock.setTimer(checkEveryMs, check);
    },
    stop,
  };
}
