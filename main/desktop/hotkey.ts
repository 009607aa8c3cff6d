import type { GlobalShortcut } from 'electron';
import type { Log } from '../log.ts';
import type { HotkeyState } from '../model/app-state.ts';
import { checkAccelerator, parseAccelerator } from './accelerator.ts';
import type { DisplayServer } from './display-server.ts';

/** What the hotkey needs. `setSuspended` exists from Electron 42 on. */
export interface HotkeyParts {
  readonly globalShortcut: Pick<GlobalShortcut, 'register' | 'unregister'> & Partial<Pick<GlobalShortcut, 'setSuspended'>>;
  readonly platform: NodeJS.Platform;
  readonly displayServer: DisplayServer;
  readonly onPress: () => void;
  readonly log: Pick<Log, 'warn'>;
}

/** The global hotkey: at most one at a time. */
export interface Hotkey {
  /**
   * Takes another shortcut, or none when the text is empty, and says what came of it. A shortcut that is refused
   * (`invalid`, `taken`) leaves the one before in place, suspended if it was. One that `checkAccelerator` refuses works all the same, with
   * the reason as `hint`: it is an older setting.
   */
  set(text: string): HotkeyState;
  /** The shortcut in use; before any was accepted, the refused one and why. */
  state(): HotkeyState;
  /** Lets the keys through to the popup, so that the shortcut itself can be typed into the settings. */
  suspend(): void;
  /** Ends `suspend`, if it was. */
  resume(): void;
  dispose(): void;
}

/** Builds the global hotkey, off until `set`. On Wayland nobody can tell whether it works: `requested` (electron-platform.md 3). */
export function createHotkey({ globalShortcut, platform, displayServer, onPress, log }: HotkeyParts): Hotkey {
  const accepted = displayServer === 'wayland' || displayServer === 'xwayland' ? 'requested' : 'active';
  let current: HotkeyState = { accelerator: '', status: 'off' };
  let suspended = false;

  const works = (state: HotkeyState) => state.status === 'active' || state.status === 'requested';

  const register = (accelerator: string): HotkeyState['status'] => {
    try {
      // Promises started inside Electron's callback may wait for seconds; setImmediate leaves it (electron-platform.md 3).
      return globalShortcut.register(accelerator, () => void setImmediate(onPress)) ? accepted : 'taken';
    } catch {
      return 'invalid';
    }
  };

  const suspend = () => {
    if (suspended || !works(current)) return;
    suspended = true;
    if (globalShortcut.setSuspended) globalShortcut.setSuspended(true);
    else globalShortcut.unregister(current.accelerator);
  };

  const resume = () => {
    if (!suspended) return;
    suspended = false;
    if (globalShortcut.setSuspended) globalShortcut.setSuspended(false);
    else current = { ...current, status: register(current.accelerator) };
  };

  const set = (text: string): HotkeyState => {
    const wasSuspended = suspended;
    resume();
    const accelerator = text.trim() === '' ? '' : parseAccelerator(text, platform);
    if (accelerator !== undefined && accelerator === current.accelerator && works(current)) return current;
    const next = attempt(accelerator, text);
    const refused = next.status === 'taken' || next.status === 'invalid';
    if (refused) log.warn('hotkey', { status: next.status });
    if (refused && works(current)) {
      if (wasSuspended) suspend();
      return next;
    }
    if (works(current)) globalShortcut.unregister(current.accelerator);
    current = next;
    return next;
  };

  const attempt = (accelerator: string | undefined, text: string): HotkeyState => {
    if (accelerator === undefined) return { accelerator: text, status: 'invalid' };
    if (accelerator === '') return { accelerator, status: 'off' };
    const state: HotkeyState = { accelerator, status: register(accelerator) };
    const checked = checkAccelerator(accelerator, platform);
    return checked.ok || !works(state) ? state : { ...state, hint: checked.error.code };
  };

  return { set, state: () => current, suspend, resume, dispose: () => void set('') };
}
