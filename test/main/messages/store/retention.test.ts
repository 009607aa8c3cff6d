import { describe, expect, it } from 'vitest';
import { createMessageStore } from '../../../../main/messages/store/message-store.ts';
import { ann } from '../fake-service.ts';
import { createHarness, value } from '../harness.ts';

const day = 86_400_000;

/** A history with received messages of so many days ago. */
function withReceived(ages: readonly number[]) {
  const harness = createHarness();
  const store = createMessageStore(harness.database);
  harness.database.transaction(() => {
    for (const age of ages) store.insert({ state: 'received', own: false, at: harness.clock.now() - age * day, address: ann, text: 'x' });
  });
  const left = () => Number(harness.database.prepare('SELECT count(*) AS n FROM message').get()?.n);
  return { harness, left };
}

describe('what a retention would delete', () => {
  it('is counted, and nothing is deleted by that', async () => {
    const { harness, left } = withReceived([1, 40, 100, 400]);
    harness.service.nextSends({ stored: false, outcome: { kind: 'unknown', failure: { code: 'timeout' } } });
    harness.submit('of unknown outcome');
    await harness.clock.advance(500);
    for (const [days, count] of [
      [null, 0],
      [365, 1],
      [90, 2],
      [30, 3],
      [0, 4],
    ] as const) {
      expect(value(await harness.messages.countRetention(days))).toBe(count);
    }
    expect(left()).toBe(5);
  });

  it.each([4999, 5000, 5001, 12_345])('is counted in slices: %i of the same moment and others around', async (many) => {
    const { harness } = withReceived([...Array.from({ length: many }, () => 100), 99, 200, 1, 2]);
    expect(value(await harness.messages.countRetention(30))).toBe(many + 2);
  });

  it('is what is deleted then', async () => {
    const { harness, left } = withReceived([1, 40, 100, 400]);
    const counted = value(await harness.messages.countRetention(30));
    expect(value(await harness.messages.applyRetention(30))).toBe(counted);
    expect(left()).toBe(1);
  });
});

it('a longer time stops a deletion that is under way', async () => {
  const { harness, left } = withReceived(Array.from({ length: 3000 }, () => 100));
  const deleting = harness.messages.applyRetention(30);
  expect(value(await harness.messages.applyRetention(null))).toBe(0);
  expect(value(await deleting)).toBeLessThan(3000);
  const kept = left();
  expect(kept).toBeGreaterThan(0);
  await harness.clock.advance(2 * 3_600_000);
  await harness.idle();
  expect(left()).toBe(kept);
});
