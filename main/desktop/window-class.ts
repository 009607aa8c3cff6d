import type { App } from 'electron';
import { appName } from '../words/app.ts';

/**
 * The name by which desktops know the app. Must equal `appId` in electron-builder.yml and `desktopName` in package.json, after which the installed
 * desktop entry and shortcut are named.
 */
export const APP_ID = 'io.evovoice.QuickSend';

/**
 * Has a window made under the class by which the desktop entry claims it (`StartupWMClass`). Electron takes the class from the desktop name since
 * 41 (electron#51424); before, from the app's name, which tells whose a notification is and is ours again afterwards.
 */
export function underWindowClass<Window>(app: Pick<App, 'setName'>, platform: NodeJS.Platform, make: () => Window): Window {
  if (platform !== 'linux') return make();
  app.setName(APP_ID);
  try {
    return make();
  } finally {
    app.setName(appName);
  }
}
