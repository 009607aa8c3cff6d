import { expect } from 'vitest';
import { test } from './harness/fixtures.ts';
import { compose, listItems, messageField, signIn } from './harness/journeys.ts';
import { focusedWindow, pressKeys } from './harness/keys.ts';
import { waitUntil } from './harness/wait.ts';

const draft = { to: '+12025550172', text: 'Not so fast' };

test.for([
  { answer: 'Keep as draft', keys: ['Return'] },
  { answer: 'Send now', keys: ['Tab', 'Tab', 'Return'] },
])('quitting with a held message asks: $answer', async ({ answer, keys }, { simulator, desktop, launch }) => {
  const app = await launch();
  const page = await app.popup();
  await signIn(page, simulator);
  await messageField(page).waitFor();
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByLabel('Undo after Send').selectOption('30 seconds');
  await compose(app, draft);
  await pressKeys(desktop, 'ctrl+Return');
  await app.waitUntilShown(false);

  const ended = app.quit();
  await waitUntil('the question has the focus', async () => (await focusedWindow(desktop)) === 'Evo Quick Send');
  await pressKeys(desktop, ...keys);
  await ended;

  const again = await launch({ flags: ['--compose'] });
  const field = messageField(await again.popup());
  await field.waitFor();
  if (answer === 'Keep as draft') {
    await waitUntil('the draft is back', async () => (await field.inputValue()) === draft.text);
    expect(simulator.sent()).toEqual([]);
  } else {
    await listItems(await again.popup(), draft.text, 'Accepted').waitFor();
    expect(simulator.sent()).toMatchObject([{ otherAddress: draft.to, text: draft.text }]);
  }
});

test('holds do not run out behind the question: each message becomes a draft, or waits on where the person stays', async ({
  simulator,
  desktop,
  launch,
}) => {
  const app = await launch();
  const page = await app.popup();
  await signIn(page, simulator);
  await messageField(page).waitFor();
  for (const text of ['First of two', 'Second of two']) {
    await compose(app, { to: draft.to, text });
    await pressKeys(desktop, 'ctrl+Return');
    await app.waitUntilShown(false);
  }
  const question = () => waitUntil('the question has the focus', async () => (await focusedWindow(desktop)) === 'Evo Quick Send');
  const started = performance.now();
  await app.secondStart(['--quit']);
  await question();
  await waitUntil('more than the hold has passed', () => performance.now() - started > 7000);
  expect(await listItems(page, 'of two', 'Held').count()).toBe(2);
  expect(simulator.sent()).toEqual([]);
  // Esc: the person stays, and the holds go on.
  await pressKeys(desktop, 'Escape');
  await listItems(page, 'Second of two', 'Accepted').waitFor();
  expect(simulator.sent().map(({ text }) => text)).toEqual(['First of two', 'Second of two']);
});
