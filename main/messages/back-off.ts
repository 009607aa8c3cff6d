import type { CallFailure } from '../evo-voice/outcomes.ts';

const firstMs = 2000;
const longestMs = 30_000;
const longestRetryAfterMs = 3_600_000;

/**
 * ms until a message that was provably not processed is tried again: what `Retry-After` says (an hour at most), else 2 s doubling with each
 * attempt up to 30 s, of which up to half is taken off at random. `random` is from 0 up to 1.
 */
export function backOffMs(attempts: number, failure: CallFailure, random: number): number {
  if (failure.retryAfterMs !== undefined) return Math.min(Math.max(failure.retryAfterMs, 0), longestRetryAfterMs);
  const full = Math.min(firstMs * 2 ** Math.min(Math.max(attempts - 1, 0), 20), longestMs);
  return Math.round(full * (1 - random / 2));
}
