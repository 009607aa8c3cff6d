import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, test as plain } from 'vitest';
import { makeUserFolder } from './harness/desktop.ts';
import { test } from './harness/fixtures.ts';
import { focusedWindow, pressKeys } from './harness/keys.ts';
import { appImageLauncher, entryValue, linuxTargets } from './harness/linux-targets.ts';
import { hasSandbox, packagedApp } from './harness/package.ts';
import { asAppUser } from './harness/processes.ts';
import { waitUntil } from './harness/wait.ts';

/** Runs a command where no user namespace can be created: in one that allows one more, and that one is the command's own. */
const withoutNamespaces = (command: readonly string[]) => [
  'unshare',
  '--user',
  '--map-root-user',
  'sh',
  '-c',
  'echo 1 >/proc/sys/user/max_user_namespaces && user=$1 && shift && exec unshare --user --map-user="$user" --map-group="$user" -- "$@"',
  'sh',
  ...command,
];

plain('what the desktop starts has a sandbox, from the AppImage and from the .deb', async () => {
  const { appImageEntry, debEntry } = await linuxTargets();
  expect(entryValue(appImageEntry, 'Exec')).toBe('AppRun %U');
  expect(entryValue(debEntry, 'Exec')).toBe('"/opt/Evo Quick Send/evo-quick-send" %U');
});

test('where user namespaces are forbidden the AppImage says so in a dialog that names the .deb, and ends', async ({ desktop }) => {
  const folder = packagedApp(desktop.appCopy, 'production');
  const launcher = path.join(desktop.home, 'AppRun');
  writeFileSync(launcher, appImageLauncher(), { mode: 0o755 });
  const data = makeUserFolder(path.join(desktop.home, 'data'));
  const start = [launcher, `--user-data-dir=${data}`];
  const [command, ...args] = hasSandbox() ? withoutNamespaces(['65534', ...start]) : start;
  const [program, ...rest] = asAppUser(command ?? launcher, args);
  const env = { ...desktop.env, APPDIR: folder, APPIMAGE: path.join(desktop.home, 'Evo.AppImage') };
  const child = spawn(program, rest, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const written = Promise.all([text(child.stdout), text(child.stderr)]);
  try {
    await waitUntil('the dialog has the focus', async () => (await focusedWindow(desktop)) === 'Evo Quick Send', 20_000);
    await pressKeys(desktop, 'Return');
    expect(await ended).toBe(1);
    const [stdout, stderr] = await written;
    expect(stderr).toContain('Install the .deb package instead');
    expect(stdout).not.toContain('evo-quick-send ready');
  } finally {
    child.kill('SIGKILL');
  }
});
