import process from 'node:process';
import { bundle } from './bundle.mjs';
import { root, runInForeground, runScript } from './command.mjs';
import { sandboxFlags } from './sandbox.mjs';
import { setUp } from './set-up.mjs';

/** `npm start [-- flags]`: brings what is missing, bundles, and runs the app from the checkout until it quits. */
await runScript(async () => {
  const runtime = await setUp();
  await bundle();
  return runInForeground(runtime.executable, [root, ...sandboxFlags(runtime.dist), ...process.argv.slice(2)], { env: runtime.env });
});
