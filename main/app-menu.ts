import type { MenuItemConstructorOptions } from 'electron';

/**
 * The application menu: macOS needs one for its editing keys to work in the popup; elsewhere none, since it would only take
 * time at start and keys such as Ctrl+R (electron-platform.md 5.6). For `Menu.setApplicationMenu`, before `ready`.
 */
export function appMenu(platform: NodeJS.Platform): MenuItemConstructorOptions[] | null {
  return platform === 'darwin' ? [{ role: 'appMenu' }, { role: 'editMenu' }] : null;
}
