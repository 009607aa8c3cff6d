import { describe, expect, it } from 'vitest';
import { createMessageTimers } from '../../../../main/messages/outbox/message-timers.ts';
import { fakeClock } from '../../../fakes/clock.ts';

describe('message timers', () => {
  it('count ms that pass, and end a wait for a time when the clock reaches it, also by a jump', async () => {
    const clock = fakeClock(0);
    let jump = 0;
    const timers = createMessageTimers({ ...clock, now: () => clock.now() + jump });
    const done: string[] = [];
    timers.after(1, 150_000, () => done.push('after'));
    timers.until(2, 3_600_000, () => done.push('until'));
    jump = -3_600_000;
    await clock.advance(149_999);
    expect(done).toEqual([]);
    await clock.advance(1);
    expect(done).toEqual(['after']);
    jump = 7_200_000;
    await clock.advance(60_000);
    expect(done).toEqual(['after', 'until']);
  });

  it('replace the timer of a message and forget it when cancelled', async () => {
    const clock = fakeClock(0);
    const timers = createMessageTimers(clock);
    const done: string[] = [];
    timers.after(1, 10, () => done.push('first'));
    timers.after(1, 20, () => done.push('second'));
    timers.after(2, 10, () => done.push('third'));
    timers.cancel(2);
    await clock.advance(100);
    expect(done).toEqual(['second']);
    expect(timers.has(1)).toBe(false);
  });
});
