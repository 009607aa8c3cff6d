import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { say } from './terminal.mjs';

/**
 * Whether Chromium's sandbox can work for an ordinary user here: by user namespaces, or by a helper that belongs to root and is setuid.
 * @param {string} dist the folder of the Electron binary
 */
function sandboxWorks(dist) {
  if (process.platform !== 'linux') return true;
  if (spawnSync('unshare', ['--user', '--map-root-user', 'true'], { stdio: 'ignore' }).status === 0) return true;
  const helper = statSync(path.join(dist, 'chrome-sandbox'), { throwIfNoEntry: false });
  return helper?.uid === 0 && (helper.mode & 0o4000) !== 0;
}

/**
 * The flags a start from the checkout needs: none, or `--no-sandbox` where Chromium would refuse to start, which is said in words.
 * @param {string} dist
 * @returns {readonly string[]}
 */
export function sandboxFlags(dist) {
  if (process.getuid?.() === 0) {
    say('Started as root, where Chromium has no sandbox: going on without it, for development only.');
    return ['--no-sandbox'];
  }
  if (sandboxWorks(dist)) return [];
  const helper = path.join(dist, 'chrome-sandbox');
  say(
    `This system forbids user namespaces: going on without Chromium's sandbox, for development only. To have it, run\n  sudo chown root ${helper} && sudo chmod 4755 ${helper}`,
  );
  return ['--no-sandbox'];
}
