import type { Clock } from '../../clock.ts';
import type { Result } from '../../model/failure.ts';
import type { MessagesChange } from '../outbox/apply-event.ts';
import type { Database } from './database.ts';
import type { Deletion } from './deletion.ts';

const dayMs = 86_400_000;
const hourMs = 3_600_000;

/** With nothing kept, a message still shows for a minute that it was accepted. */
const shownMs = 60_000;

/** What retention needs. */
export interface RetentionParts {
  readonly database: Database;
  readonly deletion: Deletion;
  readonly clock: Clock;
  readonly onChange: (change: MessagesChange) => void;
}

/** Deletes messages whose time is over, once when asked and from then on each hour (each minute when none is kept). */
export function createRetention({ database, deletion, clock, onChange }: RetentionParts) {
  let days: number | null = null;
  let cancel: (() => void) | undefined;

  const beginOf = (kept: number): number => clock.now() - (kept === 0 ? shownMs : kept * dayMs);
  const keptSince = (): number | undefined => (days === null ? undefined : beginOf(days));

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
    keptSince,
    /** How many messages `apply` would delete at once; nothing is deleted. */
    count: (kept: number | null): Promise<Result<number>> =>
      database.attemptLater(async () => (kept === null ? 0 : deletion.countBefore(beginOf(kept)))),
    /** `kept` is a number of days; 0: nothing whose outcome is known; null: everything. Gives how many messages went. */
    apply(kept: number | null): Promise<Result<number>> {
      days = kept;
      return run();
    },
    stop(): void {
      cancel?.();
    },
  };
}
