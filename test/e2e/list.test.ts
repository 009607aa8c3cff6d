import { expect } from 'vitest';
import { listWords } from '../../main/words/messages.ts';
import { test } from './harness/fixtures.ts';
import { listItems, messageField, signIn } from './harness/journeys.ts';
import { waitUntil } from './harness/wait.ts';

const hour = 3_600_000;

test('a long list by keyboard: both ends, steps, search, reply, delete', async ({ simulator, launch }) => {
  const endpointId = simulator.endpoints()[0]?.id ?? '';
  const oldest = Date.now() - 3000 * hour;
  for (let n = 0; n < 350; n += 1)
    simulator.receive({ from: '+12025550172', endpointId, text: `Note number ${n}.`, at: oldest + n * hour });
  const app = await launch();
  const page = await app.popup();
  await signIn(page, simulator);
  await messageField(page).waitFor();
  const search = page.getByRole('searchbox', { name: 'Search messages' });
  await search.fill('Note number 0.');
  await listItems(page, 'Note number 0.').waitFor({ timeout: 40_000 });
  await search.fill('');
  await listItems(page, 'Running five minutes late').waitFor();

  const rows = page.getByRole('list', { name: 'Messages' }).getByRole('listitem');
  const focused = (text: string) =>
    waitUntil(`"${text}" has the focus and is in view`, () =>
      page.evaluate((wanted) => {
        const item = document.activeElement;
        const frame = item?.closest('.scroller')?.getBoundingClientRect();
        const place = item?.getBoundingClientRect();
        return Boolean(
          item?.textContent?.includes(wanted) && frame && place && place.top >= frame.top - 1 && place.bottom <= frame.bottom + 1,
        );
      }, text),
    );
  await rows.first().focus();
  for (let round = 0; round < 2; round += 1) {
    await page.keyboard.press('End');
    await focused('Note number 0.');
    await page.keyboard.press('ArrowUp');
    await focused('Note number 1.');
    await page.keyboard.press('Home');
    await waitUntil('the newest has the focus', () => page.evaluate(() => document.activeElement?.getAttribute('data-index') === '0'));
  }

  await page.keyboard.type('number 277');
  await listItems(page, 'Note number 277.').waitFor();
  expect(await search.inputValue()).toBe('number 277');
  expect(await page.locator('mark').first().textContent()).toBe('number 277');
  await listItems(page, 'Note number 277.').focus();
  await page.keyboard.press('Enter');
  await waitUntil('the composer answers', async () => (await page.getByLabel('To', { exact: true }).inputValue()).includes('202 555 0172'));

  await search.fill('number 277');
  await listItems(page, 'Note number 277.').focus();
  await page.keyboard.press('Delete');
  await page.getByRole('group', { name: 'Delete this message?' }).getByRole('button', { name: 'Delete' }).click();
  await page.getByText(listWords.noMatch).waitFor();
});
