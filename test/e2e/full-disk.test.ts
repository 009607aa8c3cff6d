import { spawnSync } from 'node:child_process';
import { chownSync, closeSync, openSync, rmSync, writeSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'vitest';
import { explanationWords } from '../../main/words/explanations.ts';
import { makeUserFolder } from './harness/desktop.ts';
import { test } from './harness/fixtures.ts';
import { listItems } from './harness/journeys.ts';
import { requestsToSend, signInTo, writeAndSend } from './harness/popup-steps.ts';
import { changesUser, OTHER_USER } from './harness/processes.ts';

const text = 'Held when the disk was full';

/** Mounts a small disk at a folder; false where that is not allowed. */
function mountSmallDisk(folder: string): boolean {
  const made = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=24m,mode=0700', 'tmpfs', makeUserFolder(folder)], { stdio: 'ignore' });
  if (made.status === 0 && changesUser) chownSync(folder, OTHER_USER, OTHER_USER);
  return made.status === 0;
}

/** Fills a disk to its last byte; gives the file that does it. */
function fill(folder: string): string {
  const file = path.join(folder, 'filler');
  const descriptor = openSync(file, 'w');
  try {
    for (let size = 1 << 20; size >= 1; ) {
      try {
        writeSync(descriptor, Buffer.alloc(size));
      } catch {
        size = size === 1 ? 0 : size >> 1;
      }
    }
  } finally {
    closeSync(descriptor);
  }
  return file;
}

test('a message whose hold ends on a full disk stays held, and leaves once as soon as there is room', async ({
  simulator,
  desktop,
  launch,
  skip,
}) => {
  const data = path.join(desktop.home, 'data');
  if (!mountSmallDisk(data)) skip('No disk may be mounted here.');
  try {
    const app = await launch();
    const page = await signInTo(simulator, app);
    await writeAndSend(app, desktop, { to: '+12025550172', text });
    const held = listItems(page, text, 'Held');
    await held.waitFor();
    const filler = fill(data);
    await held.getByText(explanationWords.holdNotStored).waitFor();
    await app.screenshot('full-disk');
    expect(requestsToSend(simulator)).toEqual([]);
    rmSync(filler);
    await listItems(page, text, 'Accepted').waitFor({ timeout: 15_000 });
    expect(requestsToSend(simulator)).toHaveLength(1);
    await app.kill();
  } finally {
    spawnSync('umount', ['--lazy', data]);
  }
});
