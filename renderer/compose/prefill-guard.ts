import type { ComposeState } from './state.ts';

/** ms for which a draft filled from outside must be visible before it can be sent. */
const lookMs = 700;

/** ms after a press in which the next one is still meant for what was there then. */
const typingMs = 500;

/**
 * Keeps a press that was meant for something else from sending or changing a draft filled from outside: Send counts only when it is pressed anew,
 * 700 ms after the popup first drew that draft. Where one takes the place of another by the tray or a notification while the person types,
 * nothing they press counts until they have paused, too. Times are those of `Event.timeStamp`, in ms.
 */
export interface PrefillGuard {
  /** A draft from outside is about to fill the composer: nothing can be sent. */
  readonly block: () => void;
  /** It has just taken another draft's place: if something was pressed less than 500 ms ago, the composer takes no change until there was such a pause. */
  readonly switched: () => void;
  /** It is in the composer and the popup was shown: the time runs from the next frame that is drawn. */
  readonly startTimer: () => void;
  /** The popup was hidden: a draft that was not visible long enough has its whole time again. */
  readonly popupHidden: () => void;
  /** Whether a press that began at this moment may send. */
  readonly allows: (pressedAt: number) => boolean;
  /** The person pressed something at this moment, which tells that the hint has been seen unless a key that is held down repeats. */
  readonly pressed: (pressedAt: number, isRepeated: boolean) => void;
  /** The person chose another draft, which needs no hint. */
  readonly draftChosen: () => void;
  /** Nothing is blocked any more. */
  readonly reset: () => void;
}

/** Makes the guard. `nextFrame` resolves when the popup next draws, which a hidden one does not; `now` is the clock of `Event.timeStamp`. */
export function createPrefillGuard({
  prefill,
  isUnseen,
  nextFrame,
  now,
}: Pick<ComposeState, 'prefill' | 'isUnseen'> & { readonly nextFrame: () => Promise<void>; readonly now: () => number }): PrefillGuard {
  let allowedFrom = Number.NEGATIVE_INFINITY;
  let lastPressedAt = Number.NEGATIVE_INFINITY;
  let round = 0;
  let stateAfter: 'ready' | 'none' = 'ready';
  let timer: ReturnType<typeof setTimeout> | undefined;

  const stopTimer = (): void => {
    round += 1;
    clearTimeout(timer);
  };

  const allows = (pressedAt: number): boolean => pressedAt >= allowedFrom && !isUnseen.peek();

  const endUnlessTyping = (): void => {
    const pauseIsIn = lastPressedAt + typingMs - now();
    if (isUnseen.peek() && pauseIsIn > 0) timer = setTimeout(endUnlessTyping, pauseIsIn);
    else {
      prefill.value = stateAfter;
      isUnseen.value = false;
    }
  };

  const startTimer = async (): Promise<void> => {
    if (prefill.peek() !== 'blocked') return;
    stopTimer();
    const mine = round;
    await nextFrame();
    if (mine !== round) return;
    allowedFrom = now() + lookMs;
    timer = setTimeout(endUnlessTyping, lookMs);
  };

  return {
    block: () => {
      stopTimer();
      allowedFrom = Number.POSITIVE_INFINITY;
      stateAfter = 'ready';
      prefill.value = 'blocked';
    },
    switched: () => {
      isUnseen.value = now() - lastPressedAt < typingMs;
    },
    startTimer: () => void startTimer(),
    popupHidden: () => {
      lastPressedAt = Number.NEGATIVE_INFINITY;
      isUnseen.value = false;
      if (prefill.peek() !== 'blocked') return;
      stopTimer();
      allowedFrom = Number.POSITIVE_INFINITY;
    },
    allows,
    pressed: (pressedAt, isRepeated) => {
      lastPressedAt = pressedAt;
      if (!isRepeated && prefill.peek() === 'ready' && allows(pressedAt)) prefill.value = 'none';
    },
    draftChosen: () => {
      stateAfter = 'none';
      if (prefill.peek() === 'ready') prefill.value = 'none';
    },
    reset: () => {
      stopTimer();
      allowedFrom = Number.NEGATIVE_INFINITY;
      prefill.value = 'none';
      isUnseen.value = false;
    },
  };
}
