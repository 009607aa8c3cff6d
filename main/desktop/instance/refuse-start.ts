import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { app, dialog } from 'electron';
import { cannotStartWords } from '../../words/dialogs.ts';

/** Says in a dialog and on stderr why the app cannot start, then exits with code 1. May be called before Electron is ready. */
export function refuseStart(why: string): void {
  const { title, message, detail, buttons } = cannotStartWords(why);
  process.stderr.write(`${why}\n`);
  if (!hasDisplay()) {
    app.exit(1);
    return;
  }
  const folder = makeTemporaryFolder();
  const end = (): void => {
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
    app.exit(1);
  };
  // Also if the desktop session ends while the dialog is open.
  app.on('will-quit', end);
  // Before it is ready, Electron shows no dialog on Linux.
  app
    .whenReady()
    // `showErrorBox` would keep a processor busy as long as it is open (seen on Linux with Electron 33).
    .then(() => dialog.showMessageBox({ type: 'error', title, message, detail, buttons: [...buttons] }))
    .then(end, end);
}

function hasDisplay(): boolean {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

/** Creates a folder for Chromium's files while the dialog is open, because ours is unusable or in use by another instance. */
function makeTemporaryFolder(): string | undefined {
  if (app.isReady()) return undefined;
  try {
    const folder = mkdtempSync(path.join(tmpdir(), 'evo-quick-send-'));
    app.setPath('userData', folder);
    return folder;
  } catch {
    return undefined;
  }
}
