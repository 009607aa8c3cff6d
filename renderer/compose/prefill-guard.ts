import type { ComposeState } from './state.ts';

/** ms for which a draft filled from outside must be visible before it can be sent. */
const lookMs = 700;

/**
 * Keeps a press that was meant for something else from sending a draft filled from outside: Send counts only when it is pressed anew, 700 ms after
 * the popup first drew that draft. Times are those of `Event.timeStamp`, in ms.
 */
export interface PrefillGuard {
  /** A draft from outside is about to fill the composer: nothing can be sent. */
  readonly block: () => void;
  /** It is in the composer and the popup was shown: the time runs from the next frame that is drawn. */
  readonly startTimer: () => void;
  /** The popup was hidden: a draft that was not visible long enough has its whole time again. */
  readonly popupHidden: () => void;
  /** Whether a press that began at this moment may send. */
  readonly allows: (pressedAt: number) => boolean;
  /** The person pressed something at this moment: the hint has been seen. */
  readonly pressed: (pressedAt: number) => void;
  /** The person chose another draft, which needs no hint. */
  readonly draftChosen: () => void;
  /** Nothing is blocked any more. */
  readonly reset: () => void;
}

/** Makes the guard. `nextFrame` resolves when the popup next draws, which a hidden one does not; `now` is the clock of `Event.timeStamp`. */
export function createPrefillGuard({
  prefill,
  nextFrame,
  now,
}: Pick<ComposeState, 'prefill'> & { readonly nextFrame: () => Promise<void>; readonly now: () => number }): PrefillGuard {
  let allowedFrom = Number.NEGATIVE_INFINITY;
  let round = 0;
  let stateAfter: 'ready' | 'none' = 'ready';
  let timer: ReturnType<typeof setTimeout> | undefined;

  const stopTimer = (): void => {
    round += 1;
    clearTimeout(timer);
  };

  const allows = (pressedAt: number): boolean => pressedAt >= allowedFrom;

  const startTimer = async (): Promise<void> => {
    if (prefill.peek() !== 'blocked') return;
    stopTimer();
    const mine = round;
    await nextFrame();
    if (mine !== round) return;
    allowedFrom = now() + lookMs;
    timer = setTimeout(() => {
      prefill.value = stateAfter;
    }, lookMs);
  };

  return {
    block: () => {
      stopTimer();
      allowedFrom = Number.POSITIVE_INFINITY;
      stateAfter = 'ready';
      prefill.value = 'blocked';
    },
    startTimer: () => void startTimer(),
    popupHidden: () => {
      if (prefill.peek() !== 'blocked') return;
      stopTimer();
      allowedFrom = Number.POSITIVE_INFINITY;
    },
    allows,
    pressed: (pressedAt) => {
      if (prefill.peek() === 'ready' && allows(pressedAt)) prefill.value = 'none';
    },
    draftChosen: () => {
      stateAfter = 'none';
      if (prefill.peek() === 'ready') prefill.value = 'none';
    },
    reset: () => {
      stopTimer();
      allowedFrom = Number.NEGATIVE_INFINITY;
      prefill.value = 'none';
    },
  };
}
