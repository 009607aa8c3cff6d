import type { Clock } from '../../clock.ts';
import type { ServiceFailure } from '../../model/failure.ts';

const firstWaitMs = 2000;
const maxWaitMs = 30_000;
const maxRetryAfterMs = 3_600_000;

/**
 * ms until a message that was provably not processed is tried again: 2 s, doubling with each attempt up to 30 s, less a random share of up to half
 * (`random` is from 0 up to 1). `Retry-After` makes it longer, by up to an hour, and never shorter: a service that asks to be tried again at once
 * would otherwise be asked endlessly.
 */
export function backOffMs(attempts: number, failure: ServiceFailure, random: number): number {
  const full = Math.min(firstWaitMs * 2 ** Math.min(Math.max(attempts - 1, 0), 20), maxWaitMs);
  return Math.max(Math.round(full * (1 - random / 2)), Math.min(failure.retryAfterMs ?? 0, maxRetryAfterMs));
}

/** Times a message may be tried within a minute, whatever ends its waits early. */
const maxTries = 5;
const withinMs = 60_000;

/** Limits the tries of each message to 5 a minute, by time as it passes. `onFree`: a message that had reached the limit may be tried again. */
export function createTryLimit({ clock, onFree }: { readonly clock: Pick<Clock, 'setTimer'>; readonly onFree: () => void }) {
  const counts = new Map<number, number>();
  const isReached = (id: number): boolean => (counts.get(id) ?? 0) >= maxTries;

  return {
    /** Counts a try: anything that may send the message, or list messages on its behalf. */
    count(id: number): void {
      counts.set(id, (counts.get(id) ?? 0) + 1);
      clock.setTimer(withinMs, () => {
        const wasReached = isReached(id);
        const left = (counts.get(id) ?? 0) - 1;
        if (left > 0) counts.set(id, left);
        else counts.delete(id);
        if (wasReached) onFree();
      });
    },
    isReached,
  };
}
