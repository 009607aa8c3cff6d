import process from 'node:process';
import { runTests } from './checks.mjs';
import { runScript } from './command.mjs';
import { setUpDependencies } from './set-up.mjs';

/**
 * `npm run fuzz [-- vitest arguments]`: random answers of the service, random payloads of the page over every channel, random second starts, and
 * random lines for the log, 10,000 of each; `npm test` runs it too.
 */
await runScript(async () => {
  await setUpDependencies();
  const { failed } = await runTests(['fuzz'], process.argv.slice(2));
  return failed === 0 ? 0 : 1;
});
