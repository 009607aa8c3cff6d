import { expect } from 'vitest';
import { mistakesOf } from './harness/failures.ts';
import { test } from './harness/fixtures.ts';
import { listItems } from './harness/journeys.ts';
import { choose, requestsToSend, signInTo, writeAndSend } from './harness/popup-steps.ts';
import { waitUntil } from './harness/wait.ts';

const ann = '+12025550172';
const atOnce = ['Undo after Send', 'Off: sends at once'] as const;
const twoMinutes = { timeout: 120_000 };

/** Waits until the app has looked for new messages twice more. */
async function afterTwoPulls(simulator: { requests(): readonly { readonly operation?: string }[] }): Promise<void> {
  const lists = () => simulator.requests().filter(({ operation }) => operation === 'ListMessages').length;
  const before = lists();
  await waitUntil('two more looks for new messages', () => lists() >= before + 2, 80_000);
}

test(
  'dates that are 5 s behind the clock of the service: the message is found, and shown once',
  twoMinutes,
  async ({ simulator, desktop, launch }) => {
    const text = 'Five seconds ago';
    simulator.setSwitches({ datesBehindMs: 5000 });
    const app = await launch();
    const page = await signInTo(simulator, app);
    await choose(page, ...atOnce);
    simulator.failNextSends(['cut-after']);
    await writeAndSend(app, desktop, { to: ann, text });
    await listItems(page, text, 'Accepted').waitFor({ timeout: 20_000 });
    await afterTwoPulls(simulator);
    expect(await listItems(page, text).count()).toBe(1);
    expect(requestsToSend(simulator)).toHaveLength(1);
    expect(mistakesOf(app)).toEqual([]);
  },
);

test(
  'a text that the service changed is asked about inside its row, and shown once',
  twoMinutes,
  async ({ simulator, desktop, launch }) => {
    const [text, changed] = ['“It’s  ready” 👍', '"It\'s ready" ?'];
    simulator.setSwitches({ storedText: 'plain' });
    const app = await launch();
    const page = await signInTo(simulator, app);
    await choose(page, ...atOnce);
    simulator.failNextSends(['cut-after']);
    await writeAndSend(app, desktop, { to: ann, text });
    const row = listItems(page, 'ready', 'Unknown');
    const question = row.getByRole('group', { name: 'Is this it?' });
    await question.getByText(changed).waitFor({ timeout: 20_000 });
    await app.screenshot('is-this-it');
    await afterTwoPulls(simulator);
    expect(await listItems(page, 'ready').count()).toBe(1);
    await question.getByRole('button', { name: 'Yes, this is it' }).click();
    await listItems(page, '“It’s', 'Accepted').waitFor();
    await afterTwoPulls(simulator);
    expect(await listItems(page, 'ready').count()).toBe(1);
    expect(requestsToSend(simulator)).toHaveLength(1);
    expect(mistakesOf(app)).toEqual([]);
  },
);

test(
  'a message like ours that is not ours becomes a row of its own when the person says so',
  twoMinutes,
  async ({ simulator, desktop, launch }) => {
    const text = '“It’s  ready” 👍';
    simulator.setSwitches({ storedText: 'plain' });
    const app = await launch();
    const page = await signInTo(simulator, app);
    await choose(page, ...atOnce);
    simulator.failNextSends(['cut-after']);
    await writeAndSend(app, desktop, { to: ann, text });
    const question = listItems(page, 'ready', 'Unknown').getByRole('group', { name: 'Is this it?' });
    await question.getByRole('button', { name: 'No', exact: true }).click({ timeout: 20_000 });
    await listItems(page, '"It\'s ready" ?', 'Accepted').waitFor({ timeout: 80_000 });
    await listItems(page, '“It’s', 'Unknown').waitFor();
    expect(requestsToSend(simulator)).toHaveLength(1);
  },
);
