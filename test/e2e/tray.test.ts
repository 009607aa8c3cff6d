import { expect } from 'vitest';
import { test } from './harness/fixtures.ts';
import { messageField, signIn } from './harness/journeys.ts';
import { pressKeys } from './harness/keys.ts';
import { waitUntil } from './harness/wait.ts';

const withoutTray = test.extend({ hasTray: false });

test('the tray menu opens the popup, leads to the settings and quits', async ({ simulator, desktop, launch }) => {
  const app = await launch();
  const page = await app.popup();
  await signIn(page, simulator);
  await messageField(page).waitFor();
  await pressKeys(desktop, 'Escape');
  await app.waitUntilShown(false);

  const look = await waitUntil('the icon is there', async () => {
    const seen = await desktop.tray?.look();
    return seen?.menu && seen;
  });
  expect(look.item).toContain('Evo Quick Send');
  expect(look.menu).toEqual(expect.arrayContaining(['New message', 'Settings', 'Quit']));

  await desktop.tray?.choose('New message');
  await app.waitUntilShown(true);
  await desktop.tray?.choose('Settings');
  await page.getByRole('heading', { name: 'Settings' }).waitFor();
  await desktop.tray?.choose('Quit');
  await waitUntil('the app is gone', () => app.hasEnded());
});

withoutTray('without a tray the app says so and is reached by a second start', async ({ simulator, desktop, launch }) => {
  const app = await launch();
  const page = await app.popup();
  await signIn(page, simulator);
  await messageField(page).waitFor();
  expect(app.output()).toContain('No tray on this desktop');
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByText(/tray/).first().waitFor();
  await page.keyboard.press('Escape');
  await pressKeys(desktop, 'Escape');
  await app.waitUntilShown(false);
  await app.secondStart([]);
  await app.waitUntilShown(true);
});
