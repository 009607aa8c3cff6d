import { describe, expect, it } from 'vitest';
import { createClockDifference } from '../../../../main/evo-voice/http/transport.ts';

const headersAt = (ms: number) => new Headers({ Date: new Date(ms).toUTCString() });

/** Learns from as many answers as `times` says that the service is this many ms ahead. */
function learn(clocks: ReturnType<typeof createClockDifference>, aheadMs: number, times = 1): void {
  for (let time = 0; time < times; time++) clocks.learn(headersAt(1_000_000_000 + aheadMs), 1_000_000_000);
}

describe("the difference between the service's clock and ours", () => {
  it('is unknown before the first date, and is not changed by an answer without one', () => {
    const clocks = createClockDifference();
    expect(clocks.read()).toBeUndefined();
    clocks.learn(new Headers(), 5);
    clocks.learn(new Headers({ Date: 'yesterday' }), 5);
    expect(clocks.read()).toBeUndefined();
    learn(clocks, 3000);
    clocks.learn(new Headers({ Date: 'yesterday' }), 5);
    expect(clocks.read()).toEqual({ leastMs: 3000, mostMs: 3000 });
  });

  it('is one number, the newest, as long as answers agree within a few seconds', () => {
    const clocks = createClockDifference();
    learn(clocks, 0);
    learn(clocks, 5000);
    learn(clocks, 2000);
    expect(clocks.read()).toEqual({ leastMs: 2000, mostMs: 2000 });
  });

  it('has two bounds after a jump, until enough answers have confirmed it', () => {
    const clocks = createClockDifference();
    learn(clocks, 0, 30);
    learn(clocks, -3_600_000);
    expect(clocks.read()).toEqual({ leastMs: -3_600_000, mostMs: 0 });
    learn(clocks, -3_600_000, 18);
    expect(clocks.read()).toEqual({ leastMs: -3_600_000, mostMs: 0 });
    learn(clocks, -3_600_000);
    expect(clocks.read()).toEqual({ leastMs: -3_600_000, mostMs: -3_600_000 });
  });

  it('recovers from one odd answer', () => {
    const clocks = createClockDifference();
    learn(clocks, 1000, 3);
    learn(clocks, 86_400_000);
    learn(clocks, 1000, 19);
    expect(clocks.read()).toEqual({ leastMs: 1000, mostMs: 86_400_000 });
    learn(clocks, 1000);
    expect(clocks.read()).toEqual({ leastMs: 1000, mostMs: 1000 });
  });
});
