import path from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { runScript, SetUpError } from './command.mjs';
import { setUpDependencies } from './set-up.mjs';

/**
 * `node build/run.mjs FILE.ts [arguments]`: brings the dependencies, then runs a TypeScript file in this very process, so that streams,
 * signals and the exit code are its own.
 */
await runScript(async () => {
  const file = process.argv[2];
  if (!file) throw new SetUpError('Usage: node build/run.mjs FILE.ts [arguments]');
  await setUpDependencies();
  const { register } = await import('tsx/esm/api');
  register();
  process.argv.splice(1, 2, path.resolve(file));
  await import(pathToFileURL(path.resolve(file)).href);
});
