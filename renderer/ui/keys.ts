import type { AppState } from '../../main/model/app-state.ts';
import type { Settings } from '../../main/model/settings.ts';

type Platform = AppState['platform'];

/** Whether a key press belongs to an input method, so that no shortcut may act on it. */
export function isComposing(event: KeyboardEvent): boolean {
  // 229 is what some input methods report for Enter right at the end of a composition.
  return event.isComposing || event.keyCode === 229;
}

/** Whether Ctrl, or Cmd on macOS, is held and no other modifier that would change the meaning. */
export function hasMod(event: KeyboardEvent, platform: Platform): boolean {
  const mod = platform === 'darwin' ? event.metaKey && !event.ctrlKey : event.ctrlKey && !event.metaKey;
  return mod && !event.altKey;
}

/**
 * Whether a key press in the composer sends: Ctrl/Cmd+Enter always, plain Enter in the message when the setting says so,
 * and never in the middle of an input method's composition.
 */
export function sends(event: KeyboardEvent, sendKey: Settings['sendKey'], platform: Platform): boolean {
  if (event.key !== 'Enter' || isComposing(event) || event.shiftKey) return false;
  if (hasMod(event, platform)) return true;
  const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
  return sendKey === 'enter' && plain && event.target instanceof HTMLTextAreaElement;
}

/** A ref that takes the focus when its element appears; being the same function at each render, it never takes it again. */
export function focusOnce(element: HTMLElement | null): void {
  element?.focus();
}
