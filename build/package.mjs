import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { bundle } from './bundle.mjs';
import { isScript, root, runQuietly, runScript, SetUpError } from './command.mjs';
import { setUp } from './set-up.mjs';
import { say } from './terminal.mjs';

/**
 * The two flavours differ in one fuse, in the folder, and in what the app takes from its command line: the test one lets Playwright attach.
 * @type {Record<string, { folder: string, inspect: boolean }>}
 */
const flavours = { production: { folder: 'dist', inspect: false }, test: { folder: 'dist-test', inspect: true } };

/**
 * Packages what `bundle` built, for this platform and without a network. Gives the folder it packaged to. Throws a `SetUpError`.
 * @param {string} name `production` or `test`
 * @param {import('./runtime.mjs').Runtime} runtime
 * @param {{ targets?: readonly string[], allowFallback?: boolean }} [options] `targets`: electron-builder's words for what to make, e.g.
 *   `--linux deb`; the unpacked folder alone when there are none. `allowFallback`: take the runtime of the package registry for production too
 */
export async function packageApp(name, runtime, { targets = [], allowFallback = false } = {}) {
  checkRuntime(name, runtime, allowFallback);
  const builder = path.join(root, 'node_modules', 'electron-builder', 'cli.js');
  const args = [
    builder,
    '--publish=never',
    ...(targets.length > 0 ? targets : ['--dir']),
    ...Object.entries(settingsOf(name, runtime)).map(([key, value]) => `--config.${key}=${value}`),
  ];
  await runQuietly(`Packaging the app (${name})`, process.execPath, args);
  const folder = path.join(root, flavourNamed(name).folder, unpackedFolder());
  if (!runtime.isOfficial) await writeFile(path.join(folder, `${fallbackName(runtime)}.txt`), `${fallbackNote(runtime)}\n`);
  return folder;
}

/**
 * What a flavour adds to electron-builder.yml, by the names electron-builder's command line has for it. What is built with the fallback runtime
 * says so in its name.
 * @param {string} name
 * @param {import('./runtime.mjs').Runtime} runtime
 */
export function settingsOf(name, runtime) {
  const { folder, inspect } = flavourNamed(name);
  return {
    electronDist: runtime.dist,
    electronVersion: runtime.version,
    'directories.output': folder,
    'electronFuses.enableNodeCliInspectArguments': inspect,
    'extraMetadata.flavour': name,
    ...(runtime.isOfficial ? {} : { artifactName: `\${name}-\${version}-\${arch}-${fallbackName(runtime)}.\${ext}` }),
  };
}

/**
 * Throws a `SetUpError`, with the cure, when a flavour must not be packaged with a runtime: people get no Electron but the one that ships.
 * @param {string} name
 * @param {import('./runtime.mjs').Runtime} runtime
 * @param {boolean} allowFallback
 */
export function checkRuntime(name, runtime, allowFallback) {
  if (flavourNamed(name).inspect || runtime.isOfficial || allowFallback) return;
  throw new SetUpError(
    `Production isn't packaged with ${fallbackElectron(runtime)}. Get the official one with "npm run setup -- --official", ` +
      'or, to try things out, add --allow-fallback-runtime ("npm run package -- --allow-fallback-runtime"): the names of what is built say so.',
  );
}

/** @param {string} name */
function flavourNamed(name) {
  const flavour = flavours[name];
  if (!flavour) throw new SetUpError(`There is no flavour "${name}": choose ${Object.keys(flavours).join(' or ')}.`);
  return flavour;
}

/** @param {import('./runtime.mjs').Runtime} runtime */
const fallbackElectron = ({ version }) => `the fallback Electron ${version} of the package registry, which is for development and tests`;

/** @param {import('./runtime.mjs').Runtime} runtime */
const fallbackName = ({ version }) => `fallback-electron-${version}`;

/** @param {import('./runtime.mjs').Runtime} runtime */
const fallbackNote = (runtime) => `Made with ${fallbackElectron(runtime)}: not for shipping.`;

/** The folder electron-builder gives an unpacked app, by platform. */
function unpackedFolder() {
  const arch = process.arch === 'x64' ? '' : `-${process.arch}`;
  if (process.platform === 'darwin') return `mac${arch}`;
  return `${process.platform === 'win32' ? 'win' : 'linux'}${arch}-unpacked`;
}

/**
 * `npm run package [-- --flavour=test] [--allow-fallback-runtime] [words for electron-builder]`
 */
if (isScript(import.meta)) {
  await runScript(async () => {
    const args = process.argv.slice(2);
    const ours = /^--(flavour=.*|allow-fallback-runtime)$/;
    const flavour = args.find((arg) => arg.startsWith('--flavour='))?.slice('--flavour='.length) ?? 'production';
    const allowFallback = args.includes('--allow-fallback-runtime');
    const runtime = await setUp();
    // Before the work, not after it.
    checkRuntime(flavour, runtime, allowFallback);
    await bundle();
    const folder = await packageApp(flavour, runtime, { targets: args.filter((arg) => !ours.test(arg)), allowFallback });
    say(`Packaged: ${path.relative(root, folder)}`);
    if (!runtime.isOfficial) process.stdout.write(`${fallbackNote(runtime)}\n`);
  });
}
