import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { asAppUser, changesUser } from './processes.ts';

const packaged = fileURLToPath(new URL('../../../dist-test/linux-unpacked', import.meta.url));

let folder: string | undefined;

/**
 * The folder of the packaged test flavour, where the app's user can read it: a checkout may lie in a folder that is only ours, so for
 * another user it is hard-linked to the temporary folder, once a process. Throws when it was not packaged.
 */
export function packagedApp(): string {
  if (!existsSync(packaged)) throw new Error('The app is not packaged. Run first: npm run package -- --flavour=test');
  if (!changesUser) return packaged;
  if (!folder) {
    const parent = mkdtempSync(path.join(tmpdir(), 'evo-quick-send-app-'));
    chmodSync(parent, 0o755);
    process.once('exit', () => rmSync(parent, { recursive: true, force: true }));
    folder = path.join(parent, 'app');
    if (spawnSync('cp', ['-rl', packaged, folder], { stdio: 'ignore' }).status !== 0) execFileSync('cp', ['-r', packaged, folder]);
  }
  return folder;
}

let sandbox: boolean | undefined;

/** Whether the app's user can have Chromium's sandbox here. Says so, once, where it cannot. */
export function hasSandbox(): boolean {
  if (sandbox === undefined) {
    const [command, ...args] = asAppUser('unshare', ['--user', '--map-root-user', 'true']);
    sandbox = spawnSync(command, args, { stdio: 'ignore' }).status === 0;
    if (!sandbox) console.warn("This machine forbids user namespaces: the app is tested without Chromium's sandbox.");
  }
  return sandbox;
}
