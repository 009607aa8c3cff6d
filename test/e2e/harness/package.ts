import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { asAppUser, changesUser } from './processes.ts';

const packaged = fileURLToPath(new URL('../../../dist-test/linux-unpacked', import.meta.url));

/** The folder of the packaged test flavour, where the app's user can read it: see `readableFolder`. Throws when it was not packaged. */
export function packagedApp(copy: string): string {
  if (!existsSync(packaged)) throw new Error('The app is not packaged. Run first: npm run package -- --flavour=test');
  return readableFolder(packaged, copy);
}

/**
 * A folder where the app's user can read it: it may lie in a folder that is only ours, so for another user it is hard-linked, or else
 * copied, to `copy`.
 */
export function readableFolder(folder: string, copy: string): string {
  if (!changesUser) return folder;
  if (!existsSync(copy) && spawnSync('cp', ['-rl', folder, copy], { stdio: 'ignore' }).status !== 0) {
    rmSync(copy, { recursive: true, force: true });
    execFileSync('cp', ['-r', folder, copy]);
  }
  return copy;
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
