import type { ComposeState } from './state.ts';

/** ms for which what came from outside has to stand before the eyes of the person until it can be sent. */
const lookFirst = 700;

/**
 * Keeps a press that was meant for something else from sending what came from outside: Send counts only when it was pressed anew after the
 * composer was visible for 700 ms. Times are those of `Event.timeStamp`, ms.
 */
export interface Guard {
  /** Something from outside fills the composer. */
  readonly raise: () => void;
  /** It stands there, and the popup was shown: the time counts from the next frame that is drawn. */
  readonly count: () => void;
  /** The popup was hidden: what was not looked at long enough is looked at anew. */
  readonly hidden: () => void;
  /** Whether a press that began at this moment may send. */
  readonly lets: (pressedAt: number) => boolean;
  /** The person pressed something at this moment: the hint has been seen. */
  readonly acted: (pressedAt: number) => void;
  /** The person chose another draft: that did not come from outside, so nothing is said once the time is over. */
  readonly leave: () => void;
  readonly drop: () => void;
}

/** Makes the guard. `nextFrame` comes when the popup draws, which a hidden one does not. */
export function createGuard({
  guard,
  nextFrame,
  now,
}: Pick<ComposeState, 'guard'> & { readonly nextFrame: () => Promise<void>; readonly now: () => number }): Guard {
  let from = Number.NEGATIVE_INFINITY;
  let round = 0;
  let after: 'said' | 'off' = 'said';
  let timer: ReturnType<typeof setTimeout> | undefined;

  const stop = (): void => {
    round += 1;
    clearTimeout(timer);
  };

  const lets = (pressedAt: number): boolean => pressedAt >= from;

  const count = async (): Promise<void> => {
    if (guard.peek() !== 'on') return;
    stop();
    const mine = round;
    await nextFrame();
    if (mine !== round) return;
    from = now() + lookFirst;
    timer = setTimeout(() => {
      guard.value = after;
    }, lookFirst);
  };

  return {
    raise: () => {
      stop();
      from = Number.POSITIVE_INFINITY;
      after = 'said';
      guard.value = 'on';
    },
    count: () => void count(),
    hidden: () => {
      if (guard.peek() !== 'on') return;
      stop();
      from = Number.POSITIVE_INFINITY;
    },
    lets,
    acted: (pressedAt) => {
      if (guard.peek() === 'said' && lets(pressedAt)) guard.value = 'off';
    },
    leave: () => {
      after = 'off';
      if (guard.peek() === 'said') guard.value = 'off';
    },
    drop: () => {
      stop();
      from = Number.NEGATIVE_INFINITY;
      guard.value = 'off';
    },
  };
}
