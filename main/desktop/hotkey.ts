import type { GlobalShortcut } from 'electron';
import type { Log } from '../log.ts';
import type { HotkeyState } from '../model/app-state.ts';
import { checkAccelerator, parseAccelerator } from './accelerator.ts';
import type { DisplayServer } from './display-server.ts';

/** What the hotkey needs. `setSuspended` exists from Electron 42 on. */
interface HotkeyParts {
  readonly globalShortcut: Pick<GlobalShortcut, 'register' | 'unregister'> & Partial<Pick<GlobalShortcut, 'setSuspended'>>;
  readonly platform: NodeJS.Platform;
  readonly displayServer: DisplayServer;
  readonly onPress: () => void;
  readonly log: Pick<Log, 'warn'>;
}

/** The global hotkey; there is at most one. */
export interface Hotkey {
  /**
   * Changes the shortcut, or turns it off if `text` is empty, and returns the result. If the new one is `invalid` or `taken`, the previous
   * one stays (and stays suspended if it was). A shortcut from an older settings file that `checkAccelerator` would refuse still works,
   * with the reason as `hint`.
   */
  set(text: string): HotkeyState;
  /** The shortcut in use; if none has been accepted yet, the one that was refused. */
  state(): HotkeyState;
  /** Lets the keys through to the popup, so that the shortcut can be typed in the settings. */
  suspend(): void;
  /** Ends `suspend`; does nothing if it was not called. */
  resume(): void;
  dispose(): void;
}

/**
 * Creates the hotkey, turned off. On Wayland its status is `requested`: Electron says it is registered even if the desktop refuses
 * (electron#52218).
 */
export function createHotkey({ globalShortcut, platform, displayServer, onPress, log }: HotkeyParts): Hotkey {
  const accepted = displayServer === 'wayland' || displayServer === 'xwayland' ? 'requested' : 'active';
  let current: HotkeyState = { accelerator: '', status: 'off' };
  let suspended = false;

  const works = (state: HotkeyState) => state.status === 'active' || state.status === 'requested';

  const register = (accelerator: string): HotkeyState['status'] => {
    try {
      // Electron calls back outside Node's event loop, where promises can stall for seconds; setImmediate gets us back into it.
      return globalShortcut.register(accelerator, () => void setImmediate(onPress)) ? accepted : 'taken';
    } catch {
      return 'invalid';
    }
  };

  const attempt = (accelerator: string | undefined, text: string): HotkeyState => {
    if (accelerator === undefined) return { accelerator: text, status: 'invalid' };
    if (accelerator === '') return { accelerator, status: 'off' };
    const state: HotkeyState = { accelerator, status: register(accelerator) };
    const checked = checkAccelerator(accelerator, platform);
    return checked.ok || !works(state) ? state : { ...state, hint: checked.error.code };
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

  return { set, state: () => current, suspend, resume, dispose: () => void set('') };
}
