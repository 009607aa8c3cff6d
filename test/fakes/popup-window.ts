import { EventEmitter } from 'node:events';
import type { BrowserWindow, Rectangle, WebContents } from 'electron';

/**
 * A window that behaves as one on a desktop: showing gives it the focus, hiding takes it. What was done to it, and what its page
 * was sent, is kept in order.
 */
export function createPopupWindow() {
  const done: string[] = [];
  const sent: [string, unknown][] = [];
  const state = {
    visible: false,
    focused: false,
    minimised: false,
    destroyed: false,
    devTools: false,
    onTop: true,
    bounds: {} as Partial<Rectangle>,
  };
  const events = new EventEmitter();
  const pageEvents = new EventEmitter();

  const focus = (focused: boolean) => {
    if (state.focused === focused) return;
    state.focused = focused;
    events.emit(focused ? 'focus' : 'blur');
  };

  const webContents = {
    loadURL: async (url) => void done.push(`load ${url}`),
    send: (channel, payload) => {
      done.push(`tell ${channel}`);
      sent.push([channel, payload]);
    },
    isDestroyed: () => state.destroyed,
    isDevToolsOpened: () => state.devTools,
    forcefullyCrashRenderer: () => void done.push('crash page'),
    focus: () => void done.push('focus page'),
  } satisfies Partial<WebContents>;

  const window = {
    show: () => {
      done.push('show');
      state.visible = true;
      events.emit('show');
    },
    hide: () => {
      done.push('hide');
      state.visible = false;
      focus(false);
    },
    focus: () => focus(true),
    minimize: () => {
      done.push('minimize');
      state.minimised = true;
      focus(false);
    },
    restore: () => {
      done.push('restore');
      state.minimised = false;
    },
    destroy: () => {
      state.destroyed = true;
    },
    isVisible: () => state.visible,
    isFocused: () => state.focused,
    isMinimized: () => state.minimised,
    isDestroyed: () => state.destroyed,
    getBounds: () => ({ x: 0, y: 0, width: 0, height: 0, ...state.bounds }),
    setBounds: (bounds) => {
      state.bounds = bounds;
    },
    setAlwaysOnTop: (onTop) => {
      state.onTop = onTop;
    },
    setBackgroundColor: (colour) => void done.push(`background ${colour}`),
    setVisibleOnAllWorkspaces: () => void done.push('all workspaces'),
  } satisfies Partial<BrowserWindow>;

  const page = Object.assign(pageEvents, webContents);
  return {
    /** What the popup takes; an event emitter cannot be checked against Electron's overloads. */
    window: Object.assign(events, window, { webContents: page }) as unknown as BrowserWindow,
    state,
    done,
    sent,
    /** Another program takes the focus, or gives it back. */
    focus,
    /** The window is told that it lost the focus, whoever has it. */
    tellBlurred: () => void events.emit('blur'),
    /** The person closes the window; tells whether it went. */
    close: () => {
      let prevented = false;
      const preventDefault = () => {
        prevented = true;
      };
      events.emit('close', { preventDefault });
      return !prevented;
    },
    /** The page tells that it is there, gone or hanging. */
    page: {
      loaded: () => pageEvents.emit('did-finish-load'),
      gone: (reason = 'crashed') => pageEvents.emit('render-process-gone', {}, { reason, exitCode: 11 }),
      hangs: () => pageEvents.emit('unresponsive'),
      navigated: (url: string) => pageEvents.emit('did-navigate', {}, url, 200, 'OK'),
      movedWithin: (url: string, isMainFrame = true) => pageEvents.emit('did-navigate-in-page', {}, url, isMainFrame),
    },
  };
}
