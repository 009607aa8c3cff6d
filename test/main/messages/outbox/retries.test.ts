import { describe, expect, it } from 'vitest';
import { backOffMs } from '../../../../main/messages/outbox/retries.ts';
import { notProcessed } from '../fake-service.ts';
import { createHarness, type Harness } from '../harness.ts';

const unreachable = notProcessed({ code: 'unreachable' });
const many = (count: number) => Array.from({ length: count }, () => unreachable);

describe('trying again', () => {
  it('never waits longer than half a minute by itself, however often it failed', async () => {
    const harness = createHarness();
    harness.service.nextSends(...many(60));
    const id = harness.submit('hello');
    await harness.clock.advance(10 * 60_000);
    const { nextAt = 0 } = harness.get(id);
    expect(nextAt - harness.clock.now()).toBeLessThanOrEqual(30_000);
    expect(harness.state(id)).toBe('queued');
  });

  it.each([
    ['another Send', (harness: Harness) => void harness.submit('another', { holdMs: 30_000 })],
    ['opening the popup', (harness: Harness) => harness.messages.retryNow()],
    [
      'a network that is back',
      (harness: Harness) => {
        harness.messages.pause('offline');
        harness.messages.resume('offline');
      },
    ],
  ])('begins at once by %s, but never before the time the service asked for', async (_, retry) => {
    const harness = createHarness();
    harness.service.nextSends(...many(3), { stored: true });
    const own = harness.submit('own');
    await harness.clock.advance(7000);
    expect(harness.get(own)).toMatchObject({ state: 'queued', attempts: 3 });
    retry(harness);
    await harness.clock.advance(1);
    expect(harness.state(own)).toBe('accepted');

    const asked = createHarness();
    asked.service.nextSends(notProcessed({ code: 'rate-limited', status: 429, retryAfterMs: 120_000 }));
    const id = asked.submit('asked');
    await asked.clock.advance(60_000);
    retry(asked);
    await asked.clock.advance(59_998);
    expect(asked.get(id)).toMatchObject({ state: 'queued', attempts: 1 });
    expect(asked.service.requests).toHaveLength(1);
    await asked.clock.advance(10);
    expect(asked.state(id)).toBe('accepted');
  });

  it('happens five times a minute at most, whatever ends its waits, and goes on after that by itself', async () => {
    const harness = createHarness();
    harness.service.nextSends(...many(40));
    harness.submit('hello');
    for (let second = 0; second < 59; second++) {
      harness.messages.retryNow();
      await harness.clock.advance(1000);
    }
    expect(harness.service.requests).toHaveLength(5);
    for (let second = 0; second < 60; second++) {
      harness.messages.retryNow();
      await harness.clock.advance(1000);
    }
    expect(harness.service.requests.length).toBeLessThanOrEqual(10);
    expect(harness.service.requests.length).toBeGreaterThan(5);
  });

  it('asks the service for nothing more once the five are used up, not even for a listing', async () => {
    const harness = createHarness();
    harness.service.setNetwork({ code: 'unreachable' });
    harness.submit('hello');
    for (let second = 0; second < 59; second++) {
      harness.messages.retryNow();
      await harness.clock.advance(1000);
    }
    expect(harness.service.lists()).toBe(5);
  });
});

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
