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
