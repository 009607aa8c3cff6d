import path from 'node:path';
import process from 'node:process';
import { bundle } from './bundle.mjs';
import { isScript, root, runQuietly, runScript, SetUpError } from './command.mjs';
import { setUp } from './set-up.mjs';
import { say } from './terminal.mjs';

/**
 * The two flavours differ in one fuse and in the folder: the test one lets Playwright attach.
 * @type {Record<string, { folder: string, inspect: boolean }>}
 */
const flavours = { production: { folder: 'dist', inspect: false }, test: { folder: 'dist-test', inspect: true } };

/**
 * Packages what `bundle` built, for this platform and without a network. Gives the folder it packaged to. Throws a `SetUpError`.
 * @param {string} name `production` or `test`
 * @param {import('./runtime.mjs').Runtime} runtime
 * @param {readonly string[]} [targets] electron-builder's words for what to make, e.g. `--linux deb`; the unpacked folder alone when there are none
 */
export async function packageApp(name, runtime, targets = []) {
  const flavour = flavours[name];
  if (!flavour) throw new SetUpError(`There is no flavour "${name}": choose ${Object.keys(flavours).join(' or ')}.`);
  const builder = path.join(root, 'node_modules', 'electron-builder', 'cli.js');
  const settings = {
    electronDist: runtime.dist,
    electronVersion: runtime.version,
    'directories.output': flavour.folder,
    'electronFuses.enableNodeCliInspectArguments': flavour.inspect,
  };
  const args = [
    builder,
    '--publish=never',
    ...(targets.length > 0 ? targets : ['--dir']),
    ...Object.entries(settings).map(([key, value]) => `--config.${key}=${value}`),
  ];
  await runQuietly(`Packaging the app (${name})`, process.execPath, args);
  return path.join(root, flavour.folder, unpackedFolder());
}

/** The folder electron-builder gives an unpacked app, by platform. */
function unpackedFolder() {
  const arch = process.arch === 'x64' ? '' : `-${process.arch}`;
  if (process.platform === 'darwin') return `mac${arch}`;
  return `${process.platform === 'win32' ? 'win' : 'linux'}${arch}-unpacked`;
}

if (isScript(import.meta)) {
  await runScript(async () => {
    const args = process.argv.slice(2);
    const flavour = args.find((arg) => arg.startsWith('--flavour='))?.slice('--flavour='.length) ?? 'production';
    const runtime = await setUp();
    await bundle();
    const folder = await packageApp(
      flavour,
      runtime,
      args.filter((arg) => !arg.startsWith('--flavour=')),
    );
    say(`Packaged: ${path.relative(root, folder)}`);
  });
}
