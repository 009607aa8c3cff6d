import { lchownSync, symlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import path from 'node:path';
import { expect } from 'vitest';
import { type BareStart, bareStart } from './harness/bare-start.ts';
import { type Desktop, makeUserFolder } from './harness/desktop.ts';
import { test } from './harness/fixtures.ts';
import { changesUser, OTHER_USER } from './harness/processes.ts';

/** Rounds of two starts at once; each takes about two seconds. */
const rounds = 12;

/** What Chromium leaves behind in a data folder when it is killed: a lock of a process that is gone, and a socket nobody listens to. */
function leaveStaleLock(folder: string): void {
  const links = { SingletonLock: `${hostname()}-999999`, SingletonCookie: '12345', SingletonSocket: '/tmp/gone/SingletonSocket' };
  for (const [name, target] of Object.entries(links)) {
    symlinkSync(target, path.join(folder, name));
    if (changesUser) lchownSync(path.join(folder, name), OTHER_USER, OTHER_USER);
  }
}

async function startTwice(desktop: Desktop, folder: string, round: number): Promise<readonly BareStart[]> {
  const args = [`--user-data-dir=${folder}`, '--hidden'];
  const first = bareStart(desktop, args);
  // The moments at which the two can meet lie within the first 60 ms.
  await new Promise((resolve) => setTimeout(resolve, (round * 60) / rounds));
  return [first, bareStart(desktop, args)];
}

test('after a crash, of two starts at once exactly one becomes the app, and later starts reach it', { timeout: 180_000 }, async ({
  desktop,
}) => {
  const ends: string[] = [];
  for (let round = 0; round < rounds; round++) {
    const folder = makeUserFolder(path.join(desktop.home, `race-${round}`));
    leaveStaleLock(folder);
    const starts = await startTwice(desktop, folder, round);
    try {
      const settled = await Promise.all(starts.map((start) => start.settled()));
      const later = bareStart(desktop, [`--user-data-dir=${folder}`, '--toggle']);
      const reached = (await later.settled()) === 'ended' && (await later.ended) === 0;
      if (!reached) await later.kill();
      ends.push(`${settled.toSorted().join(', ')}${reached ? '' : ', not reached'}`);
    } finally {
      for (const start of starts) await start.kill();
    }
  }
  expect(ends).toEqual(Array.from({ length: rounds }, () => 'ended, ready'));
});

test('a killed app leaves nothing in the way of the next start', async ({ desktop }) => {
  const args = [`--user-data-dir=${makeUserFolder(path.join(desktop.home, 'killed'))}`, '--hidden'];
  const first = bareStart(desktop, args);
  expect(await first.settled()).toBe('ready');
  await first.kill();
  const second = bareStart(desktop, args);
  expect(await second.settled()).toBe('ready');
  await second.kill();
});

test('an app that no longer answers is ended by the next start, which takes its place', { timeout: 120_000 }, async ({ desktop }) => {
  const args = [`--user-data-dir=${makeUserFolder(path.join(desktop.home, 'hung'))}`, '--hidden'];
  const hung = bareStart(desktop, args);
  expect(await hung.settled()).toBe('ready');
  hung.signal('SIGSTOP');
  const next = bareStart(desktop, args);
  try {
    expect(await next.settled()).toBe('ready');
    await expect(hung.ended).rejects.toThrow('SIGKILL');
  } finally {
    await next.kill();
    await hung.kill();
  }
});

test('--quit without a running app ends at once, and is no error', async ({ desktop }) => {
  const folder = path.join(desktop.home, 'never');
  const start = bareStart(desktop, [`--user-data-dir=${folder}`, '--quit']);
  expect(await start.ended).toBe(0);
  expect(start.stderr()).not.toContain('cannot');
});
