import path from 'node:path';
import { app, Menu, protocol } from 'electron';
import { appMenu } from './app-menu.ts';
import { claimSingleInstance, parseFlags } from './launch.ts';
import { registerPageScheme } from './page.ts';
import { enforceSandbox, lockDownContents } from './security.ts';
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

// Phase 2: one instance; a later one hands its flags over and ends.
const instance = claimSingleInstance(app, process.argv.slice(1));
if (instance.place === 'too-long') {
  process.stderr.write('The command line is too long. Give a shorter --text, or type the message into the popup.\n');
  app.exit(1);
} else if (instance.place === 'later' || flags.quit) app.quit();
else {
  // Phase 3: what must be said before Electron is ready.
  if (process.platform === 'linux') {
    // One call for both: a second one would replace the first (electron-platform.md 1.2 and 3).
    app.commandLine.appendSwitch('enable-features', 'GlobalShortcutsPortal,GlobalShortcutsPortalPreferredTrigger');
  }
  // When HTTP/3 breaks, Chromium repeats the request over TCP, a POST included: a text could leave twice (own-connections.ts).
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
    .then(() => start(flags, instance))
    .catch((error: unknown) => {
      process.stderr.write(`Evo Quick Send could not start: ${error instanceof Error ? error.message : String(error)}\n`);
      app.exit(1);
    });
}
