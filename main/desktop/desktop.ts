import path from 'node:path';
import {
  app,
  BrowserWindow,
  globalShortcut,
  type IpcMainInvokeEvent,
  Menu,
  nativeImage,
  nativeTheme,
  screen,
  session,
  Tray,
} from 'electron';
import type { Log } from '../log.ts';
import { displayServer } from './display-server.ts';
import { createHotkey } from './hotkey.ts';
import { contextMenu } from './menus.ts';
import { PAGE_ORIGIN, PAGE_URL, servePage } from './page.ts';
import { createPopup } from './popup.ts';
import { popupOptions } from './popup-window.ts';
import { lockDownSession } from './security.ts';
import { createTray } from './tray.ts';
import { createTrayImages } from './tray-images.ts';
import type { TrayActions } from './tray-menu.ts';

/** What the desktop needs; `onShown` runs once the popup is up, after everything that brings it up. */
interface DesktopParts {
  readonly log: Log;
  readonly onUndo: TrayActions['undo'];
  readonly onShown: () => void;
}

/** Puts up what a person sees of the app: the popup (hidden), its hotkey (off until it is set), and the tray icon. */
export function putUpDesktop({ log, onUndo, onShown }: DesktopParts) {
  const { platform } = process;
  const output = path.join(app.getAppPath(), 'out');
  const server = displayServer({ platform, env: process.env, argv: process.argv, electronVersion: process.versions.electron });

  const pages = session.fromPartition('ui');
  lockDownSession(pages);
  servePage(pages.protocol, path.join(output, 'renderer'));
  const window = new BrowserWindow(
    popupOptions({
      platform,
      dark: nativeTheme.shouldUseDarkColors,
      session: pages,
      preload: path.join(output, 'preload', 'preload.cjs'),
      devTools: !app.isPackaged,
      icon: nativeImage.createFromPath(path.join(output, 'icons', 'window.png')),
    }),
  );
  const popup = createPopup({ window, url: PAGE_URL, screen, app, nativeTheme, platform, displayServer: server, now: Date.now, log });
  const hotkey = createHotkey({ globalShortcut, platform, displayServer: server, onPress: () => popup.toggle(), log });
  // Whatever became of the page that was recording keys.
  window.on('hide', hotkey.resume);
  window.on('blur', hotkey.resume);
  window.on('show', () => setImmediate(onShown));
  window.webContents.on('context-menu', (_event, place) => {
    const items = contextMenu(place);
    if (items.length === 0) return;
    void popup.holdOpen(() => new Promise<void>((closed) => Menu.buildFromTemplate(items).popup({ window, callback: closed })));
  });
  const tray = createTray({
    createIcon: (image) => new Tray(image),
    Menu,
    image: createTrayImages({ folder: path.join(output, 'icons'), platform, createFromPath: nativeImage.createFromPath }),
    nativeTheme,
    platform,
    desktop: process.env.XDG_CURRENT_DESKTOP,
    onClick: (bounds) => popup.toggle(bounds),
    actions: {
      compose: () => popup.show({ view: 'compose' }),
      undo: onUndo,
      failures: () => popup.show({ view: 'failures' }),
      settings: () => popup.show({ view: 'settings' }),
      quit: () => app.quit(),
    },
  });

  return {
    popup,
    hotkey,
    tray,
    /** Whether an IPC message comes from the top frame of our page in our window (electron-platform.md 2.3). */
    isOurPage: ({ sender, senderFrame }: IpcMainInvokeEvent) =>
      sender === window.webContents && senderFrame !== null && senderFrame.parent === null && senderFrame.origin === PAGE_ORIGIN,
  };
}
