import { describe, expect, it, vi } from 'vitest';
import { createReconnect } from '../../../main/account/reconnect.ts';
import { fakeClock } from '../../fakes/clock.ts';

const log = { error: () => {} };
const hasWaiting = () => false;

describe('reconnect', () => {
  it('tries with growing pauses, never more often than every 5 minutes in the long run, until it is back', async () => {
    const clock = fakeClock();
    const start = clock.now();
    const tries: number[] = [];
    const reconnect = createReconnect({ log, clock, hasWaiting, attempt: async () => tries.push(clock.now() - start) === 8 });
    reconnect.start();
    reconnect.start();
    await clock.advance(3_600_000);
    expect(tries.map((at, index) => (at - (tries[index - 1] ?? 0)) / 1000)).toEqual([2, 5, 15, 30, 60, 300, 300, 300]);
  });

  it('tries every 30 s at the latest while something waits, also when that begins within a longer pause', async () => {
    const clock = fakeClock();
    const start = clock.now();
    const tries: number[] = [];
    let waiting = true;
    const attempt = async () => {
      tries.push((clock.now() - start) / 1000);
      return false;
    };
    const reconnect = createReconnect({ log, clock, attempt, hasWaiting: () => waiting });
    reconnect.start();
    await clock.advance(172_000);
    expect(tries).toEqual([2, 7, 22, 52, 82, 112, 142, 172]);
    waiting = false;
    await clock.advance(301_000);
    expect(tries.slice(8)).toEqual([472]);
    await clock.advance(99_000);
    waiting = true;
    await clock.advance(31_000);
    expect(tries.slice(9)).toEqual([592]);
    reconnect.stop();
  });

  it('tries at once when hurried, but only while something is lost', async () => {
    const clock = fakeClock();
    const attempt = vi.fn(async () => false);
    const reconnect = createReconnect({ log, clock, hasWaiting, attempt });
    reconnect.tryNow();
    await clock.advance(10);
    expect(attempt).not.toHaveBeenCalled();
    reconnect.start();
    reconnect.tryNow();
    await clock.advance(10);
    expect(attempt).toHaveBeenCalledOnce();
    reconnect.stop();
    await clock.advance(3_600_000);
    expect(attempt).toHaveBeenCalledOnce();
  });

  it('goes on after an attempt that threw', async () => {
    const clock = fakeClock();
    const attempt = vi.fn(async () => true).mockRejectedValueOnce(new Error('x'));
    createReconnect({ log, clock, hasWaiting, attempt }).start();
    await clock.advance(60_000);
    expect(attempt).toHaveBeenCalledTimes(2);
  });
});
