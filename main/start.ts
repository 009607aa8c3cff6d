import path from 'node:path';
import { app, clipboard, dialog, ipcMain, net, powerMonitor } from 'electron';
import electronLog from 'electron-log/node';
import ElectronStore from 'electron-store';
import type { Account } from './account/account.ts';
import { createAppAccount } from './account/app-account.ts';
import { createAccountCalls } from './account/calls.ts';
import { confirmQuit, confirmSignOut } from './account/confirm-loss.ts';
import { accountContract } from './account/contract.ts';
import { hasHistory } from './account/history-place.ts';
import { watchSystem } from './account/system-watch.ts';
import { createVault, type Vault } from './account/vault.ts';
import { systemClock } from './clock.ts';
import { createComposeCalls } from './compose/calls.ts';
import { createChatSessions } from './compose/chat-sessions.ts';
import { composeContract, draftsContract } from './compose/contract.ts';
import { createDraftCalls } from './compose/draft-calls.ts';
import { createLines } from './compose/lines.ts';
import { watchCrashes } from './crash.ts';
import { createDesktopCalls } from './desktop/calls.ts';
import { desktopContract } from './desktop/contract.ts';
import { createDesktop, type Desktop } from './desktop/desktop.ts';
import { makePrivate } from './desktop/instance/private-files.ts';
import type { Instance } from './desktop/instance/single-instance.ts';
import { closeOtherChannels, createServe } from './ipc/serve.ts';
import { type Flags, firstLaunchAction, type LaunchAction, laterLaunchAction, runLaunchAction } from './launch.ts';
import { createLog, type Log } from './log.ts';
import { createMessageCalls } from './messages/calls.ts';
import { messagesContract } from './messages/contract.ts';
import { createLongWork } from './messages/transfer/long-work.ts';
import type { AppState, HotkeyState } from './model/app-state.ts';
import type { SettingsReset } from './model/settings.ts';
import type { WorkProgress } from './model/work-progress.ts';
import { createPeopleCalls } from './people/calls.ts';
import { peopleContract } from './people/contract.ts';
import { quitInOrder } from './quit.ts';
import { createSettingsCalls } from './settings/calls.ts';
import { settingsContract } from './settings/contract.ts';
import { createSettings, type SettingsStore } from './settings/settings.ts';
import { openSettingsFile } from './settings/settings-file.ts';
import { startWords } from './words/start.ts';

/** The main parts of the app. */
interface Parts {
  readonly log: Log;
  readonly settings: SettingsStore;
  readonly vault: Vault;
  readonly account: Account;
  readonly desktop: Desktop;
}

/** Builds the app once Electron is ready, then does what the command line asks for. */
export async function start(flags: Flags, instance: Instance): Promise<void> {
  // What is kept: log, settings, secrets, and the account with its messages.
  const folder = app.getPath('userData');
  makePrivate(folder);
  const log = openLog(folder);
  const settings = openSettings(folder, log);
  const vault = createVault({ load: async () => (await import('keytar')).default, clock: systemClock });
  const account = createAppAccount({ vault, settings, log, folder });
  vault.onUnlocked(() => void account.restore());

  // What a person sees.
  const desktop = createDesktop({ account, clock: systemClock, log });
  const { popup, hotkey, trayHost } = desktop;
  hotkey.set(settings.get().hotkey);

  // What the popup is told, and what it may ask for.
  const state = () => appState({ account, vault, desktop, settings });
  informPopup({ account, desktop }, state);
  serveCalls({ account, desktop, settings, log }, state);

  // The computer: sleep, network, and the end.
  watchSystem({ powerMonitor, net, account, clock: systemClock });
  powerMonitor.on('resume', trayHost.look);
  quitCleanly({ account, desktop, vault, log });

  // Ready: do what this start asks for, and later ones.
  const hasTray = (await trayHost.first) === 'present';
  const { status } = hotkey.state();
  announce(hasTray, status);
  const run = (action: LaunchAction) => runLaunchAction(action, { popup, quit: () => app.quit() });
  instance.onStart((later) => run(laterLaunchAction(later)));
  // Whose settings were damaged is told at once.
  const hasAccount = settings.lastAccount() !== undefined && settings.reset() === undefined;
  run(firstLaunchAction(flags, { hasAccount, reachable: hasTray || status === 'active' }));
  await account.restore();
}

function openLog(folder: string): Log {
  const logFile = path.join(folder, 'logs', 'main.log');
  const log = createLog(electronLog, logFile);
  watchCrashes({ process, dialog, log, logFile });
  return log;
}

