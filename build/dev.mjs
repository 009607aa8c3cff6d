import { spawn } from 'node:child_process';
import { watch } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { bundle } from './bundle.mjs';
import { root, runScript } from './command.mjs';
import { sandboxFlags } from './sandbox.mjs';
import { setUp } from './set-up.mjs';
import { say } from './terminal.mjs';

/** Editors write a file in several steps; a change counts when it has been quiet for this long, ms. */
const QUIET = 150;

/**
 * `npm run dev [-- flags]`: runs the app and, at each change under main/ or renderer/, bundles (about a second) and starts it anew. There is
 * no development server on purpose: what is tried is what ships, with its `app://` pages and its strict content security policy.
 */
await runScript(async () => {
  const runtime = await setUp();
  const flags = [root, ...sandboxFlags(runtime.dist), ...process.argv.slice(2)];
  const start = () => spawn(runtime.executable, flags, { cwd: root, env: { ...process.env, ...runtime.env }, stdio: 'inherit' });

  await bundle();
  let app = start();
  let work = Promise.resolve();
  /** @type {NodeJS.Timeout | undefined} */
  let timer;
  const restart = async () => {
    try {
      await bundle();
    } catch (error) {
      say(`${error instanceof Error ? error.message : error}\nThe app keeps running as it was.`);
      return;
    }
    await ended(app, 'SIGTERM');
    app = start();
  };
  for (const folder of ['main', 'renderer']) {
    watch(path.join(root, folder), { recursive: true }, () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        work = work.then(restart);
      }, QUIET);
    });
  }
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) {
    process.on(signal, () => ended(app, signal).then(() => process.exit(0)));
  }
});

/**
 * Ends a process and waits until it is gone.
 * @param {import('node:child_process').ChildProcess} child
 * @param {NodeJS.Signals} signal
 */
function ended(child, signal) {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  child.kill(signal);
  return new Promise((resolve) => child.once('close', resolve));
}
