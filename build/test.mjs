import process from 'node:process';
import { bundle } from './bundle.mjs';
import { checkSources, runTests, sum } from './checks.mjs';
import { runScript } from './command.mjs';
import { packageApp } from './package.mjs';
import { setUp } from './set-up.mjs';
import { say } from './terminal.mjs';

/**
 * `npm test [-- vitest arguments]`: everything, from nothing: types, lint, unit and view tests, the scripts, 10,000 random inputs of each kind, the send path killed 100
 * times, then the packaged test flavour under a real X server with a real keyring. What failed is said once more at the end, for those who see only
 * the end of a long output; the last line on stdout is `N passed, N failed`.
 */
await runScript(async () => {
  process.env.EVO_THOROUGH = '1';
  const runtime = await setUp({ desktop: true });
  const args = process.argv.slice(2);
  // A chosen part of the tests says nothing about coverage.
  const coverage = args.length === 0 ? ['--coverage'] : [];
  const counts = [await checkSources(), await runTests(['node', 'dom', 'scripts', 'fuzz', 'kill'], [...coverage, ...args])];
  await bundle();
  for (const flavour of ['production', 'test']) await packageApp(flavour, runtime, { allowFallback: true });
  counts.push(await runTests(['e2e'], args));
  const { passed, failed, skipped, failures } = sum(counts);
  for (const failure of failures) say(`\nFAILED ${failure}`);
  process.stdout.write(`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}\n`);
  return failed === 0 ? 0 : 1;
});
