import { describe, expect, it } from 'vitest';
import { createHarness, value } from '../harness.ts';

describe('holds behind a question', () => {
  it('stop while it is open and go on with the time they had left', async () => {
    const harness = createHarness();
    const id = harness.submit('hello', { holdMs: 5000 });
    await harness.clock.advance(2000);
    harness.messages.pauseHolds();
    expect(harness.get(id)).toMatchObject({ state: 'held', nextAt: undefined });
    expect(harness.changes.at(-1)?.items).toMatchObject([{ id, nextAt: undefined }]);
    await harness.clock.advance(40_000);
    expect(harness.state(id)).toBe('held');
    expect(harness.service.requests).toEqual([]);
    harness.messages.resumeHolds();
    const until = harness.clock.now() + 3000;
    expect(harness.get(id)).toMatchObject({ state: 'held', nextAt: until, dueAt: until });
    await harness.clock.advance(2999);
    expect(harness.state(id)).toBe('held');
    await harness.clock.advance(2);
    expect(harness.state(id)).toBe('accepted');
  });

  it('stop for what is submitted meanwhile, and are not late however long the answer takes', async () => {
    const harness = createHarness();
    const first = harness.submit('first', { holdMs: 5000 });
    harness.messages.pauseHolds();
    const second = harness.submit('second', { holdMs: 5000 });
    await harness.clock.advance(3 * 3_600_000);
    expect([first, second].map(harness.state)).toEqual(['held', 'held']);
    harness.messages.resumeHolds();
    harness.messages.resumeHolds();
    await harness.clock.advance(4999);
    expect([first, second].map(harness.state)).toEqual(['held', 'held']);
    await harness.clock.advance(2);
    expect([first, second].map(harness.state)).toEqual(['accepted', 'accepted']);
  });

  it('can be undone and sent by a person meanwhile; that is not undone by the answer', async () => {
    const harness = createHarness();
    const [undone, sent] = [harness.submit('undone', { holdMs: 5000 }), harness.submit('sent', { holdMs: 5000 })];
    harness.messages.pauseHolds();
    value(harness.messages.act(undone, 'undo'));
    value(harness.messages.act(sent, 'send-now'));
    await harness.clock.advance(10);
    harness.messages.resumeHolds();
    await harness.clock.advance(60_000);
    expect([harness.state(undone), harness.state(sent)]).toEqual(['gone', 'accepted']);
    expect(harness.service.requests).toHaveLength(1);
  });

  it('never last longer than they were, also when the clock is set back behind the question', async () => {
    const harness = createHarness();
    const id = harness.submit('hello', { holdMs: 5000 });
    harness.clock.jump(-3_600_000);
    harness.messages.pauseHolds();
    harness.messages.resumeHolds();
    await harness.clock.advance(5001);
    expect(harness.state(id)).toBe('accepted');
  });

  it('are for review after a crash behind the question', async () => {
    const harness = createHarness();
    const id = harness.submit('hello', { holdMs: 5000 });
    harness.messages.pauseHolds();
    harness.restart();
    await harness.clock.advance(60_000);
    expect(harness.state(id)).toBe('review');
    expect(value(harness.messages.late())).toEqual([id]);
  });

  it('stop also where the disk is full at that moment', async () => {
    const harness = createHarness();
    const id = harness.submit('hello', { holdMs: 5000 });
    const { transaction } = harness.database;
    Object.assign(harness.database, {
      transaction: () => {
        throw Object.assign(new Error('full'), { code: 'SQLITE_FULL' });
      },
    });
    harness.messages.pauseHolds();
    await harness.clock.advance(20_000);
    Object.assign(harness.database, { transaction });
    await harness.clock.advance(20_000);
    expect(harness.get(id)).toMatchObject({ state: 'held', nextAt: undefined });
    expect(harness.service.requests).toEqual([]);
    harness.messages.resumeHolds();
    await harness.clock.advance(5001);
    expect(harness.state(id)).toBe('accepted');
  });
});
