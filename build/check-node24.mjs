import process from 'node:process';
import { runTests } from './checks.mjs';
import { runScript } from './command.mjs';
import { provideNode24 } from './registry-node.mjs';
import { setUpDependencies } from './set-up.mjs';
import { say } from './terminal.mjs';

/**
 * `npm run check:node24 [-- vitest arguments]`: the unit, view and kill tests on Node 24, since the Electron that ships carries that one, while
 * set-up and scripts run on any Node from 20.19 on.
 */
await runScript(async () => {
  await setUpDependencies();
  const node = await provideNode24();
  const { passed, failed } = await runTests(['node', 'dom', 'kill'], process.argv.slice(2), node);
  say(`On Node 24: ${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
});
