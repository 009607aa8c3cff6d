import path from 'node:path';
import {
  app,
  BrowserWindow,
  dialog,
  globalShortcut,
  type IpcMainInvokeEvent,
  Menu,
  Notification,
  nativeImage,
  nativeTheme,
  screen,
  session,
  Tray,
} from 'electron';
import type { Account } from '../account/account.ts';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import { displayServer } from './display-server.ts';
import { createHotkey } from './hotkey.ts';
import { createLateNotice } from './late-notice.ts';
import { contextMenu } from './menus.ts';
import { createMessageFeed } from './message-feed.ts';
import { createMessageOpener } from './message-opener.ts';
import { notificationCreator } from './notification.ts';
import { createNotifier } from './notifier.ts';
import { isOurPage, PAGE_URL, servePage } from './page.ts';
import { createPopup, type Popup } from './popup.ts';
import { popupOptions } from './popup-window.ts';
import { createQuestions } from './questions.ts';
import { lockDownSession } from './security.ts';
import { createTray, type Tray as TrayIcon } from './tray.ts';
import { findTrayHost, runProgram, watchTrayHost } from './tray-host.ts';
import { createTrayImages } from './tray-images.ts';
import type { TrayActions } from './tray-menu.ts';
import { underWindowClass } from './window-class.ts';

const { platform } = process;
const isSupported = () => Notification.isSupported();
const createNotification = notificationCreator(platform, (options) => new Notification(options));

/** What the desktop needs. */
interface DesktopParts {
  readonly account: Account;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * Creates what a person sees of the app: the popup (hidden), the hotkey (off until `hotkey.set`), tray icon, notifications and questions.
 */
export function createDesktop({ account, clock, log }: DesktopParts) {
  const output = path.join(app.getAppPath(), 'out');
  const server = displayServer({ platform, env: process.env, argv: process.argv, electronVersion: process.versions.electron });
  const window = createWindow(output);
  const popup = createPopup({ window, url: PAGE_URL, screen, app, nativeTheme, platform, displayServer: server, clock, log });
  offerContextMenu(window, popup);

  const hotkey = createHotkey({ globalShortcut, platform, displayServer: server, onPress: () => popup.toggle(), log });
  // Recording a hotkey ends here even if the page crashed and cannot say so.
  window.on('hide', hotkey.resume);
  window.on('blur', hotkey.resume);

  const opener = createMessageOpener({ account, popup });
  const tray = createTrayIcon({ output, popup, onUndo: opener.undo });
  const trayHost = watchTrayHost({ find: () => findTrayHost(platform, runProgram), clock });
  trayHost.onAppear(tray.restart);

  const { isShown: isPopupShown } = popup;
  const notifier = createNotifier({ isSupported, create: createNotification, isPopupShown, onClick: opener.show, clock });
  const onOpen = () => popup.show({ view: 'failures' });
  const lateNotice = createLateNotice({ isSupported, create: createNotification, isPopupShown, onOpen, clock });
  const questions = createQuestions({
    showMessageBox: (options) => popup.holdOpen(() => dialog.showMessageBox(options)),
    messages: account.messages,
  });

  const feed = createMessageFeed({ account, popup, notifier, lateNotice, tray, hotkey, log });
  account.onMessages(feed.update);
  account.onChange(() => {
    feed.accountChanged();
    if (account.state().kind === 'signed-out') lateNotice.clear();
  });
  popup.onShown(account.reconnectNow);

  return {
    popup,
    hotkey,
    trayHost,
    questions,
    /** Whether an IPC message comes from the popup's page. */
    isOurPage: (event: IpcMainInvokeEvent) => isOurPage(event, window.webContents),
    /** Removes everything from the screen before the app quits. */
    dispose(): void {
      hotkey.dispose();
      trayHost.dispose();
      tray.dispose();
      popup.dispose();
    },
  };
}

export type Desktop = ReturnType<typeof createDesktop>;

/** Creates the popup's window, in a session of its own that can load nothing but our page. */
function createWindow(output: string): BrowserWindow {
  const pages = session.fromPartition('ui');
  void lockDownSession(pages);
  servePage(pages.protocol, path.join(output, 'renderer'));
  const options = popupOptions({
    platform,
    dark: nativeTheme.shouldUseDarkColors,
    session: pages,
    preload: path.join(output, 'preload', 'preload.cjs'),
    devTools: !app.isPackaged,
    icon: nativeImage.createFromPath(path.join(output, 'icons', 'window.png')),
  });
  return underWindowClass(app, platform, () => new BrowserWindow(options));
}

function offerContextMenu(window: BrowserWindow, popup: Pick<Popup, 'holdOpen'>): void {
  window.webContents.on('context-menu', (_event, place) => {
    const items = contextMenu(place);
    if (items.length === 0) return;
    void popup.holdOpen(() => new Promise<void>((closed) => Menu.buildFromTemplate(items).popup({ window, callback: closed })));
  });
}

function createTrayIcon({
  output,
  popup,
  onUndo,
}: {
  readonly output: string;
  readonly popup: Pick<Popup, 'show' | 'toggle'>;
  readonly onUndo: TrayActions['undo'];
}): TrayIcon {
  return createTray({
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
}
