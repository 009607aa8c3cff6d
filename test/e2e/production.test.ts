import path from 'node:path';
import { expect } from 'vitest';
import { bareStart } from './harness/bare-start.ts';
import { type Desktop, makeUserFolder } from './harness/desktop.ts';
import { test as base } from './harness/fixtures.ts';
import { entryValue, linuxTargets } from './harness/linux-targets.ts';
import { runAsAppUser } from './harness/processes.ts';
import { waitUntil } from './harness/wait.ts';

type Start = (args: readonly string[], env?: NodeJS.ProcessEnv) => ReturnType<typeof bareStart>;

/** `start` starts the packaged production flavour, always with the same data folder; what still runs at the end is ended. */
const test = base.extend<{ readonly start: Start }>({
  start: async ({ desktop }, use) => {
    const data = makeUserFolder(path.join(desktop.home, 'data'));
    const starts: ReturnType<Start>[] = [];
    await use((args, env) => {
      const start = bareStart(desktop, [`--user-data-dir=${data}`, ...args], { flavour: 'production', env });
      starts.push(start);
      return start;
    });
    for (const start of starts) await start.kill();
  },
});

/** The popup's window, if it is shown. */
async function shownPopup({ env }: Desktop): Promise<string | undefined> {
  const { stdout } = await runAsAppUser('xdotool', ['search', '--onlyvisible', '--name', '^Evo Quick Send$'], env);
  return stdout.trim().split('\n')[0] || undefined;
}

test('the production flavour starts, later starts hand over and end well, and it quits', async ({ desktop, start }) => {
  const first = start(['--hidden']);
  expect(await first.settled()).toBe('ready');
  const later = start(['--toggle']);
  expect(await later.ended).toBe(0);
  await waitUntil('the popup is shown', () => shownPopup(desktop));
  expect(await start(['--quit']).ended).toBe(0);
  expect(await first.ended).toBe(0);
});

test('a later start does its work without a display, and ends well', async ({ desktop, start }) => {
  const first = start(['--hidden']);
  await first.settled();
  const nowhere = { DISPLAY: undefined };
  const later = start(['--compose', '--text=Hi'], nowhere);
  expect(await later.ended).toBe(0);
  await waitUntil('the popup is shown', () => shownPopup(desktop));
  expect(await start(['--quit'], nowhere).ended).toBe(0);
  expect(await first.ended).toBe(0);
});

test('its window belongs to the desktop entries that are installed', async ({ desktop, start }) => {
  await start(['--compose']).settled();
  const window = await waitUntil('the popup is shown', () => shownPopup(desktop));
  const { stdout } = await runAsAppUser('xprop', ['-id', window, 'WM_CLASS'], desktop.env);
  const classes = [...stdout.matchAll(/"([^"]*)"/g)].map(([, name]) => name);
  for (const entry of Object.values(await linuxTargets())) expect(classes).toContain(entryValue(entry, 'StartupWMClass'));
});
