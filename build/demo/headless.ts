import { launchApp } from '../../test/e2e/harness/app.ts';
import { startDesktop } from '../../test/e2e/harness/desktop.ts';
import { compose, listItems, messageField, signIn } from '../../test/e2e/harness/journeys.ts';
import { pressKeys } from '../../test/e2e/harness/keys.ts';
import { waitUntil } from '../../test/e2e/harness/wait.ts';
import { startSimulator } from '../../test/simulator/simulator.ts';
import { say } from '../terminal.mjs';
import { type Accepted, acceptedMessage, draft } from './messages.ts';

/** The undo hold (5 s) and a slow machine, ms. */
const SEND_TIMEOUT = 30_000;

/**
 * Sends the draft on a desktop of its own with real keys: signs in through the form, composes by the command line, presses Ctrl+Enter, and looks
 * for the message in the list. Gives what the service accepted and the path of a screenshot. Throws when any step fails.
 */
export async function sendOnOwnDesktop(): Promise<{ readonly accepted: Accepted; readonly screenshot: string }> {
  const simulator = await startSimulator();
  say(`The Evo Voice simulator serves on ${simulator.url}`);
  const desktop = await startDesktop();
  try {
    const app = await launchApp(desktop);
    try {
      await app.ready();
      const page = await app.popup();
      await signIn(page, simulator);
      await messageField(page).waitFor();
      say(`Signed in as ${simulator.userName}; the password is in the keyring`);
      await compose(app, draft);
      say('The popup shows the draft; pressing Ctrl+Enter');
      await pressKeys(desktop, 'ctrl+Return');
      await waitUntil('the service gets the message', () => simulator.sent().length > 0, SEND_TIMEOUT);
      const accepted = acceptedMessage(simulator.sent());
      await app.secondStart([]);
      await app.waitUntilShown(true);
      await listItems(page, draft.text, 'Accepted').waitFor();
      return { accepted, screenshot: await app.screenshot('demo') };
    } catch (error) {
      say(app.output());
      throw error;
    } finally {
      await app.kill();
    }
  } finally {
    await desktop.stop();
    await simulator.close();
  }
}
