import type { BrowserWindow } from 'electron';
import type { Clock } from '../clock.ts';

/** For this long after it was shown, in ms, the popup may be without the focus: window managers move it while a window appears. */
const SETTLE_MS = 150;

/** What watching the focus needs. */
interface PopupFocusParts {
  readonly window: Pick<BrowserWindow, 'isDestroyed' | 'isVisible' | 'isFocused' | 'on'>;
  readonly clock: Clock;
  /** Whether the popup may be without the focus now: a dialog of ours has it. */
  readonly isExcused: () => boolean;
  /** Called when the popup is shown and has lost the focus for good. */
  readonly onLost: () => void;
}

/**
 * Tells when the popup loses the focus. A loss that is told while the popup appears, or although the window has the focus, is not believed
 * but looked at again after 150 ms. A popup that never had the focus has lost none: some desktops give it to no window that opens by itself.
 */
export function watchPopupFocus({ window, clock, isExcused, onLost }: PopupFocusParts) {
  let shownAt = Number.NEGATIVE_INFINITY;
  let cancelLook: (() => void) | undefined;

  /** ms until it has settled; 0 afterwards, and when the wall clock was set back. */
  const unsettled = () => {
    const passed = clock.now() - shownAt;
    return passed < 0 ? 0 : Math.max(0, SETTLE_MS - passed);
  };

  const stopLooking = () => {
    cancelLook?.();
    cancelLook = undefined;
  };

  const look = () => {
    stopLooking();
    if (!window.isDestroyed() && window.isVisible() && !window.isFocused() && !isExcused()) onLost();
  };

  const lookLater = () => {
    stopLooking();
    cancelLook = clock.setTimer(unsettled() || SETTLE_MS, look);
  };

  window.on('blur', () => {
    if (window.isFocused() || unsettled() > 0) lookLater();
    else look();
  });

  return {
    /** To be called each time before the popup is shown. */
    appears(): void {
      shownAt = clock.now();
      if (cancelLook !== undefined) lookLater();
    },
    /** To be called when the popup is hidden. */
    disappears: stopLooking,
  };
}
