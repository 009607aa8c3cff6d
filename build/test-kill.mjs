import process from 'node:process';
import { runTests } from './checks.mjs';
import { runScript } from './command.mjs';
import { setUpDependencies } from './set-up.mjs';

/**
 * `npm run test:kill`: kills the send path 1,000 times (100 times in `npm test`) and looks whether every text arrived at most once and none was
 * lost; and flips 500 bits (100) of a history, one at a time.
 */
await runScript(async () => {
  await setUpDependencies();
  process.env.EVO_KILLS ??= '1000';
  process.env.EVO_FLIPS ??= '500';
  const { failed } = await runTests(['kill'], process.argv.slice(2));
  return failed === 0 ? 0 : 1;
});
