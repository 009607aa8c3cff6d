import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import process from 'node:process';

/** Where downloads are kept outside the checkout, so that a fresh clone does not fetch them again. */
export const cacheFolder = path.join(process.env.XDG_CACHE_HOME || path.join(homedir(), '.cache'), 'evo-quick-send');

/** Stands between the name of a target and the process that works on it. */
const PART = '.part-';

/**
 * Makes a folder that appears only when it is complete, whatever stops the run and however many runs make it at once. Throws what `fill` throws.
 * @param {string} target
 * @param {(folder: string) => Promise<boolean>} isWhole
 * @param {(work: string) => Promise<string>} fill makes the content somewhere in `work`, and gives the folder that becomes `target`
 */
export async function fillCache(target, isWhole, fill) {
  await mkdir(path.dirname(target), { recursive: true });
  await removeLeftOvers(target);
  const work = await mkdtemp(`${target}${PART}${process.pid}-`);
  try {
    const filled = await fill(work);
    if (await isWhole(target)) return;
    await rm(target, { recursive: true, force: true });
    await rename(filled, target);
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
