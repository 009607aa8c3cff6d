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
import { enforceSandbox, lockDownContents } from './desktop/security.ts';
import { parseFlags } from './launch.ts';
import { start } from './start.ts';

/** What Windows groups our notifications under; electron-builder.yml names the same (electron-platform.md 6). */
const APP_ID = 'io.evovoice.QuickSend';

// A terminal or pipe that went away is no reason to fail.
process.stdout.on('error', () => {});
process.stderr.on('error', () => {});

// Phase 1: who we are and where our data lives. It must come before the lock, which is per data folder.
const flags = parseFlags(process.argv.slice(1));
app.setName('Evo Quick Send');
app.setPath('userData', flags.userDataDir ? path.resolve(flags.userDataDir) : path.join(app.getPath('appData'), 'Evo Quick Send'));
if (process.platform === 'win32') app.setAppUserModelId(APP_ID);

// Phase 2: one instance; a later one hands its flags over and ends. Nothing is shown before.
const folder = app.getPath('userData');
const claim = claimSingleInstance({
  app,
  argv: process.argv.slice(1),
  folder: createDataFolder(folder, process.platform),
  lock: createInstanceLock(path.join(folder, 'instance.db')),
  chromium: createChromiumLock(folder, { platform: process.platform, pid: process.pid }),
  pause,
  clock: systemClock,
});
if (claim.place === 'too-long') {
  process.stderr.write('The command line is too long. Give a shorter --text, or type the message into the popup.\n');
  app.exit(1);
} else if (claim.place === 'refused') refuseStart(claim.why);
// Not `quit`, which lets Electron get ready first and leave files of Chromium behind.
else if (claim.place !== 'first') app.exit(0);
else {
  // Phase 3: what must be said before Electron is ready.
  if (process.platform === 'linux') {
    // One call for both: a second one would replace the first (electron-platform.md 1.2 and 3).
    app.commandLine.appendSwitch('enable-features', 'GlobalShortcutsPortal,GlobalShortcutsPortalPreferredTrigger');
  }
  // When HTTP/3 breaks, Chromium repeats the request over TCP, a POST included: a text could leave twice (evo-voice/http/fresh-connection.ts).
  app.commandLine.appendSwitch('disable-quic');
  registerPageScheme(protocol);
  enforceSandbox(app, process.argv);
  lockDownContents(app);
  const menu = appMenu(process.platform);
  Menu.setApplicationMenu(menu && Menu.buildFromTemplate(menu));
  // A tray app lives without windows; having a listener is what keeps it alive.
  app.on('window-all-closed', () => {});

  // Phase 4: everything else.
  app
    .whenReady()
    .then(() => start(flags, claim.instance))
    .catch((error: unknown) => refuseStart(`Evo Quick Send could not start: ${error instanceof Error ? error.message : String(error)}`));
}

/** Waits without letting anything else run: what must be said to Electron before it is ready cannot wait for a promise. */
function pause(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}
