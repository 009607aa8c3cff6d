import { open, readdir } from 'node:fs/promises';
import path from 'node:path';
import { binaryTarget, HEADER_BYTES } from './binary-target.mjs';

/** The modules with a native binary, and where in `node_modules` the one of a target lies: both load it by these names. */
const MODULES = {
  keytar: (/** @type {import('./binary-target.mjs').Target} */ { platform, arch }) => `keytar/prebuilds/${platform}-${arch}/`,
  libsql: (/** @type {import('./binary-target.mjs').Target} */ { platform, arch }) => `@libsql/${platform}-${arch}`,
};

/**
 * What is wrong with the native binaries (`*.node`) in the folder of a packaged app, a sentence each: one is of another machine than the
 * package, as some that npm packages bring under the right name are, or a module has none for it. Empty when all is well.
 * @param {string} folder
 * @param {import('./binary-target.mjs').Target} target what the package is for
 * @returns {Promise<readonly string[]>}
 */
export async function wrongBinaries(folder, target) {
  const wanted = `${target.platform}-${target.arch}`;
  const names = (await readdir(folder, { recursive: true }))
    .filter((name) => name.endsWith('.node'))
    .map((name) => name.replaceAll('\\', '/'));
  const ofAnother = await Promise.all(
    names.sort().map(async (name) => {
      const found = binaryTarget(await readStart(path.join(folder, name)));
      const is = found ? `${found.platform}-${found.arch}` : 'no binary for a known machine';
      return is === wanted ? [] : [`${name} is ${is}, but the package is ${wanted}.`];
    }),
  );
  const without = Object.entries(MODULES)
    .filter(([, place]) => !names.some((name) => name.includes(`node_modules/${place(target)}`)))
    .map(([name]) => `${name} has no binary for ${wanted} in the package.`);
  return [...ofAnother.flat(), ...without];
}

/** @param {string} file */
async function readStart(file) {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(new Uint8Array(HEADER_BYTES), 0, HEADER_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}
