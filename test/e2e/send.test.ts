import { expect } from 'vitest';
import { test } from './harness/fixtures.ts';
import { listItems, messageField, signIn } from './harness/journeys.ts';
import { pressKeys, typeText } from './harness/keys.ts';
import { filesHolding } from './harness/search-folder.ts';
import { waitUntil } from './harness/wait.ts';

test('hotkey, number, text, Ctrl+Enter: the message leaves once, and stands in the list after a restart', async ({
  simulator,
  desktop,
  launch,
}) => {
  const text = 'On my way, ten minutes';
  const app = await launch();
  const page = await app.popup();
  await signIn(page, simulator);
  await messageField(page).waitFor();
  await pressKeys(desktop, 'Escape');
  await app.waitUntilShown(false);

  await pressKeys(desktop, 'ctrl+shift+y');
  await app.waitUntilShown(true);
  await waitUntil('the field To has the focus', () =>
    page.getByLabel('To', { exact: true }).evaluate((field) => field === document.activeElement),
  );
  await typeText(desktop, '2025550172\t');
  await waitUntil('the field Message has the focus', () => messageField(page).evaluate((field) => field === document.activeElement));
  await typeText(desktop, text);
  await waitUntil('the text is there', async () => (await messageField(page).inputValue()) === text);
  await app.screenshot('compose');
  await pressKeys(desktop, 'ctrl+Return');
  await app.waitUntilShown(false);
  await waitUntil('the message arrives', () => simulator.sent().length > 0, 20_000);

  await pressKeys(desktop, 'ctrl+shift+y');
  await app.waitUntilShown(true);
  await listItems(page, text, 'Accepted').waitFor();
  await app.screenshot('accepted');
  expect(await messageField(page).inputValue()).toBe('');
  await app.quit();

  const again = await launch({ flags: ['--compose'] });
  await listItems(await again.popup(), text, 'Accepted').waitFor();
  await again.quit();
  expect(simulator.sent()).toMatchObject([{ otherAddress: '+12025550172', text }]);
  expect(simulator.violations()).toEqual([]);
  expect(filesHolding(desktop.home, text)).toEqual([]);
  expect(app.output()).not.toMatch(/unhandled|rejection|error/i);
});
