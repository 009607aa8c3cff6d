import path from 'node:path';
import { app, clipboard, dialog, ipcMain, Notification, net, powerMonitor } from 'electron';
import electronLog from 'electron-log/main';
import { createAccountCalls } from './account/calls.ts';
import { accountContract } from './account/contract.ts';
import { createEvoAccount } from './account/evo-account.ts';
import { confirmQuit, confirmSignOut } from './account/loss.ts';
import { watchNetwork } from './account/online-watch.ts';
import { createVault } from './account/vault.ts';
import { systemClock } from './clock.ts';
import { createComposeCalls } from './compose/calls.ts';
import { createChatSessions } from './compose/chat-sessions.ts';
import { composeContract, draftsContract } from './compose/contract.ts';
import { createDraftCalls } from './compose/draft-calls.ts';
import { createLines } from './compose/lines.ts';
import { watchCrashes } from './crash.ts';
import { createDesktopCalls } from './desktop/calls.ts';
import { desktopContract } from './desktop/contract.ts';
import { putUpDesktop } from './desktop/desktop.ts';
import type { Instance } from './desktop/instance/single-instance.ts';
import { createLateNotice } from './desktop/late-notice.ts';
import { createMessageFeed } from './desktop/message-feed.ts';
import { createNotifier } from './desktop/notifier.ts';
import { createQuestions } from './desktop/questions.ts';
import { findTrayHost, runProgram, watchTrayHost } from './desktop/tray-host.ts';
import { createServe } from './ipc/serve.ts';
import { type Flags, type Wish, wishOfFirstStart, wishOfLaterStart } from './launch.ts';
import { createLog } from './log.ts';
import { createMessageCalls } from './messages/calls.ts';
import { messagesContract } from './messages/contract.ts';
import { createLongWork } from './messages/transfer/long-work.ts';
import type { AppState } from './model/app-state.ts';
import { fail } from './model/failure.ts';
import type { WorkProgress } from './model/work-progress.ts';
import { createPeopleCalls } from './people/calls.ts';
import { peopleContract } from './people/contract.ts';
import { quitInOrder } from './quit.ts';
import { createSettingsCalls } from './settings/calls.ts';
import { settingsContract } from './settings/contract.ts';
import { createSettings } from './settings/settings.ts';
import { openSettingsFile } from './settings/settings-file.ts';

