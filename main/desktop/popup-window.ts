import type { BrowserWindowConstructorOptions, NativeImage, Session, Size } from 'electron';
import { appName } from '../words/app.ts';

/** In DIP. */
export const POPUP_SIZE: Size = { width: 420, height: 560 };

/** The window's background until the page's first paint, so that nothing flashes. Must equal `--ground` in `renderer/ui/base.css`. */
export function popupBackground(dark: boolean): string {
  return dark ? '#1e1f22' : '#ffffff';
}

/**
 * Options of the popup's window. It is created hidden at start, because showing a hidden window takes 14 ms and creating one takes 60 ms.
 * The spell checker is on only on macOS; elsewhere Chromium would download dictionaries.
 */
export function popupOptions(parts: {
  readonly platform: NodeJS.Platform;
  readonly dark: boolean;
  readonly session: Session;
  readonly preload: string;
  readonly devTools: boolean;
  /** Shown by the desktop if no desktop file of ours is installed. */
  readonly icon: NativeImage;
}): BrowserWindowConstructorOptions {
  const { platform, dark, session, preload, devTools, icon } = parts;
  return {
    ...POPUP_SIZE,
    title: appName,
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
