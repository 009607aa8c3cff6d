import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'vitest';
import { openPopup, requestsToSend, sendByHand, signInTo } from './harness/by-hand.ts';
import { mistakesOf } from './harness/failures.ts';
import { test } from './harness/fixtures.ts';
import { listItems } from './harness/journeys.ts';

const library = `/usr/lib/${process.arch === 'arm64' ? 'aarch64' : 'x86_64'}-linux-gnu/faketime/libfaketimeMT.so.1`;
const text = 'On my way';

test('a message that was held when the computer fell asleep for eight hours is not sent unasked', async ({
  simulator,
  desktop,
  launch,
  skip,
}) => {
  if (!existsSync(library)) skip('No library to set a clock with (Debian: faketime).');
  const clock = path.join(desktop.home, 'clock');
  writeFileSync(clock, '+0', { mode: 0o644 });
  const app = await launch({
    env: {
      LD_PRELOAD: library,
      FAKETIME_TIMESTAMP_FILE: clock,
      FAKETIME_NO_CACHE: '1',
      FAKETIME_DISABLE_SHM: '1',
      FAKETIME_DONT_FAKE_MONOTONIC: '1',
    },
  });
  const page = await signInTo(simulator, app);
  await sendByHand(app, desktop, { to: '+12025550172', text });
  await listItems(page, text, 'Held').waitFor();
  const { pid = 0 } = app.electron.process();
  process.kill(pid, 'SIGSTOP');
  writeFileSync(clock, '+8h');
  process.kill(pid, 'SIGCONT');

  const row = listItems(page, text, 'Review');
  await row.waitFor({ timeout: 15_000 });
  await row.getByText('Not sent: it waited 8 hours.').waitFor();
  await app.screenshot('asleep');
  expect(requestsToSend(simulator)).toEqual([]);
  await openPopup(app, desktop);
  await row.getByRole('button', { name: 'Send now' }).click();
  await listItems(page, text, 'Accepted').waitFor();
  expect(requestsToSend(simulator)).toHaveLength(1);
  expect(mistakesOf(app)).toEqual([]);
});
