import { describe, expect, it } from 'vitest';
import { createDesk, value } from '../desk.ts';

describe('holds behind a question', () => {
  it('stop while it is open and go on with the time they had left', async () => {
    const desk = createDesk();
    const id = desk.submit('hello', { holdMs: 5000 });
    await desk.clock.advance(2000);
    desk.messages.pauseHolds();
    expect(desk.get(id)).toMatchObject({ state: 'held', nextAt: undefined });
    expect(desk.changes.at(-1)?.items).toMatchObject([{ id, nextAt: undefined }]);
    await desk.clock.advance(40_000);
    expect(desk.state(id)).toBe('held');
    expect(desk.service.requests).toEqual([]);
    desk.messages.resumeHolds();
    const until = desk.clock.now() + 3000;
    expect(desk.get(id)).toMatchObject({ state: 'held', nextAt: until, dueAt: until });
    await desk.clock.advance(2999);
    expect(desk.state(id)).toBe('held');
    await desk.clock.advance(2);
    expect(desk.state(id)).toBe('accepted');
  });

  it('stop for what is submitted meanwhile, and are not late however long the answer takes', async () => {
    const desk = createDesk();
    const first = desk.submit('first', { holdMs: 5000 });
    desk.messages.pauseHolds();
    const second = desk.submit('second', { holdMs: 5000 });
    await desk.clock.advance(3 * 3_600_000);
    expect([first, second].map(desk.state)).toEqual(['held', 'held']);
    desk.messages.resumeHolds();
    desk.messages.resumeHolds();
    await desk.clock.advance(4999);
    expect([first, second].map(desk.state)).toEqual(['held', 'held']);
    await desk.clock.advance(2);
    expect([first, second].map(desk.state)).toEqual(['accepted', 'accepted']);
  });

  it('can be undone and sent by a person meanwhile; that is not undone by the answer', async () => {
    const desk = createDesk();
    const [undone, sent] = [desk.submit('undone', { holdMs: 5000 }), desk.submit('sent', { holdMs: 5000 })];
    desk.messages.pauseHolds();
    value(desk.messages.act(undone, 'undo'));
    value(desk.messages.act(sent, 'send-now'));
    await desk.clock.advance(10);
    desk.messages.resumeHolds();
    await desk.clock.advance(60_000);
    expect([desk.state(undone), desk.state(sent)]).toEqual(['gone', 'accepted']);
    expect(desk.service.requests).toHaveLength(1);
  });

  it('never last longer than they were, also when the clock is set back behind the question', async () => {
    const desk = createDesk();
    const id = desk.submit('hello', { holdMs: 5000 });
    desk.clock.jump(-3_600_000);
    desk.messages.pauseHolds();
    desk.messages.resumeHolds();
    await desk.clock.advance(5001);
    expect(desk.state(id)).toBe('accepted');
  });

  it('are for review after a crash behind the question', async () => {
    const desk = createDesk();
    const id = desk.submit('hello', { holdMs: 5000 });
    desk.messages.pauseHolds();
    desk.restart();
    await desk.clock.advance(60_000);
    expect(desk.state(id)).toBe('review');
    expect(value(desk.messages.late())).toEqual([id]);
  });

  it('stop also where the disk is full at that moment', async () => {
    const desk = createDesk();
    const id = desk.submit('hello', { holdMs: 5000 });
    const { transaction } = desk.database;
    Object.assign(desk.database, {
      transaction: () => {
        throw Object.assign(new Error('full'), { code: 'SQLITE_FULL' });
      },
    });
    desk.messages.pauseHolds();
    await desk.clock.advance(20_000);
    Object.assign(desk.database, { transaction });
    await desk.clock.advance(20_000);
    expect(desk.get(id)).toMatchObject({ state: 'held', nextAt: undefined });
    expect(desk.service.requests).toEqual([]);
    desk.messages.resumeHolds();
    await desk.clock.advance(5001);
    expect(desk.state(id)).toBe('accepted');
  });
});
