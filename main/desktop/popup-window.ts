import type { BrowserWindowConstructorOptions, NativeImage, Session, Size } from 'electron';

/** DIP (design.md 10). */
export const POPUP_SIZE: Size = { width: 420, height: 560 };

/** The page's background before its first paint, so that nothing flashes; the same as in `renderer/style.css`. */
export function popupBackground(dark: boolean): string {
  return dark ? '#1e1f22' : '#ffffff';
}

/**
 * The one window, made hidden at start: a hidden window shows within a frame, a new one takes four (electron-platform.md 5.1).
 * No spell checker outside macOS, where it would fetch dictionaries from the internet.
 */
export function popupOptions(parts: {
  readonly platform: NodeJS.Platform;
  readonly dark: boolean;
  readonly session: Session;
  readonly preload: string;
  readonly devTools: boolean;
  /** `out/icons/window.png`; desktops show it where the app is not installed with a desktop file. */
  readonly icon: NativeImage;
}): BrowserWindowConstructorOptions {
  const { platform, dark, session, preload, devTools, icon } = parts;
  return {
    ...POPUP_SIZE,
    title: 'Evo Quick Send',
    icon,
    show: false,
    frame: false,
    resizable: false,
    maximizable: false,
    minimizable: platform === 'win32',
    fullscreenable: false,
    skipTaskbar: true,
    alwaysOnTop: true,
    hasShadow: true,
    roundedCorners: true,
    backgroundColor: popupBackground(dark),
    webPreferences: {
      session,
      preload,
      devTools,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: platform === 'darwin',
      v8CacheOptions: 'bypassHeatCheck',
    },
  };
}