function openSettings(folder: string, log: Log): SettingsStore {
  // Invalid content is ours to deal with.
  const open = () => new ElectronStore({ cwd: folder, name: 'settings', configFileMode: 0o600, clearInvalidConfig: true });
  const onDamage = ({ settings, account, path: aside }: SettingsReset) =>
    log.warn('settings damaged', { settings: settings.length, account, setAside: aside !== undefined });
  return createSettings(openSettingsFile({ folder, open, hasHistory: hasHistory(folder), onDamage, clock: systemClock }));
}

/** The current state of everything the popup shows, except messages and drafts. */
function appState({ account, vault, desktop, settings }: Pick<Parts, 'account' | 'vault' | 'desktop' | 'settings'>): AppState {
  return {
    version: app.getVersion(),
    platform: process.platform === 'darwin' || process.platform === 'win32' ? process.platform : 'linux',
    account: account.state(),
    keychain: vault.status(),
    hotkey: desktop.hotkey.state(),
    tray: desktop.trayHost.isPresent() ? 'shown' : 'no-host',
    settings: settings.get(),
    settingsReset: settings.reset(),
  };
}

/** Sends the popup every change of the app's state. Changes of messages reach it through the desktop's message feed. */
function informPopup({ account, desktop }: Pick<Parts, 'account' | 'desktop'>, state: () => AppState): void {
  const { popup, trayHost } = desktop;
  account.onChange(() => popup.send('app:changed', state()));
  trayHost.onAppear(() => popup.send('app:changed', state()));
  account.onPull((progress) => popup.send('work:progress', progress));
  account.onDrafts(() => popup.send('drafts:changed', null));
}

/** Registers the handlers of all calls, feature by feature, and no others. */
function serveCalls(
  { account, desktop, settings, log }: Pick<Parts, 'account' | 'desktop' | 'settings' | 'log'>,
  state: () => AppState,
): void {
  const { popup, hotkey, questions } = desktop;
  const { messages, historyId } = account;
  const serve = createServe({ ipcMain, isTrusted: desktop.isOurPage, log });
  const lines = createLines({ account, chosen: () => settings.get().defaultLine });
  const sessions = createChatSessions({ client: account.client });
  const confirmLoss = (count: number) => confirmSignOut(count, questions.ask);
  const onProgress = (progress: WorkProgress) => popup.send('work:progress', progress);
  const onImported = () => popup.send('messages:changed', { items: [], removed: [], reset: true });
  const work = createLongWork(onProgress);
  const { holdOpen } = popup;

  serve(desktopContract, createDesktopCalls({ state, hotkey, hide: popup.hide }));
  serve(accountContract, createAccountCalls({ state, account, confirmLoss }));
  serve(settingsContract, createSettingsCalls({ state, settings, hotkey, messages }));
  serve(peopleContract, createPeopleCalls({ messages }));
  serve(composeContract, createComposeCalls({ account, lines, sessions, settings: settings.get }));
  serve(draftsContract, createDraftCalls({ account, lines, sessions }));
  serve(messagesContract, createMessageCalls({ messages, historyId, clipboard, dialog, holdOpen, work, onProgress, onImported }));
  closeOtherChannels(ipcMain);
}

/** Lets the app quit only after the person agreed to what would be lost, and after everything is closed. */
function quitCleanly({ account, desktop, vault, log }: Pick<Parts, 'account' | 'desktop' | 'vault' | 'log'>): void {
  quitInOrder({
    app,
    questions: desktop.questions,
    messages: account.onDisk,
    confirmLoss: () => confirmQuit(account.inMemory, desktop.questions.ask),
    log,
    async close() {
      // The popup first: if closing the rest failed, a window that refuses to close would keep the app from quitting.
      desktop.dispose();
      await account.close();
    },
  });
  app.on('quit', () => {
    // A locked keychain may never answer, and its call blocks a thread that the process would wait for. Everything is closed by now.
    if (vault.status() === 'locked') process.kill(process.pid, 'SIGKILL');
  });
}

/** Prints that the app is ready, and which parts of the desktop are missing. */
function announce(hasTray: boolean, hotkey: HotkeyState['status']): void {
  if (!hasTray) process.stderr.write(`${startWords.noTray}\n`);
  if (hotkey !== 'active') process.stderr.write(`${startWords.hotkey(hotkey)}\n`);
  process.stdout.write('evo-quick-send ready\n');
}
