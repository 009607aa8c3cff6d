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
