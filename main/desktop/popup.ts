import type { App, BrowserWindow, NativeTheme, Rectangle, Screen } from 'electron';
import type { Clock } from '../clock.ts';
import type { Events } from '../ipc/contract.ts';
import type { Log } from '../log.ts';
import type { DisplayServer } from './display-server.ts';
import { placePopup } from './placement.ts';
import { createPopupPage } from './popup-page.ts';
import { POPUP_SIZE, popupBackground } from './popup-window.ts';

/** ms after a show in which losing focus does not hide: window managers pass the focus around while a window appears. */
const SETTLE_MS = 150;

/** ms in which a toggle after a hide by blur is the same press: the click or key took the focus first (electron-platform.md 5.5). */
const SAME_PRESS_MS = 250;

export interface PopupParts {
  /** A hidden window made with `popupOptions`. */
  readonly window: BrowserWindow;
  readonly url: string;
  readonly screen: Pick<Screen, 'getCursorScreenPoint' | 'getDisplayNearestPoint'>;
  readonly app: Pick<App, 'hide' | 'focus'>;
  readonly nativeTheme: Pick<NativeTheme, 'shouldUseDarkColors' | 'on'>;
  readonly platform: NodeJS.Platform;
  readonly displayServer: DisplayServer;
  readonly clock: Pick<Clock, 'now'>;
  readonly log: Pick<Log, 'warn'>;
}

/** The popup. Nothing in here waits or reads a disk: this is the way from the hotkey to the person. */
export interface Popup {
  /** Shows and focuses it on the display with the cursor, or beside the tray icon, and tells the page what to do. */
  show(shown?: Events['popup:shown'], anchor?: Rectangle): void;
  /** Hides it and gives the focus back to where it was. Closing the window does the same. */
  hide(): void;
  /** Hides it when it has the focus; otherwise brings it up. */
  toggle(anchor?: Rectangle): void;
  isShown(): boolean;
  /** Tells of each time it was shown, after everything that brings it up. */
  onShown(listener: () => void): void;
  send<E extends keyof Events>(event: E, payload: Events[E]): void;
  /** Keeps it open while `work` shows a native dialog of ours, which takes the focus and stands above it. */
  holdOpen<T>(work: () => Promise<T>): Promise<T>;
  /** Takes the window away, for good. Before the app quits, which a window that cannot be closed would keep it from. */
  dispose(): void;
}

/** Builds the popup around its window and loads the page. */
export function createPopup({ window, url, screen, app, nativeTheme, platform, displayServer, clock, log }: PopupParts): Popup {
  const page = createPopupPage({ contents: window.webContents, url, clock, log });
  let shownAt = Number.NEGATIVE_INFINITY;
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
    // Some desktops forget it when the window is hidden (model-codebases.md 10).
    raise();
  };

  const show: Popup['show'] = (shown = {}, anchor) => {
    if (window.isDestroyed()) return;
    shownAt = clock.now();
    // First the page, so that its first visible frame is already the one that was asked for (12 ms instead of 30 to the second).
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
    // Windows hands the focus on only from a minimised window, macOS only from a hidden app (model-codebases.md 5).
    if (platform === 'win32' && window.isFocused()) window.minimize();
    const givesBack = platform === 'darwin' && window.isFocused();
    window.hide();
    if (givesBack) app.hide();
    hiding = false;
    page.close();
  };

  window.on('blur', () => {
    if (hiding || holds > 0 || clock.now() - shownAt < SETTLE_MS || window.webContents.isDevToolsOpened()) return;
    if (isShown()) blurredAt = clock.now();
    hide();
  });
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
