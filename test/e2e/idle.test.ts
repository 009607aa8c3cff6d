import { expect } from 'vitest';
import { accountNotices } from '../../main/words/account.ts';
import { failureWords } from '../../main/words/failure-words.ts';
import type { Simulator } from '../simulator/simulator.ts';
import { mistakesOf } from './harness/failures.ts';
import { test } from './harness/fixtures.ts';
import { signInTo } from './harness/popup-steps.ts';
import { waitUntil } from './harness/wait.ts';

/** ms between one request of the app and the next. */
const pausesOf = (simulator: Simulator): readonly number[] => simulator.requests().map(({ at }, n, all) => at - (all[n - 1]?.at ?? at));

const aMinute = { timeout: 60_000 };

test('an idle app says within a minute that the server does not answer, and that it is back', { timeout: 180_000 }, async ({
  simulator,
  launch,
}) => {
  const app = await launch();
  const popup = await signInTo(simulator, app);
  // The lists are read by then, and what the app asks for now and then is all that is left.
  await waitUntil('the app is idle', () => pausesOf(simulator).some((ms) => ms > 20_000), 60_000);
  await simulator.goOffline();
  await popup.getByText(accountNotices.offline).waitFor(aMinute);
  await popup.getByText(failureWords.unreachable.sentence).waitFor(aMinute);
  await simulator.goOnline();
  await popup.getByText(accountNotices.offline).waitFor({ state: 'detached', ...aMinute });
  expect(simulator.requests().filter(({ operation }) => operation === 'SendMessage')).toEqual([]);
  expect(mistakesOf(app)).toEqual([]);
});
