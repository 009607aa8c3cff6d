import { signal } from '@preact/signals';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createPrefillGuard } from '../../../renderer/compose/prefill-guard.ts';

function raised() {
  const frames: (() => void)[] = [];
  const nextFrame = () => new Promise<void>((drawn) => void frames.push(drawn));
  const isUnseen = signal(false);
  const guard = createPrefillGuard({
    prefill: signal<'none' | 'blocked' | 'ready'>('none'),
    isUnseen,
    nextFrame,
    now: () => performance.now(),
  });
  guard.block();
  const draw = async (): Promise<void> => {
    for (const drawn of frames.splice(0)) drawn();
    await vi.advanceTimersByTimeAsync(0);
  };
  return { guard, draw, isUnseen };
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

  it('takes no key for 700 ms when it came less than 500 ms after one', async () => {
    const { guard, draw, isUnseen } = raised();
    guard.pressed(performance.now(), false);
    await vi.advanceTimersByTimeAsync(499);
    guard.switched();
    guard.startTimer();
    await draw();
    await vi.advanceTimersByTimeAsync(699);
    expect(isUnseen.value).toBe(true);
    await vi.advanceTimersByTimeAsync(1);
    expect(isUnseen.value).toBe(false);
    expect(guard.allows(performance.now())).toBe(true);
  });

  it('takes no key, nor the one that sends, while the typing goes on without a pause', async () => {
    const { guard, draw, isUnseen } = raised();
    guard.pressed(performance.now(), false);
    guard.switched();
    guard.startTimer();
    await draw();
    for (let key = 0; key < 10; key++) {
      await vi.advanceTimersByTimeAsync(450);
      guard.pressed(performance.now(), key % 2 === 0);
      expect(isUnseen.value).toBe(true);
      expect(guard.allows(performance.now())).toBe(false);
    }
    await vi.advanceTimersByTimeAsync(500);
    expect(isUnseen.value).toBe(false);
    expect(guard.allows(performance.now())).toBe(true);
  });

  it('takes keys at once when none was pressed for 500 ms, or the popup was hidden', async () => {
    const { guard, isUnseen } = raised();
    guard.switched();
    expect(isUnseen.value).toBe(false);
    guard.pressed(performance.now(), false);
    await vi.advanceTimersByTimeAsync(500);
    guard.switched();
    expect(isUnseen.value).toBe(false);
    guard.pressed(performance.now(), false);
    guard.switched();
    guard.popupHidden();
    expect(isUnseen.value).toBe(false);
    guard.switched();
    expect(isUnseen.value).toBe(false);
  });

  it('stays so after it was seen, and a hidden popup does not bring the wait back', async () => {
    const { guard, draw } = raised();
    guard.startTimer();
    await draw();
    await vi.advanceTimersByTimeAsync(700);
    guard.pressed(performance.now(), false);
    guard.popupHidden();
    guard.startTimer();
    expect(guard.allows(performance.now())).toBe(true);
  });
});
