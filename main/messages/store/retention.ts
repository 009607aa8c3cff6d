import type { Clock } from '../../clock.ts';
import type { Result } from '../../model/failure.ts';
import type { MessagesChange } from '../outbox/apply-event.ts';
import type { Database } from './database.ts';
import type { Deletion } from './deletion.ts';

const dayMs = 86_400_000;
const hourMs = 3_600_000;

/** If no messages are kept, one can still be seen to be accepted for a minute. */
const shownMs = 60_000;

/** What retention needs. */
export interface RetentionParts {
  readonly database: Database;
  readonly deletion: Deletion;
  readonly clock: Clock;
  readonly onChange: (change: MessagesChange) => void;
}

/** Deletes messages that are older than they may be: when asked, and from then on every hour (every minute if none are kept). */
export function createRetention({ database, deletion, clock, onChange }: RetentionParts) {
  let days: number | null = null;
  let cancel: (() => void) | undefined;

  const oldestOf = (keptDays: number): number => clock.now() - (keptDays === 0 ? shownMs : keptDays * dayMs);
  const keptSince = (): number | undefined => (days === null ? undefined : oldestOf(days));

  async function run(): Promise<Result<number>> {
    cancel?.();
    if (days === null) return { ok: true, value: 0 };
    const removed = await database.attemptLater(() => deletion.removeBefore(keptSince));
    if (removed.ok && removed.value > 0) onChange({ items: [], removed: [], reset: true });
    cancel?.();
    if (days === null) return removed;
    cancel = clock.setTimer(days === 0 ? shownMs : hourMs, () => void run());
    return removed;
  }

  return {
    /** Messages before this moment (ms since 1970) are not kept; undefined: all are. */
    keptSince,
    /** How many messages `apply` would delete. */
    count: (keptDays: number | null): Promise<Result<number>> =>
      database.attemptLater(async () => (keptDays === null ? 0 : deletion.countBefore(oldestOf(keptDays)))),
    /** From now on keeps messages whose outcome is known this many days (0: not at all, null: forever). Returns how many it deleted. */
    apply(keptDays: number | null): Promise<Result<number>> {
      days = keptDays;
      return run();
    },
    stop(): void {
      cancel?.();
    },
  };
}
