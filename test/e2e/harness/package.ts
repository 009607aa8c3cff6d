import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { asAppUser, changesUser } from './processes.ts';

const packaged = fileURLToPath(new URL('../../../dist-test/linux-unpacked', import.meta.url));

/**
 * The folder of the packaged test flavour, where the app's user can read it: a checkout may lie in a folder that is only ours, so for another
 * user it is hard-linked, or else copied, to `copy`. Throws when it was not packaged.
 */
export function packagedApp(copy: string): string {
  if (!existsSync(packaged)) throw new Error('The app is not packaged. Run first: npm run package -- --flavour=test');
  if (!changesUser) return packaged;
  if (!existsSync(copy) && spawnSync('cp', ['-rl', packaged, copy], { stdio: 'ignore' }).status !== 0) {
    rmSync(copy, { recursive: true, force: true });
    execFileSync('cp', ['-r', packaged, copy]);
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
