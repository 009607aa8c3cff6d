import { describe, expect, it, vi } from 'vitest';
import { createReconnect } from '../../../main/account/reconnect.ts';
import { fakeClock } from '../../fakes/clock.ts';

const log = { error: () => {} };

describe('reconnect', () => {
  it('tries with growing pauses of up to 25 s, however long it takes, until it is back', async () => {
    const clock = fakeClock();
    const start = clock.now();
    const tries: number[] = [];
    const reconnect = createReconnect({ log, clock, attempt: async () => (tries.push(clock.now() - start) === 8 ? undefined : 0) });
    reconnect.start();
    reconnect.start();
    await clock.advance(3_600_000);
    expect(tries.map((at, index) => (at - (tries[index - 1] ?? 0)) / 1000)).toEqual([2, 5, 15, 25, 25, 25, 25, 25]);
  });

  it('waits as long as the service asks for, up to five minutes', async () => {
    const clock = fakeClock();
    const start = clock.now();
    const tries: number[] = [];
    const attempt = async () => [120_000, 3_600_000, undefined][tries.push(clock.now() - start) - 1];
    createReconnect({ log, clock, attempt }).start(60_000);
    await clock.advance(3_600_000);
    expect(tries.map((at) => at / 1000)).toEqual([60, 180, 480]);
  });

  it('tries at once when hurried, but only while something is lost', async () => {
    const clock = fakeClock();
    const attempt = vi.fn(async (): Promise<number | undefined> => 0);
    const reconnect = createReconnect({ log, clock, attempt });
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
    const attempt = vi.fn(async () => undefined).mockRejectedValueOnce(new Error('x'));
    createReconnect({ log, clock, attempt }).start();
    await clock.advance(60_000);
    expect(attempt).toHaveBeenCalledTimes(2);
  });
});
