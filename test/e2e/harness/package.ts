import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { asAppUser, changesUser } from './processes.ts';

/** The two flavours of the packaged app: `test` is the one that Playwright can attach to. */
export type Flavour = 'production' | 'test';

const unpacked = (folder: string) => fileURLToPath(new URL(`../../../${folder}/linux-unpacked`, import.meta.url));

const flavours = {
  production: { folder: unpacked('dist'), command: 'npm run package -- --allow-fallback-runtime' },
  test: { folder: unpacked('dist-test'), command: 'npm run package -- --flavour=test' },
} as const satisfies Record<Flavour, { readonly folder: string; readonly command: string }>;

/** Where the production flavour is copied to, beside the test one. */
export const productionCopy = (copy: string): string => `${copy}-production`;

/** The folder of a packaged flavour, where the app's user can read it: see `readableFolder`. Throws when it was not packaged. */
export function packagedApp(copy: string, flavour: Flavour = 'test'): string {
  const { folder, command } = flavours[flavour];
  if (!existsSync(folder)) throw new Error(`The app is not packaged. Run first: ${command}`);
  return readableFolder(folder, flavour === 'test' ? copy : productionCopy(copy));
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
