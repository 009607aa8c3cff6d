import { expect } from 'vitest';
import { test } from './harness/fixtures.ts';
import { failureIsSaid, listItems, messageField, signIn } from './harness/journeys.ts';
import { waitUntil } from './harness/wait.ts';

const refused = [
  ['', 'Hi', 'recipient-empty'],
  ['Annabel', 'Hi', 'recipient-letters'],
  ['911', 'Hi', 'recipient-emergency'],
  ['+1 202 555 01', 'Hi', 'recipient-impossible'],
  ['+12025550172', '', 'text-empty'],
  ['+12025550172', 'x'.repeat(2_000), 'text-too-long'],
  ['+12025550172', 'bell \u0007', 'text-control'],
] as const;

test('what cannot be sent is said beside its field, nothing is lost, nothing leaves', async ({ simulator, launch }) => {
  const app = await launch();
  const page = await app.popup();
  await signIn(page, simulator);
  await messageField(page).waitFor();
  for (const [to, text, code] of refused) {
    const remove = page.getByRole('button', { name: 'Remove recipient' });
    if (await remove.isVisible()) await remove.click();
    await page.getByLabel('To', { exact: true }).fill(to);
    await messageField(page).fill(text);
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await failureIsSaid(page, code);
    expect(await messageField(page).inputValue()).toBe(text);
  }
  expect(simulator.sent()).toEqual([]);
  expect(app.output()).not.toMatch(/unhandled/i);
});

test('emoji, right-to-left text and line breaks arrive as they were typed', async ({ simulator, launch }) => {
  const text = 'שלום 👩‍👩‍👧 — “quoted”\nمرحبا\nthird line';
  const app = await launch();
  const page = await app.popup();
  await signIn(page, simulator);
  await messageField(page).waitFor();
  await page.getByLabel('To', { exact: true }).fill('tel: (202) 555-0172 ');
  await messageField(page).fill(text);
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await waitUntil('the message arrives', () => simulator.sent().length > 0, 20_000);
  expect(simulator.sent()).toMatchObject([{ otherAddress: '+12025550172', text }]);
  await listItems(page, 'Accepted').first().waitFor();
});

test('a page of HTML in place of an answer leaves the message unknown, and it is sent only once', async ({ simulator, launch }) => {
  const app = await launch();
  const page = await app.popup();
  await signIn(page, simulator);
  await messageField(page).waitFor();
  simulator.setSwitches({ listing: 'never' });
  simulator.failNextSends(['html-after']);
  await page.getByLabel('To', { exact: true }).fill('+12025550172');
  await messageField(page).fill('Into the dark');
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await listItems(page, 'Into the dark', 'Unknown').waitFor({ timeout: 20_000 });
  await app.secondStart([]);
  await app.waitUntilShown(true);
  await app.screenshot('unknown');
  expect(simulator.sent()).toHaveLength(1);
});
