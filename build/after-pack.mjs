import { rm } from 'node:fs/promises';
import path from 'node:path';
import { Arch } from 'electron-builder';
import { wrongBinaries } from './native-modules.mjs';

/**
 * electron-builder's hook after it has copied everything: takes out what only development needs of the runtime, so that the package holds our
 * own app alone (`resources/app` is the default app of build/registry-runtime.mjs, `default_app.asar` that of the official runtime).
 * Throws when a native module in the package is not for the machine that the package is for.
 * @param {import('electron-builder').AfterPackContext} context
 */
export default async function afterPack({ appOutDir, electronPlatformName: platform, arch }) {
  const wrong = await wrongBinaries(appOutDir, { platform, arch: nodeArch(arch) });
  if (wrong.length > 0) throw new Error(wrong.join('\n'));
  if (platform === 'darwin') return;
  const leftOver = ['resources/app', 'resources/default_app.asar', 'sizes.json', 'version'];
  await Promise.all(leftOver.map((name) => rm(path.join(appOutDir, name), { recursive: true, force: true })));
}

/**
 * Node's word for a processor of electron-builder's list.
 * @param {Arch} arch
 */
const nodeArch = (arch) => (arch === Arch.armv7l ? 'arm' : Arch[arch]);
