import { signal } from '@preact/signals';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createPrefillGuard } from '../../../renderer/compose/prefill-guard.ts';

function raised() {
  const frames: (() => void)[] = [];
  const nextFrame = () => new Promise<void>((drawn) => void frames.push(drawn));
  const guard = createPrefillGuard({ prefill: signal<'none' | 'blocked' | 'ready'>('none'), nextFrame, now: () => performance.now() });
  guard.block();
  const draw = async (): Promise<void> => {
    for (const drawn of frames.splice(0)) drawn();
    await vi.advanceTimersByTimeAsync(0);
  };
  return { guard, draw };
}

describe('what came from outside', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('is sent only by a press that began 700 ms after the popup drew it', async () => {
    const { guard, draw } = raised();
    guard.startTimer();
    await vi.advanceTimersByTimeAsync(5000);
    expect(guard.allows(performance.now())).toBe(false);
    await draw();
    const drawn = performance.now();
    await vi.advanceTimersByTimeAsync(699);
    expect(guard.allows(performance.now())).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(guard.allows(performance.now())).toBe(true);
    expect(guard.allows(drawn + 600)).toBe(false);
  });

  it('has to be looked at anew when it comes again, or when the popup was hidden too soon', async () => {
    const { guard, draw } = raised();
    guard.startTimer();
    await draw();
    await vi.advanceTimersByTimeAsync(600);
    guard.popupHidden();
    await vi.advanceTimersByTimeAsync(5000);
    expect(guard.allows(performance.now())).toBe(false);
    guard.startTimer();
    await draw();
    await vi.advanceTimersByTimeAsync(600);
    guard.block();
    guard.startTimer();
    await draw();
    await vi.advanceTimersByTimeAsync(600);
    expect(guard.allows(performance.now())).toBe(false);
    await vi.advanceTimersByTimeAsync(100);
    expect(guard.allows(performance.now())).toBe(true);
  });

  it('stays so after it was seen, and a hidden popup does not bring the wait back', async () => {
    const { guard, draw } = raised();
    guard.startTimer();
    await draw();
    await vi.advanceTimersByTimeAsync(700);
    guard.pressed(performance.now());
    guard.popupHidden();
    guard.startTimer();
    expect(guard.allows(performance.now())).toBe(true);
  });
});
