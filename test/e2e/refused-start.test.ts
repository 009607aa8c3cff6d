import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'vitest';
import { bareStart } from './harness/bare-start.ts';
import { type Desktop, makeUserFolder } from './harness/desktop.ts';
import { test } from './harness/fixtures.ts';
import { focusedWindow, pressKeys } from './harness/keys.ts';
import { waitUntil } from './harness/wait.ts';

const folders: readonly { readonly what: string; readonly why: string; readonly make: (home: string) => string }[] = [
  {
    what: 'a folder that may only be read',
    why: "you aren't allowed to write there",
    make: (home) => {
      const folder = makeUserFolder(path.join(home, 'read-only'));
      chmodSync(folder, 0o555);
      return folder;
    },
  },
  {
    what: 'a file in the place of the folder',
    why: 'a file is where this folder or one above it should be',
    make: (home) => {
      const file = path.join(home, 'file');
      writeFileSync(file, '');
      return file;
    },
  },
  {
    what: 'a folder in somebody else’s',
    why: "you aren't allowed to write there",
    make: (home) => {
      const theirs = path.join(home, 'theirs');
      mkdirSync(theirs, { mode: 0o755 });
      return path.join(theirs, 'data');
    },
  },
  {
    what: 'a path of 839 characters',
    why: 'its path is too long',
    make: (home) => path.join(home, 'a'.repeat(250), 'b'.repeat(250), 'c'.repeat(250), 'd'.repeat(839 - 753 - home.length)),
  },
];

/** Waits for the dialog that says why, which is shown for as long as nobody has read it, and closes it. */
async function readDialog(desktop: Desktop): Promise<void> {
  await waitUntil('the dialog has the focus', async () => (await focusedWindow(desktop)) === 'Evo Quick Send', 20_000);
  await pressKeys(desktop, 'Return');
}

async function refuses(desktop: Desktop, folder: string, why: string): Promise<void> {
  const start = bareStart(desktop, [`--user-data-dir=${folder}`]);
  try {
    await readDialog(desktop);
    expect(await start.ended).toBe(1);
    expect(start.stderr()).toContain(`"${folder}": ${why}.`);
    expect(start.isReady()).toBe(false);
  } finally {
    await start.kill();
  }
}

for (const { what, why, make } of folders) {
  test(`with ${what} it does not start, and says so in a dialog and on stderr`, async ({ desktop, skip }) => {
    if (process.getuid?.() !== 0) skip('Needs a folder of another user.');
    const folder = make(desktop.home);
    await refuses(desktop, folder, why);
  });
}

test('the end of the session closes its dialog', async ({ desktop }) => {
  const file = path.join(desktop.home, 'file');
  writeFileSync(file, '');
  const start = bareStart(desktop, [`--user-data-dir=${file}`]);
  try {
    await waitUntil('the dialog has the focus', async () => (await focusedWindow(desktop)) === 'Evo Quick Send', 20_000);
    start.signal('SIGTERM');
    expect(await start.ended).toBe(1);
  } finally {
    await start.kill();
  }
});

test('on a full disk it does not start, says so, and leaves nothing behind', async ({ desktop, skip }) => {
  const folder = makeUserFolder(path.join(desktop.home, 'full'));
  const options = ['-t', 'tmpfs', '-o', 'size=64k,uid=65534,gid=65534', 'tmpfs', folder];
  if (spawnSync('mount', options, { stdio: 'ignore' }).status !== 0) skip('No file system can be mounted here.');
  try {
    writeFileSync(path.join(folder, 'filling'), Buffer.alloc(60 * 1024));
    await refuses(desktop, folder, 'the disk is full');
    expect(readdirSync(folder).filter((name) => name.startsWith('.write-test'))).toEqual([]);
  } finally {
    spawnSync('umount', [folder]);
  }
});
