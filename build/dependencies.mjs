import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root, runQuietly } from './command.mjs';

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

/** Brings `node_modules` to the state of the lock file; at once when it is there already. Throws a `SetUpError` with npm's output. */
export async function provideDependencies() {
  if (!dependenciesAreFresh()) await runQuietly('Installing dependencies (npm ci)', 'npm', ['ci']);
}
