import { expect } from 'vitest';
import { mistakesOf } from './harness/failures.ts';
import { test } from './harness/fixtures.ts';
import { listItems } from './harness/journeys.ts';
import { openPopup, requestsToSend, signInTo, writeAndSend } from './harness/popup-steps.ts';
import { waitUntil } from './harness/wait.ts';

const text = 'On my way';
const nightMs = 8 * 3_600_000;

test('a message that was held when the computer fell asleep for the night is not sent unasked', async ({ simulator, desktop, launch }) => {
  const app = await launch();
  const page = await signInTo(simulator, app);
  await writeAndSend(app, desktop, { to: '+12025550172', text });
  await listItems(page, text, 'Held').waitFor();

  // What sleep is to a process: it stands still, timers and all, and the clock is another one when it goes on.
  const { pid = 0 } = app.electron.process();
  await app.electron.evaluate((_, ms) => {
    const { now } = Date;
    Date.now = () => now() + ms;
  }, nightMs);
  await page.evaluate((ms) => {
    const { now } = Date;
    Date.now = () => now() + ms;
  }, nightMs);
  const stopped = performance.now();
  process.kill(pid, 'SIGSTOP');
  await waitUntil('more than the hold has passed', () => performance.now() - stopped > 6000);
  process.kill(pid, 'SIGCONT');

  const row = listItems(page, text, 'Review');
  await row.getByText('Not sent: it waited 8 hours.').waitFor();
  expect(requestsToSend(simulator)).toEqual([]);
  await app.screenshot('asleep');
  await openPopup(app, desktop);
  await row.getByRole('button', { name: 'Send now' }).click();
  await listItems(page, text, 'Accepted').waitFor();
  expect(requestsToSend(simulator)).toHaveLength(1);
  expect(mistakesOf(app)).toEqual([]);
});
