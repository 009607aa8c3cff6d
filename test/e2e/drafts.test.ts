import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { hintWords } from '../../main/words/compose.ts';
import type { RunningApp } from './harness/app.ts';
import type { Desktop } from './harness/desktop.ts';
import { mistakesOf } from './harness/failures.ts';
import { test } from './harness/fixtures.ts';
import { compose, listItems, messageField } from './harness/journeys.ts';
import { pressKeys, typeText } from './harness/keys.ts';
import { choose, openPopup, signInTo, writeAndSend } from './harness/popup-steps.ts';
import { runAsAppUser } from './harness/processes.ts';
import { waitUntil } from './harness/wait.ts';

const ann = '+12025550172';
const undoFor = ['Undo after Send', '30 seconds'] as const;

const toField = (page: Page) => page.getByLabel('To', { exact: true });
const drafts = (page: Page) => page.getByRole('list', { name: 'Drafts' }).getByRole('listitem');
const chosenLine = (page: Page) => page.getByLabel('From').locator('option:checked').textContent();

async function holds(page: Page, { to, text }: { readonly to: string; readonly text: string }): Promise<void> {
  await waitUntil(`the composer holds "${text}" for "${to}"`, async () => {
    const digits = (await toField(page).inputValue()).replace(/\D/g, '');
    return digits.endsWith(to) && (await messageField(page).inputValue()) === text;
  });
}

/** Types into the composer with real keys, as somebody does who opened the popup. */
async function typeMessage(page: Page, desktop: Desktop, to: string, text: string): Promise<void> {
  await toField(page).focus();
  await typeText(desktop, `${to}\t`);
  await waitUntil('the field Message has the focus', () => messageField(page).evaluate((field) => field === document.activeElement));
  await typeText(desktop, text);
  await waitUntil('the text is there', async () => (await messageField(page).inputValue()) === text);
}

async function replyTo(page: Page, desktop: Desktop, text: string): Promise<void> {
  await listItems(page, text).first().focus();
  await pressKeys(desktop, 'Return');
}

/** Every text that waits: the one in the composer and those in the list of drafts. */
async function waitingTexts(page: Page): Promise<string> {
  return [await messageField(page).inputValue(), ...(await drafts(page).allTextContents())].join('\n');
}

async function startedWithBo({ app, simulator }: { app: RunningApp; simulator: Parameters<typeof signInTo>[0] }): Promise<Page> {
  const page = await signInTo(simulator, app);
  await listItems(page, 'Running five minutes late').waitFor();
  return page;
}

test('a text stays with whom it was written for: reply, change of mind, a chat session, and back', async ({
  simulator,
  desktop,
  launch,
}) => {
  const app = await launch();
  const page = await startedWithBo({ app, simulator });
  await typeMessage(page, desktop, '2025550172', 'Dear Ann');
  await replyTo(page, desktop, 'Running five minutes late');
  await holds(page, { to: '3125550142', text: '' });
  await typeText(desktop, 'Dear Bo');
  await holds(page, { to: '3125550142', text: 'Dear Bo' });
  await app.secondStart([`--session=${simulator.sessions()[0]?.id}`]);
  await waitUntil('the session is chosen', async () => (await chosenLine(page))?.startsWith('Chat session'));
  expect(await messageField(page).inputValue()).toBe('');
  await typeText(desktop, 'Dear visitor');
  await replyTo(page, desktop, 'Running five minutes late');
  await holds(page, { to: '3125550142', text: 'Dear Bo' });
  await waitUntil('the others wait', async () => (await drafts(page).count()) === 2);
  await drafts(page).filter({ hasText: 'Dear Ann' }).focus();
  await pressKeys(desktop, 'Return');
  await holds(page, { to: '2025550172', text: 'Dear Ann' });
  for (const text of ['Dear Bo', 'Dear visitor']) await drafts(page).filter({ hasText: text }).waitFor();
  await app.screenshot('drafts');
  await app.kill();

  const again = await launch({ flags: ['--compose'] });
  const list = await again.popup();
  await messageField(list).waitFor();
  await holds(list, { to: '2025550172', text: 'Dear Ann' });
  await waitUntil('the drafts are back', async () => (await drafts(list).count()) === 2);
  expect(simulator.sent()).toEqual([]);
  expect(mistakesOf(again)).toEqual([]);
});

