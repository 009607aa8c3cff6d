import type { App, BrowserWindow, NativeTheme, Rectangle, Screen } from 'electron';
import type { Clock } from '../clock.ts';
import type { Events } from '../ipc/contract.ts';
import type { Log } from '../log.ts';
import type { DisplayServer } from './display-server.ts';
import { isSameRectangle, keepInside, placePopup } from './placement.ts';
import { watchPopupFocus } from './popup-focus.ts';
import { createPopupPage } from './popup-page.ts';
import { POPUP_SIZE, popupBackground } from './popup-window.ts';

/**
 * A toggle within this time, in ms, after losing the focus hid the popup is ignored: the click on the tray icon that toggles it took the
 * focus first.
 */
const SAME_PRESS_MS = 250;

/** What the popup needs. */
interface PopupParts {
  /** A hidden window created with `popupOptions`. */
  readonly window: BrowserWindow;
  readonly url: string;
  readonly screen: Pick<Screen, 'getCursorScreenPoint' | 'getDisplayNearestPoint' | 'getDisplayMatching' | 'on'>;
  readonly app: Pick<App, 'hide' | 'focus'>;
  readonly nativeTheme: Pick<NativeTheme, 'shouldUseDarkColors' | 'on'>;
  readonly platform: NodeJS.Platform;
  readonly displayServer: DisplayServer;
  readonly clock: Clock;
  readonly log: Pick<Log, 'warn'>;
}

/** The popup. Nothing here waits or reads the disk: it must appear as soon as the hotkey is pressed. */
export interface Popup {
  /** Shows and focuses it on the display with the cursor, or next to the tray icon, and tells the page why. */
  show(shown?: Events['popup:shown'], anchor?: Rectangle): void;
  /** Hides it and returns the focus to the window that had it. Closing the window does the same. */
  hide(): void;
  /** Hides it if it has the focus, otherwise shows it. */
  toggle(anchor?: Rectangle): void;
  isShown(): boolean;
  /** Calls `listener` each time it was shown, after everything that makes it appear. */
  onShown(listener: () => void): void;
  send<E extends keyof Events>(event: E, payload: Events[E]): void;
  /** Keeps it open, but below other windows, while `work` shows a native dialog or menu of ours. */
  holdOpen<T>(work: () => Promise<T>): Promise<T>;
  /** Destroys the window. Needed before the app quits: the window refuses to close, which would cancel quitting. */
  dispose(): void;
}

/** Creates the popup in its window and loads the page. */
export function createPopup({ window, url, screen, app, nativeTheme, platform, displayServer, clock, log }: PopupParts): Popup {
  const page = createPopupPage({ contents: window.webContents, url, clock, log });
  let blurredAt = Number.NEGATIVE_INFINITY;
  let holds = 0;
  let hiding = false;

  const isShown = () => !window.isDestroyed() && window.isVisible();

  const raise = () => {
    if (holds === 0) window.setAlwaysOnTop(true, 'pop-up-menu');
  };

  const position = (anchor?: Rectangle) => {
    if (displayServer === 'wayland') return;
    const point = anchor?.width ? anchor : screen.getCursorScreenPoint();
    window.setBounds(placePopup(POPUP_SIZE, screen.getDisplayNearestPoint(point).workArea, anchor));
    // KDE forgets it when the window is hidden (electron#20858).
    raise();
  };

  /** Moves it, and no further than needed, when what it was placed in has shrunk. */
  const stayInside = () => {
    if (displayServer === 'wayland' || !isShown()) return;
    const bounds = window.getBounds();
    const wanted = keepInside(bounds, POPUP_SIZE, screen.getDisplayMatching(bounds).workArea);
    if (!isSameRectangle(bounds, wanted)) window.setBounds(wanted);
  };

  const show: Popup['show'] = (shown = {}, anchor) => {
    if (window.isDestroyed()) return;
    focus.appears();
    // The page first, so that its first visible frame already shows what was asked for (12 ms instead of 30 ms).
    page.open(shown);
    position(anchor);
    if (platform === 'darwin') app.focus({ steal: true });
    if (window.isMinimized()) window.restore();
    window.show();
    window.focus();
    window.webContents.focus();
  };

  const hide = () => {
    if (!isShown()) return;
    hiding = true;
    focus.disappears();
    // The focus goes back to the other window only if on Windows ours is minimised (electron#10023), on macOS the app hidden
    // (electron#11211).
    if (platform === 'win32' && window.isFocused()) window.minimize();
    const givesBack = platform === 'darwin' && window.isFocused();
    window.hide();
    if (givesBack) app.hide();
    hiding = false;
    page.close();
  };

  const focus = watchPopupFocus({
    window,
    clock,
    isExcused: () => hiding || holds > 0 || window.webContents.isDevToolsOpened(),
    onLost: () => {
      blurredAt = clock.now();
      hide();
    },
  });
  screen.on('display-metrics-changed', stayInside);
  screen.on('display-removed', stayInside);
  window.on('close', (event) => {
    event.preventDefault();
    hide();
  });
  nativeTheme.on('updated', () => {
    if (!window.isDestroyed()) window.setBackgroundColor(popupBackground(nativeTheme.shouldUseDarkColors));
  });
  if (platform === 'darwin') window.setVisibleOnAllWorkspaces(true, { visibleOnFullScreen: true, skipTransformProcessType: true });

  return {
    show,
    hide,
    toggle: (anchor) => {
      if (isShown() && window.isFocused()) hide();
      else if (clock.now() - blurredAt >= SAME_PRESS_MS) show({}, anchor);
    },
    isShown,
    onShown: (listener) => void window.on('show', () => setImmediate(listener)),
    send: page.send,
    holdOpen: async (work) => {
      holds += 1;
      if (isShown()) window.setAlwaysOnTop(false);
      try {
        return await work();
      } finally {
        holds -= 1;
        if (isShown()) {
          raise();
          window.focus();
        }
      }
    },
    dispose: () => window.destroy(),
  };
}
