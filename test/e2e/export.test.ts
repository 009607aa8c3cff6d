import { chmodSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'vitest';
import { test } from './harness/fixtures.ts';
import { listItems, messageField, signIn } from './harness/journeys.ts';
import { focusedWindow, pressKeys, typeText } from './harness/keys.ts';
import { waitUntil } from './harness/wait.ts';

test('messages are exported and imported by the native file dialogs', async ({ simulator, desktop, launch }) => {
  const app = await launch();
  const page = await app.popup();
  await signIn(page, simulator);
  await messageField(page).waitFor();
  await listItems(page, 'is Tuesday at 9').waitFor();
  const isAsking = async (title: string) => (await focusedWindow(desktop)) === title;
  const answer = async (title: string, file: string) => {
    await waitUntil(`"${title}" has the focus`, () => isAsking(title));
    await pressKeys(desktop, 'ctrl+l', 'ctrl+a');
    await typeText(desktop, path.join(desktop.home, file));
    // The first Return may only take up what the dialog offers to complete.
    await waitUntil(`"${title}" is answered`, async () => {
      await pressKeys(desktop, 'Return');
      return !(await isAsking(title));
    });
  };

  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('button', { name: 'Export as JSON Lines' }).click();
  await answer('Export messages', 'kept.jsonl');
  await waitUntil('the file is there', () => readdirSync(desktop.home).includes('kept.jsonl'));
  await page.getByText(/^Exported: \d+ messages/).waitFor();
  expect(await app.isShown()).toBe(true);
  const kept = readFileSync(path.join(desktop.home, 'kept.jsonl'), 'utf8').trimEnd().split('\n');
  expect(kept.some((line) => line.includes('is Tuesday at 9'))).toBe(true);

  // A line that got broken is named with its number; the others come in, and those that are there already are not doubled.
  writeFileSync(path.join(desktop.home, 'mended.jsonl'), [kept[0], 'no message', ...kept.slice(1), strangeLine(kept[0])].join('\n'));
  chmodSync(path.join(desktop.home, 'mended.jsonl'), 0o644);
  await page.getByRole('button', { name: 'Import' }).click();
  await answer('Import messages', 'mended.jsonl');
  await page.getByText(/^Imported: 1 message/).waitFor();
  await page.getByText(/Line 2/).waitFor();
  await page.getByRole('button', { name: 'Back' }).click();
  await listItems(page, 'brought from elsewhere').waitFor();
  expect(await listItems(page, 'is Tuesday at 9').count()).toBe(1);
});

/** A message nobody has yet, in the form of an exported line. */
function strangeLine(line = '{}'): string {
  return JSON.stringify({ ...JSON.parse(line), serverId: 'ffffffffffffffffffffffff', text: 'brought from elsewhere' });
}
