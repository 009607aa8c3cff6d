import { expect } from 'vitest';
import type { Simulator } from '../simulator/simulator.ts';
import type { RunningApp } from './harness/app.ts';
import { test } from './harness/fixtures.ts';
import { compose, messageField, signIn } from './harness/journeys.ts';
import { pressKeys } from './harness/keys.ts';
import { waitUntil } from './harness/wait.ts';

async function signedIn(app: RunningApp, simulator: Simulator) {
  const page = await app.popup();
  await signIn(page, simulator);
  await messageField(page).waitFor();
  return page;
}

test('a second start hands its draft to the first, whatever its letters', async ({ simulator, launch }) => {
  const app = await launch();
  const page = await signedIn(app, simulator);
  await compose(app, { to: '(202) 555-0172', text: 'Grüße, 你好 👋\nsecond line' });
  await waitUntil('the number is understood', async () => (await page.getByLabel('To', { exact: true }).inputValue()).includes('202'));
  expect(simulator.sent()).toEqual([]);
});

test('--toggle hides and shows, --quit ends', async ({ simulator, launch }) => {
  const app = await launch();
  await signedIn(app, simulator);
  await app.waitUntilShown(true);
  await app.secondStart(['--toggle']);
  await app.waitUntilShown(false);
  await app.secondStart(['--toggle']);
  await app.waitUntilShown(true);
  await app.quit();
});

test('an unsent draft survives hiding, a crash and a restart', async ({ simulator, desktop, launch }) => {
  const app = await launch();
  const page = await signedIn(app, simulator);
  await compose(app, { to: '+12025550172', text: 'Half a thought' });
  await messageField(page).press('End');
  await messageField(page).pressSequentially(', and more');
  await pressKeys(desktop, 'Escape');
  await app.waitUntilShown(false);
  await app.secondStart([]);
  await app.waitUntilShown(true);
  expect(await messageField(page).inputValue()).toBe('Half a thought, and more');
  await app.kill();

  const again = await launch({ flags: ['--compose'] });
  const field = messageField(await again.popup());
  await field.waitFor();
  await waitUntil('the draft is back', async () => (await field.inputValue()) === 'Half a thought, and more');
});
