import process from 'node:process';
import { isScript, runQuietly, runScript, SetUpError } from './command.mjs';
import { provideDependencies } from './dependencies.mjs';
import { provideRuntime } from './runtime.mjs';
import { provideSystemPackages } from './system-packages.mjs';
import { say } from './terminal.mjs';

const oldestNode = [20, 19];

/**
 * Brings everything that building and starting the app needs, from nothing, and is quick when nothing is missing: system packages,
 * npm dependencies, the Electron runtime. `desktop` adds what a machine without a display needs to show it. Throws a `SetUpError`.
 * @param {{ desktop?: boolean, retryOfficial?: boolean }} [options]
 */
export async function setUp({ desktop = false, retryOfficial = false } = {}) {
  await provideSystemPackages(desktop ? ['electron', 'desktop'] : ['electron']);
  await setUpDependencies();
  return provideRuntime({ retryOfficial });
}

/** Brings the npm dependencies alone: enough for everything but the app itself. Throws a `SetUpError`. */
export async function setUpDependencies() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const [oldestMajor = 0, oldestMinor = 0] = oldestNode;
  if (major < oldestMajor || (major === oldestMajor && minor < oldestMinor)) {
    say(`This is Node ${process.versions.node}; Evo Quick Send is built and tested with Node ${oldestNode.join('.')} or newer. Going on.`);
  }
  await provideDependencies();
}

/** Lets git run build/hooks/pre-commit before each commit in this checkout. */
async function switchHooksOn() {
  await runQuietly('Switching the commit hook on', 'git', ['config', 'core.hooksPath', 'build/hooks']);
  say('To switch it off: git config --unset core.hooksPath');
}

/**
 * `npm run setup`: brings everything. `--official` insists on the official Electron, `--hooks` switches the commit hook on.
 */
if (isScript(import.meta)) {
  await runScript(async () => {
    if (process.argv.includes('--hooks')) await switchHooksOn();
    const official = process.argv.includes('--official');
    const runtime = await setUp({ desktop: true, retryOfficial: official });
    if (official && !runtime.isOfficial) {
      throw new SetUpError('The official Electron could not be downloaded: its release server (or ELECTRON_MIRROR) cannot be reached.');
    }
    say('Everything is there.');
  });
}
