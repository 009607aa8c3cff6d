import { expect } from 'vitest';
import type { ErrorCode } from '../../main/model/failure.ts';
import { failureIsAt, mistakesOf } from './harness/failures.ts';
import { test } from './harness/fixtures.ts';
import { listItems, messageField, signIn } from './harness/journeys.ts';
import { pressKeys } from './harness/keys.ts';
import { choose, requestsToSend, signInTo, type Writing, write, writeAndSend } from './harness/popup-steps.ts';
import { waitUntil } from './harness/wait.ts';

const ann = '+1 202 555 0172';

const withNul = 'before\0after';

const refused: readonly (readonly [Writing, 'To' | 'Message', ErrorCode])[] = [
  [{ to: '', text: 'Hi' }, 'To', 'recipient-empty'],
  [{ to: ' \u200B ', text: 'Hi' }, 'To', 'recipient-empty'],
  [{ to: 'call me maybe', text: 'Hi' }, 'To', 'recipient-letters'],
  [{ to: '+1 202 55', text: 'Hi' }, 'To', 'recipient-impossible'],
  [{ to: '+999 123 456 789', text: 'Hi' }, 'To', 'recipient-impossible'],
  [{ to: '911', text: 'Help' }, 'To', 'recipient-emergency'],
  [{ to: '+1 (112)', text: 'Help' }, 'To', 'recipient-emergency'],
  [{ to: '202 555 0172, 202 555 0143', text: 'Hi' }, 'To', 'recipient-several'],
  [{ to: ann, text: '' }, 'Message', 'text-empty'],
  [{ to: ann, text: ' \n\n ' }, 'Message', 'text-empty'],
  [{ to: ann, text: 'x'.repeat(2_000) }, 'Message', 'text-too-long'],
  [{ to: ann, text: 'a\0b' }, 'Message', 'text-control'],
  [{ to: ann, text: 'x'.repeat(300_000) }, 'Message', 'text-too-long'],
  [{ to: ann, text: 'ring\u0007' }, 'Message', 'text-control'],
];

test('what cannot be sent is said at its field, and what was typed stays, even after a crash', async ({ simulator, desktop, launch }) => {
  const app = await launch();
  const page = await signInTo(simulator, app);
  const fields = { To: page.getByLabel('To', { exact: true }), Message: messageField(page) };
  for (const [writing, place, code] of refused) {
    await write(page, writing);
    await page.keyboard.press('Control+Enter');
    await failureIsAt(fields[place], code);
    expect([await fields.To.inputValue(), await fields.Message.inputValue()]).toEqual([writing.to, writing.text]);
    expect(await fields[place].evaluate((field) => field === document.activeElement)).toBe(true);
  }
  expect(await app.isShown()).toBe(true);
  expect(await listItems(page, 'Held').count()).toBe(0);
  expect(requestsToSend(simulator)).toEqual([]);

  await write(page, { to: 'Ann Lee, work: (202) 555-0172!', text: 'Pasted from a mail' });
  await failureIsAt(fields.To, 'recipient-letters');
  await page.getByRole('button', { name: 'Use +1 202 555 0172' }).click();
  await page.getByRole('button', { name: 'Remove recipient' }).waitFor();
  expect(await fields.Message.inputValue()).toBe('Pasted from a mail');

  await app.electron.evaluate(({ clipboard }, pasted) => clipboard.writeText(pasted), withNul);
  await fields.Message.fill('');
  await pressKeys(desktop, 'ctrl+v', 'ctrl+Return');
  await failureIsAt(fields.Message, 'text-control', '7');
  expect(await fields.Message.inputValue()).toBe(withNul);
  await pressKeys(desktop, 'Escape');
  await app.waitUntilShown(false);
  expect(mistakesOf(app)).toEqual([]);
  await app.kill();

  const again = await launch({ flags: ['--compose'] });
  const message = messageField(await again.popup());
  await waitUntil('the draft is back, NUL and all', async () => (await message.inputValue()) === withNul);
  expect(mistakesOf(again)).toEqual([]);
});

test('texts of any kind arrive as they were written', async ({ simulator, desktop, launch }) => {
  const texts = [
    '👩‍👩‍👧 zwj, 👍🏽',
    'שלום, מה שלומך? \u202Babc\u202C',
    'one\ntwo\n\n  three\t',
    `${'y'.repeat(1_599)}!`,
    '<b>&amp; "quoted" \\n',
  ];
  const app = await launch();
  const page = await signInTo(simulator, app);
  await choose(page, 'Undo after Send', 'Off: sends at once');
  for (const [index, text] of texts.entries()) {
    await writeAndSend(app, desktop, { to: `\u202A+1 (202) 555-017${index}\u202C`, text });
    await listItems(page, `+1 202 555 017${index}`, 'Accepted').waitFor();
  }
  expect(simulator.sent().map(({ text }) => text)).toEqual(texts);
  expect(mistakesOf(app)).toEqual([]);
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
