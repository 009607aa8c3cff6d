import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { root, runQuietly, SetUpError } from './command.mjs';

/**
 * What npm writes about a package in a lock file, as far as it matters here.
 * @typedef {{ version?: string, optional?: boolean }} LockedPackage
 */

/**
 * Whether every package of the lock file stands in `node_modules` at its version. Content is compared, not time stamps: a git checkout
 * makes any file new. npm writes the inner lock file last, so an interrupted install counts as stale.
 * @param {string} [folder] the checkout
 */
export function dependenciesAreFresh(folder = root) {
  const installed = readLock(path.join(folder, 'node_modules', '.package-lock.json'));
  const wanted = readLock(path.join(folder, 'package-lock.json'));
  if (!installed || !wanted) return false;
  const isInstalled = (/** @type {string} */ name, /** @type {LockedPackage} */ entry) =>
    installed[name]?.version === entry.version && existsSync(path.join(folder, name, 'package.json'));
  return Object.entries(wanted).every(([name, entry]) => name === '' || (name in installed ? isInstalled(name, entry) : entry.optional));
}

/**
 * @param {string} file
 * @returns {Record<string, LockedPackage> | undefined}
 */
function readLock(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages;
  } catch {
    return undefined;
  }
}

/**
 * The prefix of Node's own C headers when they are on this machine and of this very version: node-gyp then needs no download.
 * @returns {string | undefined}
 */
export function nodeHeadersPrefix() {
  const prefixes = [path.dirname(path.dirname(process.execPath)), '/usr', '/usr/local'];
  const [major, minor] = process.versions.node.split('.');
  return prefixes.find((prefix) => {
    const file = path.join(prefix, 'include', 'node', 'node_version.h');
    if (!existsSync(file)) return false;
    const text = readFileSync(file, 'utf8');
    return text.includes(`NODE_MAJOR_VERSION ${major}\n`) && text.includes(`NODE_MINOR_VERSION ${minor}\n`);
  });
}

const keytarBinary = path.join(root, 'node_modules', 'keytar', 'build', 'Release', 'keytar.node');

/**
 * Brings `node_modules` to the state of the lock file; at once when it is there already. keytar is compiled on the way where its
 * prebuilt binary cannot be fetched. Throws a `SetUpError` with npm's output.
 * @param {string} [hint] what to add to the message when it fails, e.g. the command that installs the missing compiler
 */
export async function provideDependencies(hint = '') {
  if (!dependenciesAreFresh()) await npm('Installing dependencies (npm ci)', ['ci'], hint);
  if (!existsSync(keytarBinary)) await npm('Building keytar', ['rebuild', 'keytar'], hint);
  if (!existsSync(keytarBinary)) throw new SetUpError(`keytar has no binary after npm ci: its install script did not run.\n${hint}`.trim());
}

/**
 * @param {string} label
 * @param {string[]} args
 * @param {string} hint
 */
async function npm(label, args, hint) {
  const headers = process.env.npm_config_nodedir ?? nodeHeadersPrefix();
  try {
    await runQuietly(label, 'npm', args, { env: headers ? { npm_config_nodedir: headers } : {} });
  } catch (error) {
    throw new SetUpError(`${error instanceof Error ? error.message : error}\n${hint}`.trim());
  }
}
