import { describe, expect, it, vi } from 'vitest';
import { createReconnect } from '../../main/reconnect.ts';
import { fakeClock } from '../fakes/clock.ts';

const log = { error: () => {} };

describe('reconnect', () => {
  it('tries with growing pauses, never more often than every 5 minutes in the long run, until it is back', async () => {
    const clock = fakeClock();
    const start = clock.now();
    const tries: number[] = [];
    const reconnect = createReconnect({ log, clock, attempt: async () => tries.push(clock.now() - start) === 8 });
    reconnect.start();
    reconnect.start();
    await clock.advance(3_600_000);
    expect(tries.map((at, index) => (at - (tries[index - 1] ?? 0)) / 1000)).toEqual([2, 5, 15, 30, 60, 300, 300, 300]);
  });

  it('tries at once when hurried, but only while something is lost', async () => {
    const clock = fakeClock();
    const attempt = vi.fn(async () => false);
    const reconnect = createReconnect({ log, clock, attempt });
    reconnect.hurry();
    await clock.advance(10);
    expect(attempt).not.toHaveBeenCalled();
    reconnect.start();
    reconnect.hurry();
    await clock.advance(10);
    expect(attempt).toHaveBeenCalledOnce();
    reconnect.stop();
    await clock.advance(3_600_000);
    expect(attempt).toHaveBeenCalledOnce();
  });

  it('goes on after an attempt that threw', async () => {
    const clock = fakeClock();
    const attempt = vi.fn(async () => true).mockRejectedValueOnce(new Error('x'));
    createReconnect({ log, clock, attempt }).start();
    await clock.advance(60_000);
    expect(attempt).toHaveBeenCalledTimes(2);
  });
});
