import { describe, expect, it } from 'vitest';
import { createDesk, value } from '../desk.ts';
import { notProcessed } from '../fake-service.ts';

const unreachable = notProcessed({ code: 'unreachable' });
const many = (count: number) => Array.from({ length: count }, () => unreachable);

describe('trying again', () => {
  it('never waits longer than half a minute by itself, however often it failed', async () => {
    const desk = createDesk();
    desk.service.nextSends(...many(60));
    const id = desk.submit('hello');
    await desk.clock.advance(10 * 60_000);
    const { nextAt = 0 } = desk.get(id);
    expect(nextAt - desk.clock.now()).toBeLessThanOrEqual(30_000);
    expect(desk.state(id)).toBe('queued');
  });

  it.each([
    ['another Send', (desk: ReturnType<typeof createDesk>) => void desk.submit('another', { holdMs: 30_000 })],
    ['opening the popup', (desk: ReturnType<typeof createDesk>) => desk.messages.retryNow()],
    [
      'a network that is back',
      (desk: ReturnType<typeof createDesk>) => {
        desk.messages.pause('offline');
        desk.messages.resume('offline');
      },
    ],
  ])('begins at once by %s, but never before the time the service asked for', async (_, hurry) => {
    const desk = createDesk();
    desk.service.nextSends(...many(3), { stored: true });
    const own = desk.submit('own');
    await desk.clock.advance(7000);
    expect(desk.get(own)).toMatchObject({ state: 'queued', attempts: 3 });
    hurry(desk);
    await desk.clock.advance(1);
    expect(desk.state(own)).toBe('accepted');

    const asked = createDesk();
    asked.service.nextSends(notProcessed({ code: 'rate-limited', status: 429, retryAfterMs: 120_000 }));
    const id = asked.submit('asked');
    await asked.clock.advance(60_000);
    hurry(asked);
    await asked.clock.advance(59_998);
    expect(asked.get(id)).toMatchObject({ state: 'queued', attempts: 1 });
    expect(asked.service.requests).toHaveLength(1);
    await asked.clock.advance(10);
    expect(asked.state(id)).toBe('accepted');
  });

  it('happens five times a minute at most, whatever hurries it, and goes on after that by itself', async () => {
    const desk = createDesk();
    desk.service.nextSends(...many(40));
    desk.submit('hello');
    for (let second = 0; second < 59; second++) {
      desk.messages.retryNow();
      await desk.clock.advance(1000);
    }
    expect(desk.service.requests).toHaveLength(5);
    for (let second = 0; second < 60; second++) {
      desk.messages.retryNow();
      await desk.clock.advance(1000);
    }
    expect(desk.service.requests.length).toBeLessThanOrEqual(10);
    expect(desk.service.requests.length).toBeGreaterThan(5);
  });

  it('asks the service for nothing more once the five are used up, not even for a listing', async () => {
    const desk = createDesk();
    desk.service.setNetwork({ code: 'unreachable' });
    desk.submit('hello');
    for (let second = 0; second < 59; second++) {
      desk.messages.retryNow();
      await desk.clock.advance(1000);
    }
    expect(desk.service.lists()).toBe(5);
  });

  it('tells whether anything is to leave', async () => {
    const desk = createDesk();
    expect(desk.messages.hasWaiting()).toBe(false);
    desk.submit('later', { sendAt: desk.clock.now() + 3_600_000 });
    expect(desk.messages.hasWaiting()).toBe(false);
    const held = desk.submit('held', { holdMs: 5000 });
    expect(desk.messages.hasWaiting()).toBe(true);
    value(desk.messages.act(held, 'undo'));
    desk.messages.pause('offline');
    desk.submit('queued');
    expect(desk.messages.hasWaiting()).toBe(true);
  });
});
