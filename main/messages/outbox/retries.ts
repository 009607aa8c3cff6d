import type { Clock } from '../../clock.ts';
import type { ServiceFailure } from '../../model/failure.ts';

const firstMs = 2000;
const longestMs = 30_000;
const longestRetryAfterMs = 3_600_000;

/**
 * ms until a message that was provably not processed is tried again: 2 s doubling with each attempt up to 30 s, of which up to half is
 * taken off at random (`random` is from 0 up to 1). `Retry-After` makes it longer, by an hour at most, and never shorter: a service that
 * asks for the next try at once would otherwise be asked without end.
 */
export function backOffMs(attempts: number, failure: ServiceFailure, random: number): number {
  const full = Math.min(firstMs * 2 ** Math.min(Math.max(attempts - 1, 0), 20), longestMs);
  return Math.max(Math.round(full * (1 - random / 2)), Math.min(failure.retryAfterMs ?? 0, longestRetryAfterMs));
}

/** Tries one message may have within a minute, whatever ends its waits. */
const most = 5;
const withinMs = 60_000;

/** Counts the tries of each message by time that passes, whatever the wall clock does; `onFree`: a message that had used them up may be tried again. */
export function createTries({ clock, onFree }: { readonly clock: Clock; readonly onFree: () => void }) {
  const counts = new Map<number, number>();
  const isUsedUp = (id: number): boolean => (counts.get(id) ?? 0) >= most;

  return {
    /** A try begins: something that may send the message, or list for it. */
    begin(id: number): void {
      counts.set(id, (counts.get(id) ?? 0) + 1);
      clock.setTimer(withinMs, () => {
        const wasUsedUp = isUsedUp(id);
        const left = (counts.get(id) ?? 0) - 1;
        if (left > 0) counts.set(id, left);
        else counts.delete(id);
        if (wasUsedUp) onFree();
      });
    },
    isUsedUp,
  };
}

export type Tries = ReturnType<typeof createTries>;