/** Builds the app once Electron is ready, from the ground up, and does what the command line asked for. */
export async function start(flags: Flags, instance: Instance): Promise<void> {
  const platform = process.platform === 'darwin' || process.platform === 'win32' ? process.platform : 'linux';

  // The ground: log, crash handler, settings, keychain.
  const folder = app.getPath('userData');
  const logFile = path.join(folder, 'logs', 'main.log');
  const log = createLog(electronLog, logFile);
  watchCrashes({ dialog, log, logFile });
  const settings = createSettings(openSettingsFile(folder, () => log.warn('settings set aside'), Date.now));
  const vault = createVault({ load: async () => (await import('keytar')).default, onUnlocked: () => void restore() });

  // What a person sees, and the account behind it.
  const { popup, hotkey, tray, isOurPage } = putUpDesktop({ log, onUndo: (message) => feed.undo(message), onShown: () => account.hurry() });
  hotkey.set(settings.get().hotkey);
  const onProgress = (progress: WorkProgress) => popup.send('work:progress', progress);
  const account = createEvoAccount({
    vault,
    settings,
    log,
    folder,
    onChange: changed,
    onMessages: (change, historyId) => feed.take(change, historyId),
    onPull: onProgress,
    onDrafts: () => popup.send('drafts:changed', null),
    confirmLoss: (count) => confirmSignOut(count, questions.ask),
  });
  const notifier = createNotifier({
    isSupported: () => Notification.isSupported(),
    create: (options) => new Notification(options),
    isPopupShown: popup.isShown,
    onClick: (message) => feed.show(message),
    now: Date.now,
  });
  const lateNotice = createLateNotice({
    isSupported: () => Notification.isSupported(),
    create: (options) => new Notification(options),
    isPopupShown: popup.isShown,
    onOpen: () => popup.show({ view: 'failures' }),
    clock: systemClock,
  });
  const feed = createMessageFeed({ account, popup, notifier, lateNotice, tray, hotkey, log });
  const questions = createQuestions({
    showMessageBox: (options) => popup.holdOpen(() => dialog.showMessageBox(options)),
    messages: account.messages,
  });
  let trayState: AppState['tray'] = 'shown';
  const host = watchTrayHost({
    find: () => findTrayHost(platform, runProgram),
    onAppear: () => {
      tray.restart();
      trayState = 'shown';
      changed();
    },
  });

  const state = (): AppState => ({
    version: app.getVersion(),
    platform,
    account: account.state(),
    keychain: vault.status(),
    hotkey: hotkey.state(),
    tray: trayState,
    settings: settings.get(),
  });

  function changed(): void {
    popup.send('app:changed', state());
    feed.followAccount();
    const current = account.state();
    if (current.kind === 'signed-out') lateNotice.end();
    if (current.kind === 'signed-in' && current.connection === 'online') account.messages()?.startPull();
    else account.messages()?.stopPull();
  }

  async function applyRetention(): Promise<void> {
    await account.messages()?.applyRetention(settings.get().retentionDays);
  }

  async function restore(): Promise<void> {
    await account.restore();
    if (account.state().kind === 'signed-out') await vault.probe();
    await applyRetention();
    changed();
  }

  const serve = createServe({ ipcMain, isTrusted: isOurPage, log });
  const lines = createLines({ account, chosen: () => settings.get().defaultLine });
  const sessions = createChatSessions({ client: account.client });
  const countRetention = async (days: number | null) => (await account.messages()?.countRetention(days)) ?? fail({ code: 'not-signed-in' });
  serve(desktopContract, createDesktopCalls({ state, hotkey, hide: popup.hide }));
  serve(accountContract, createAccountCalls({ state, account, restore }));
  serve(settingsContract, createSettingsCalls({ state, settings, hotkey, applyRetention, countRetention }));
  serve(peopleContract, createPeopleCalls({ messages: account.messages }));
  serve(composeContract, createComposeCalls({ account, lines, sessions, settings: settings.get }));
  serve(draftsContract, createDraftCalls({ account, lines, sessions }));
  serve(
    messagesContract,
    createMessageCalls({
      messages: account.messages,
      historyId: account.historyId,
      clipboard,
      dialog,
      holdOpen: popup.holdOpen,
      work: createLongWork(onProgress),
      onProgress,
      onImported: () => popup.send('messages:changed', { items: [], removed: [], reset: true }),
    }),
  );

  // The world outside: sleep, network, other starts, the end.
  powerMonitor.on('suspend', () => account.messages()?.pause('suspended'));
  powerMonitor.on('resume', () => {
    account.messages()?.resume('suspended');
    account.hurry();
    host.look();
  });
  watchNetwork({
    isOnline: () => net.isOnline(),
    onLost: () => account.noticeFailure({ code: 'offline' }, account.client()),
    onBack: account.hurry,
  });
  quitInOrder({
    app,
    questions,
    messages: account.onDisk,
    confirmLoss: () => confirmQuit(account.inMemory, questions.ask),
    log,
    async close() {
      // First what is on the screen: a popup that stays would keep the app from quitting, should the rest fail.
      hotkey.dispose();
      host.dispose();
      tray.dispose();
      popup.dispose();
      await account.close();
    },
  });
  app.on('quit', () => {
    // A call that a locked keychain never answers holds a thread, and a process waits for its threads: everything is closed by now.
    if (vault.status() === 'locked') process.kill(process.pid, 'SIGKILL');
  });

  function obey(wish: Wish): void {
    switch (wish.kind) {
      case 'show':
        popup.show({ view: 'compose', prefill: wish.prefill });
        break;
      case 'toggle':
        popup.toggle();
        break;
      case 'quit':
        app.quit();
        break;
      case 'stay-hidden':
        break;
    }
  }

  trayState = (await host.first) === 'present' ? 'shown' : 'no-host';
  const { status } = hotkey.state();
  if (trayState === 'no-host') process.stderr.write('No tray on this desktop: use the hotkey, or start the app again to open it.\n');
  if (status !== 'active') process.stderr.write(`Hotkey ${status}: bind "evo-quick-send --toggle" in the settings of your desktop.\n`);
  process.stdout.write('evo-quick-send ready\n');
  instance.onStart((later) => obey(wishOfLaterStart(later)));
  const reachable = trayState === 'shown' || status === 'active';
  obey(wishOfFirstStart(flags, { hasAccount: settings.lastAccount() !== undefined, reachable }));
  await restore();
}
