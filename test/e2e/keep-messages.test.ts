import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { retentionWords } from '../../main/words/settings.ts';
import { test } from './harness/fixtures.ts';
import { failureIsSaid, listItems, messageField } from './harness/journeys.ts';
import { pressKeys } from './harness/keys.ts';
import { signInTo } from './harness/popup-steps.ts';
import { waitUntil } from './harness/wait.ts';

const select = (page: Page) => page.getByLabel('Keep messages');
const shown = (page: Page) => select(page).locator('option:checked').textContent();
const setting = (page: Page) =>
  page.evaluate(async () => {
    const state = await window.quickSend.call('app:state');
    return state.ok ? state.value.settings.retentionDays : 'no state';
  });

test('four steps in "Keep messages" delete nothing; no keeps, yes deletes', async ({ simulator, desktop, launch }) => {
  const app = await launch();
  const page = await signInTo(simulator, app);
  await listItems(page, 'is Tuesday at 9').waitFor();
  const rows = async () => listItems(page, '').count();
  const before = await rows();
  const openSettings = async () => {
    await page.getByRole('button', { name: 'Settings' }).click();
    await select(page).focus();
  };
  const stepDown = async () => {
    await pressKeys(desktop, 'Down', 'Down', 'Down', 'Down');
    await waitUntil('the last is chosen', async () => (await shown(page)) === 'Not at all');
    await page.getByRole('button', { name: /^Delete \d+ messages$/ }).waitFor();
  };

  await openSettings();
  await stepDown();
  await app.screenshot('keep-messages');
  expect(await setting(page)).toBe(null);
  await pressKeys(desktop, 'Escape');
  await listItems(page, 'is Tuesday at 9').waitFor();
  expect(await rows()).toBe(before);

  await openSettings();
  expect(await shown(page)).toBe('Forever');
  await stepDown();
  await pressKeys(desktop, 'Tab', 'Tab', 'space');
  await waitUntil('the old one stands there', async () => (await shown(page)) === 'Forever');
  expect(await setting(page)).toBe(null);

  await select(page).focus();
  await stepDown();
  await pressKeys(desktop, 'Tab', 'space');
  await page.getByText(retentionWords(0).done).waitFor();
  expect(await setting(page)).toBe(0);
  await pressKeys(desktop, 'Escape');
  await waitUntil('the list is empty', async () => (await rows()) === 0);
});

test('what is pasted beyond the longest draft is said, and what stands there is kept', async ({ simulator, desktop, launch }) => {
  const app = await launch();
  const page = await signInTo(simulator, app);
  const long = `${'long text '.repeat(60_000)}`;
  await page.evaluate((text) => {
    const from = document.createElement('textarea');
    document.body.append(from);
    from.value = text;
    from.select();
    document.execCommand('copy');
    from.remove();
  }, long);
  await messageField(page).focus();
  await pressKeys(desktop, 'ctrl+v');
  await failureIsSaid(page, 'draft-too-long');
  const field = await messageField(page).inputValue();
  expect(field).toBe(long.slice(0, 500_000));
  await waitUntil('it is saved', () =>
    page.evaluate(async () => {
      const draft = await window.quickSend.call('compose:draft');
      return draft.ok && draft.value.text.length === 500_000;
    }),
  );
  await app.kill();

  const again = await (await launch({ flags: ['--compose'] })).popup();
  await messageField(again).waitFor();
  await waitUntil('the draft is what the field showed', async () => (await messageField(again).inputValue()) === field);
});
