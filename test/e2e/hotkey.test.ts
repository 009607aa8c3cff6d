import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { failureWords } from '../../main/words/failure-words.ts';
import { test } from './harness/fixtures.ts';
import { failureIsSaid, messageField, signIn } from './harness/journeys.ts';
import { focusedWindow, pressKeys, typeText } from './harness/keys.ts';
import { waitUntil } from './harness/wait.ts';

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

/** Opens Settings and begins to record, all but the first click as a person at the keyboard. */
async function record(page: Page): Promise<void> {
  await button(page, 'Settings').click();
  await button(page, 'Change').click();
  const field = page.getByRole('textbox', { name: 'Shortcut that opens the popup' });
  await waitUntil('the recorder has the focus', () => field.evaluate((element) => element === document.activeElement));
}

test('the recorder refuses Ctrl+C, which goes on copying; Ctrl+Alt+K opens the popup once it is saved; Reset brings the default back', async ({
  simulator,
  desktop,
  launch,
}) => {
  const app = await launch();
  const page = await app.popup();
  await signIn(page, simulator);
  await messageField(page).waitFor();

  await record(page);
  await pressKeys(desktop, 'ctrl+c');
  await failureIsSaid(page, 'hotkey-too-plain');
  await page.getByText(failureWords['hotkey-too-plain'].cure).waitFor();
  await app.screenshot('hotkey-refused');
  expect(await button(page, 'Save').isDisabled()).toBe(true);
  await pressKeys(desktop, 'Escape');
  await button(page, 'Change').waitFor();
  await page.getByText('Ctrl+Shift+Y: The shortcut is on.').waitFor();
  await button(page, 'Back').click();

  await messageField(page).focus();
  await typeText(desktop, 'abc');
  await waitUntil('the text is there', async () => (await messageField(page).inputValue()) === 'abc');
  await pressKeys(desktop, 'ctrl+a', 'ctrl+c', 'End', 'ctrl+v');
  await waitUntil('Ctrl+C copied', async () => (await messageField(page).inputValue()) === 'abcabc');

  await record(page);
  await pressKeys(desktop, 'ctrl+shift+y');
  await page.getByText('Ctrl+Shift+Y can be used.').waitFor();
  expect(await app.isShown()).toBe(true);
  await pressKeys(desktop, 'ctrl+alt+k');
  await page.getByText('Ctrl+Alt+K can be used.').waitFor();
  await app.screenshot('hotkey-usable');
  await pressKeys(desktop, 'Tab', 'Return');
  await page.getByText('Ctrl+Alt+K: The shortcut is on.').waitFor();
  await app.screenshot('hotkey-saved');
  await pressKeys(desktop, 'ctrl+alt+k');
  await app.waitUntilShown(false);
  await pressKeys(desktop, 'ctrl+alt+k');
  await app.waitUntilShown(true);
  await waitUntil('the popup has the focus', async () => (await focusedWindow(desktop)).includes('Evo Quick Send'));

  await button(page, 'Settings').click();
  await button(page, 'Reset').click();
  await page.getByText('Ctrl+Shift+Y: The shortcut is on.').waitFor();
  expect(await button(page, 'Reset').count()).toBe(0);
  await pressKeys(desktop, 'ctrl+alt+k');
  await pressKeys(desktop, 'ctrl+shift+y');
  await app.waitUntilShown(false);
});

test('whatever leaves the recorder leaves the shortcut as it was', async ({ simulator, desktop, launch }) => {
  const app = await launch();
  const page = await app.popup();
  await signIn(page, simulator);
  await messageField(page).waitFor();
  await record(page);
  await pressKeys(desktop, 'ctrl+alt+k');
  await page.getByText('Ctrl+Alt+K can be used.').waitFor();
  await app.secondStart(['--toggle']);
  await app.waitUntilShown(false);
  await pressKeys(desktop, 'ctrl+shift+y');
  await app.waitUntilShown(true);
  await button(page, 'Settings').click();
  await page.getByText('Ctrl+Shift+Y: The shortcut is on.').waitFor();
  expect(await page.getByRole('textbox', { name: 'Shortcut that opens the popup' }).count()).toBe(0);
});