test('three undone messages and an own text are four drafts', async ({ simulator, desktop, launch }) => {
  const texts = ['One of three', 'Two of three', 'Three of three'];
  const app = await launch();
  const page = await startedWithBo({ app, simulator });
  await choose(page, ...undoFor);
  for (const text of texts) await writeAndSend(app, desktop, { to: ann, text });
  await typeMessage(page, desktop, '3125550142', 'My own text');
  for (const text of texts) {
    await listItems(page, text, 'Held').getByRole('button', { name: 'Undo' }).focus();
    await pressKeys(desktop, 'Return');
    await holds(page, { to: '2025550172', text });
  }
  const waiting = await waitUntil('all wait', async () => {
    const seen = await waitingTexts(page);
    return [...texts, 'My own text'].every((text) => seen.includes(text)) && seen;
  });
  expect(waiting).toContain('My own text');
  expect(simulator.sent()).toEqual([]);
});

test('a number that is being typed when the tray brings an undone message back goes to nobody else', async ({
  simulator,
  desktop,
  launch,
}) => {
  const app = await launch();
  const page = await startedWithBo({ app, simulator });
  await choose(page, ...undoFor);
  await writeAndSend(app, desktop, { to: ann, text: 'For Ann alone' });
  await toField(page).focus();
  const typing = typeText(desktop, '3125550142\tIs Tuesday fine with you? '.repeat(6));
  await waitUntil('a number is being typed', async () => /^\d{2,9}$/.test(await toField(page).inputValue()));
  await desktop.tray?.choose('Undo');
  await holds(page, { to: '2025550172', text: 'For Ann alone' });
  await typing;
  await waitUntil('keys count again', async () => !(await messageField(page).evaluate((field) => (field as HTMLTextAreaElement).readOnly)));
  expect((await toField(page).inputValue()).replace(/\D/g, '')).toBe('12025550172');
  expect(simulator.sent()).toEqual([]);
});

test('two starts with a text displace neither each other nor what was typed', async ({ simulator, desktop, launch }) => {
  const app = await launch();
  const page = await startedWithBo({ app, simulator });
  await typeMessage(page, desktop, '3125550142', 'My own text');
  await compose(app, { to: '+14155550167', text: 'First start' });
  await compose(app, { to: '+14155550167', text: 'Second start' });
  await waitUntil('all three wait', async () => {
    const seen = await waitingTexts(page);
    return ['My own text', 'First start', 'Second start'].every((text) => seen.includes(text));
  });
});

test('a known number typed in full takes its line and says so; the next message begins anew', async ({ simulator, desktop, launch }) => {
  const app = await launch();
  const page = await startedWithBo({ app, simulator });
  expect(await chosenLine(page)).toContain('Appointments');
  await typeMessage(page, desktop, '3125550142', 'On which line?');
  await page.getByText('From Main line, as last time').waitFor();
  expect(await chosenLine(page)).toContain('Main line');
  await choose(page, 'Line for new recipients', 'Appointments  +1 202 555 0179');
  await messageField(page).focus();
  await pressKeys(desktop, 'ctrl+Return');
  await app.waitUntilShown(false);
  await waitUntil('it arrives', () => simulator.sent().length === 1, 20_000);
  expect(simulator.sent()).toMatchObject([{ endpointId: simulator.endpoints()[0]?.id }]);
  await openPopup(app, desktop);
  expect(await chosenLine(page)).toContain('Appointments');
});

test('Ctrl+Enter held down while a second start fills the composer sends nothing until it is pressed anew', async ({
  simulator,
  desktop,
  launch,
}) => {
  const app = await launch();
  const page = await startedWithBo({ app, simulator });
  await messageField(page).focus();
  await page.evaluate(() => {
    const seen = { keys: 0 };
    Object.assign(window, { seen });
    document.addEventListener('keydown', ({ key, ctrlKey }) => {
      if (key === 'Enter' && ctrlKey) seen.keys += 1;
    });
  });
  const keys = () => page.evaluate(() => (window as unknown as { seen: { keys: number } }).seen.keys);
  await pressKeys(desktop, 'Escape');
  await app.waitUntilShown(false);
  await runAsAppUser('xdotool', ['keydown', 'ctrl', 'keydown', 'Return'], desktop.env);
  try {
    await compose(app, { to: ann, text: 'Not mine' });
    const before = await keys();
    await waitUntil('the key repeats in the popup', async () => (await keys()) >= before + 20);
    expect(await app.isShown()).toBe(true);
    expect(await messageField(page).inputValue()).toBe('Not mine');
    await page.getByText(hintWords.prefilled).waitFor();
  } finally {
    await runAsAppUser('xdotool', ['keyup', 'Return', 'keyup', 'ctrl'], desktop.env);
  }
  expect(await listItems(page, 'Not mine').count()).toBe(0);
  await pressKeys(desktop, 'ctrl+Return');
  await app.waitUntilShown(false);
  await waitUntil('it arrives', () => simulator.sent().length === 1, 20_000);
});
