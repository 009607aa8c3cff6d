import { expect } from 'vitest';
import { test } from './harness/fixtures.ts';
import { compose, listItems, messageField, signIn } from './harness/journeys.ts';
import { focusedWindow, pressKeys } from './harness/keys.ts';
import { asAppUser, startService } from './harness/processes.ts';
import { waitUntil } from './harness/wait.ts';

test('each view in light and dark, with messages of every kind', async ({ simulator, launch }) => {
  const app = await launch();
  const page = await app.popup();
  await signIn(page, simulator);
  await messageField(page).waitFor();
  simulator.failNextSends(['ok', 'html-after']);
  for (const text of ['See you at seven', 'Did this one leave?']) {
    await compose(app, { to: '+12025550172', text });
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await app.secondStart([]);
    await listItems(page, text).first().waitFor();
  }
  await listItems(page, 'See you at seven', 'Accepted').waitFor({ timeout: 20_000 });
  await listItems(page, 'Did this one leave?').first().waitFor();
  await compose(app, { to: '+442079460958', text: 'A draft with an emoji 👋' });
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await app.waitUntilShown(true);
    await app.screenshot(`main-${colorScheme}`);
    await page.getByRole('button', { name: 'Settings' }).click();
    await app.screenshot(`settings-${colorScheme}`);
    await page.getByRole('button', { name: 'Back' }).click();
  }
  expect(app.output()).not.toMatch(/unhandled|Refused to|Content Security Policy/i);
});

test('Esc gives the focus back to the window the person was in', async ({ simulator, desktop, launch }) => {
  const [command, ...args] = asAppUser('xev', ['-name', 'Somebody else']);
  const other = startService([command, ...args], { env: desktop.env, stdio: 'ignore' });
  try {
    const app = await launch();
    const page = await app.popup();
    await signIn(page, simulator);
    await messageField(page).waitFor();
    await pressKeys(desktop, 'Escape');
    await app.waitUntilShown(false);
    await waitUntil('the other window has the focus', async () => (await focusedWindow(desktop)) === 'Somebody else');
    await pressKeys(desktop, 'ctrl+shift+y');
    await waitUntil('the popup has the focus', async () => (await focusedWindow(desktop)).includes('Evo Quick Send'));
    await pressKeys(desktop, 'Escape');
    await waitUntil('the other window has the focus again', async () => (await focusedWindow(desktop)) === 'Somebody else');
  } finally {
    await other.stop();
  }
});
