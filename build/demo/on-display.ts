import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { _electron as electron, type Page } from 'playwright-core';
import { messageField, signIn } from '../../test/e2e/harness/journeys.ts';
import { waitUntil } from '../../test/e2e/harness/wait.ts';
import { type Simulator, startSimulator } from '../../test/simulator/simulator.ts';
import { root, runQuietly, SetUpError } from '../command.mjs';
import type { Runtime } from '../runtime.mjs';
import { sandboxFlags } from '../sandbox.mjs';
import { say } from '../terminal.mjs';
import { type Accepted, acceptedMessage, draft } from './messages.ts';

/** The service name of our entries in the keychain. */
const KEYCHAIN_SERVICE = 'Evo Quick Send';

/**
 * Opens the popup with the draft on the person's own desktop, signed in to a simulator, tells `onAccepted` what they sent, and waits until they
 * quit the app or press Ctrl+C here. The data folder is a temporary one, and the password of the simulator is taken out of the keychain at the
 * end. Throws a `SetUpError` when nothing was sent.
 */
export async function letPersonSend(runtime: Runtime, onAccepted: (message: Accepted) => void): Promise<void> {
  const simulator = await startSimulator();
  const data = mkdtempSync(path.join(tmpdir(), 'evo-quick-send-demo-'));
  const flags = [root, ...sandboxFlags(runtime.dist), `--user-data-dir=${data}`];
  try {
    const app = await electron.launch({ executablePath: runtime.executable, args: flags, cwd: root, chromiumSandbox: true });
    const main = app.process();
    const hasEnded = () => main.exitCode !== null || main.signalCode !== null;
    // Playwright would end this very process at Ctrl+C, before anything is tidied up.
    process.removeAllListeners('SIGINT').once('SIGINT', () => main.kill('SIGTERM'));
    await signInOnce(await app.firstWindow(), simulator);
    await runQuietly('Opening the popup', runtime.executable, [...flags, '--compose', `--to=${draft.to}`, `--text=${draft.text}`]);
    const key = process.platform === 'darwin' ? 'Cmd' : 'Ctrl';
    say(`\nThe popup is open. Press ${key}+Enter to send; quit from the tray, or with Ctrl+C here, when you have seen enough.`);
    await waitUntil('the person sends the message', () => simulator.sent().length > 0 || hasEnded(), Number.POSITIVE_INFINITY);
    if (simulator.sent().length === 0) throw new SetUpError('The app was quit before the message was sent.');
    onAccepted(acceptedMessage(simulator.sent()));
    await waitUntil('the person quits', hasEnded, Number.POSITIVE_INFINITY);
  } finally {
    await forgetPassword(`${simulator.userName}@${new URL(simulator.url).host}`);
    rmSync(data, { recursive: true, force: true });
    await simulator.close();
  }
}

/** Takes a password out of the keychain, where there is one. */
async function forgetPassword(account: string): Promise<void> {
  try {
    const { default: keytar } = await import('keytar');
    await keytar.deletePassword(KEYCHAIN_SERVICE, account);
  } catch {
    // Without a keychain the sign-in was until quit, and nothing was kept.
  }
}

/** Signs in with the keychain, or until quit where none answers. */
async function signInOnce(page: Page, simulator: Simulator): Promise<void> {
  await page.getByRole('heading', { name: 'Sign in to Evo Voice' }).waitFor();
  await signIn(page, simulator);
  const untilQuit = page.getByRole('button', { name: 'Sign in until quit' });
  await messageField(page).or(untilQuit).waitFor();
  if (!(await untilQuit.isVisible())) return;
  say('No keychain answers here: signing in until quit, with nothing kept.');
  await signIn(page, simulator, 'Sign in until quit');
  await messageField(page).waitFor();
}
