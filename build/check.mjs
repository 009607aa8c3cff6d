import process from 'node:process';
import { checkSources, runTests, sum } from './checks.mjs';
import { runScript } from './command.mjs';
import { setUpDependencies } from './set-up.mjs';
import { say } from './terminal.mjs';

/** `npm run check [-- vitest arguments]`: types, lint, unit and view tests at the same time: what to run before each commit. */
await runScript(async () => {
  await setUpDependencies();
  const started = Date.now();
  const { failed } = sum(await Promise.all([checkSources(), runTests(['node', 'dom'], process.argv.slice(2))]));
  say(`${failed === 0 ? 'All good' : 'Not good'} after ${((Date.now() - started) / 1000).toFixed(1)} s`);
  return failed === 0 ? 0 : 1;
});
