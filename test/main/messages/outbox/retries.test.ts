import { describe, expect, it } from 'vitest';
import { backOffMs } from '../../../../main/messages/outbox/retries.ts';

describe('backOffMs', () => {
  it.each([
    [1, {}, 0, 2000],
    [2, {}, 0, 4000],
    [3, {}, 0.5, 6000],
    [4, {}, 0, 16_000],
    [5, {}, 0, 30_000],
    [50, {}, 0, 30_000],
    [50, {}, 0.999, 15_015],
    [0, {}, 0, 2000],
    [1, { retryAfterMs: 90_000 }, 0.5, 90_000],
    [9, { retryAfterMs: 1500 }, 0.5, 22_500],
    [1, { retryAfterMs: 1e12 }, 0, 3_600_000],
    [1, { retryAfterMs: 0 }, 0, 2000],
    [4, { retryAfterMs: 0 }, 0.5, 12_000],
    [1, { retryAfterMs: -5 }, 0, 2000],
  ])('attempt %i, %j, random %f: %i ms', (attempts, change, random, ms) => {
    expect(backOffMs(attempts, { code: 'rate-limited', ...change }, random)).toBe(ms);
  });
});
