import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import keytar from 'keytar';
import { _electron as electron } from 'playwright-core';
import { messageField, signIn } from '../../test/e2e/harness/journeys.ts';
import { waitUntil } from '../../test/e2e/harness/wait.ts';
import { startSimulator } from '../../test/simulator/simulator.ts';
import { root, runQuietly, SetUpError } from '../command.mjs';
import type { Runtime } from '../runtime.mjs';
import { sandboxFlags } from '../sandbox.mjs';
import { say } from '../terminal.mjs';
import { type Accepted, acceptedMessage, draft } from './messages.ts';

/** The service name of our entries in the keychain (design.md 8). */
const KEYCHAIN_SERVICE = 'Evo Quick Send';

/**
 * Opens the popup with the draft on the person's own desktop, signed in to a simulator, and waits until they have sent it and quit the app.
 * The data folder is a temporary one, and the password of the simulator is taken out of the keychain at the end. Throws a `SetUpError` when
 * the app was quit with nothing sent.
 */
export async function letPersonSend(runtime: Runtime): Promise<Accepted> {
  const simulator = await startSimulator();
  const data = mkdtempSync(path.join(tmpdir(), 'evo-quick-send-demo-'));
  const flags = [root, ...sandboxFlags(runtime.dist), `--user-data-dir=${data}`];
  try {
    const app = await electron.launch({ executablePath: runtime.executable, args: flags, cwd: root, chromiumSandbox: true });
    let running = true;
    const gone = new Promise<void>((resolve) => app.process().once('exit', () => resolve())).then(() => {
      running = false;
    });
    const page = await app.firstWindow();
    await signIn(page, simulator);
    await messageField(page).waitFor();
    await runQuietly('Opening the popup', runtime.executable, [...flags, '--compose', `--to=${draft.to}`, `--text=${draft.text}`]);
    say(
      `\nThe popup is open. Send the message with ${process.platform === 'darwin' ? 'Cmd' : 'Ctrl'}+Enter; quit from the tray menu when you have seen enough.`,
    );
    await waitUntil('the person sends the message', () => simulator.sent().length > 0 || !running, Number.POSITIVE_INFINITY);
    if (simulator.sent().length === 0) throw new SetUpError('The app was quit before the message was sent.');
    say('The service accepted the message.');
    await gone;
    return acceptedMessage(simulator.sent().slice(0, 1));
  } finally {
    await keytar.deletePassword(KEYCHAIN_SERVICE, `${simulator.userName}@${new URL(simulator.url).host}`).catch(() => false);
    rmSync(data, { recursive: true, force: true });
    await simulator.close();
  }
}
