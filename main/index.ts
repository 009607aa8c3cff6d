// First, before anything could write a file.
import './umask.ts';
import path from 'node:path';
import { app, Menu, protocol } from 'electron';
import { systemClock } from './clock.ts';
import { createChromiumLock } from './desktop/instance/chromium-lock.ts';
import { createDataFolder } from './desktop/instance/data-folder.ts';
import { createInstanceLock } from './desktop/instance/instance-lock.ts';
import { refuseStart } from './desktop/instance/refuse-start.ts';
import { claimSingleInstance } from './desktop/instance/single-instance.ts';
import { appMenu } from './desktop/menus.ts';
import { registerPageScheme } from './desktop/page.ts';
import { enforceSandbox, fetchNothing, lockDownContents } from './desktop/security.ts';
import { removeSwitches } from './desktop/switches.ts';
import { APP_ID } from './desktop/window-class.ts';
import { readFlavour } from './flavour.ts';
import { parseFlags } from './launch.ts';
import { start } from './start.ts';
import { appName } from './words/app.ts';
import { startWords } from './words/start.ts';

// Phase 0: nothing that a start was given may look into the app or redirect what it sends.
const refusal =
  readFlavour(app.getAppPath()) === 'production'
    ? removeSwitches({
        argv: process.argv.slice(1),
        commandLine: app.commandLine,
        env: process.env,
        platform: process.platform,
        isRoot: process.getuid?.() === 0,
      })
    : undefined;

// Losing the terminal or pipe we print to is not an error.
process.stdout.on('error', () => {});
process.stderr.on('error', () => {});

// Phase 1: our name and data folder. This must come before the lock, which belongs to the data folder.
const flags = parseFlags(process.argv.slice(1));
app.setName(appName);
app.setPath('userData', flags.userDataDir ? path.resolve(flags.userDataDir) : path.join(app.getPath('appData'), appName));
// Under which Windows groups our notifications.
if (process.platform === 'win32') app.setAppUserModelId(APP_ID);

// Phase 2: only one instance runs; a later start hands over its flags and exits before it shows anything.
const folder = app.getPath('userData');
const claim =
  refusal ??
  claimSingleInstance({
    app,
    argv: process.argv.slice(1),
    folder: createDataFolder(folder, process.platform),
    lock: createInstanceLock(path.join(folder, 'instance.db')),
    chromium: createChromiumLock(folder, { platform: process.platform, pid: process.pid }),
    pause,
    clock: systemClock,
  });
if (claim.outcome === 'switch') {
  process.stderr.write(`${claim.why}\n`);
  app.exit(1);
} else if (claim.outcome === 'too-long') {
  process.stderr.write(`${startWords.commandLineTooLong}\n`);
  app.exit(1);
} else if (claim.outcome === 'refused') refuseStart(claim.why);
// `quit` would let Electron become ready first, and Chromium would leave files behind.
else if (claim.outcome !== 'first') app.exit(0);
else {
  // Phase 3: settings that Electron takes only before it is ready.
  if (process.platform === 'linux') {
    // For the hotkey on Wayland. Both in one call: appending the same switch again replaces its value.
    app.commandLine.appendSwitch('enable-features', 'GlobalShortcutsPortal,GlobalShortcutsPortalPreferredTrigger');
  }
  // When HTTP/3 fails, Chromium repeats the request over TCP, even a POST, so a text could be sent twice.
  app.commandLine.appendSwitch('disable-quic');
  registerPageScheme(protocol);
  enforceSandbox(app, process.argv);
  lockDownContents(app);
  fetchNothing(app, process.platform);
  const menu = appMenu(process.platform);
  Menu.setApplicationMenu(menu && Menu.buildFromTemplate(menu));
  // Electron quits when the last window closes unless somebody listens; a tray app must keep running.
  app.on('window-all-closed', () => {});

  // Phase 4: everything that needs Electron to be ready.
  app
    .whenReady()
    .then(() => start(flags, claim.instance))
    .catch((error: unknown) => refuseStart(startWords.failed(error instanceof Error ? error.message : String(error))));
}

/** Blocks for `ms`: phase 3 must happen before Electron is ready, so phase 2 cannot await anything. */
function pause(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}
