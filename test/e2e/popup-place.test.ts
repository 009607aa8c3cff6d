import { expect } from 'vitest';
import type { RunningApp } from './harness/app.ts';
import type { Desktop } from './harness/desktop.ts';
import { test as base } from './harness/fixtures.ts';
import { focusedWindow, pressKeys } from './harness/keys.ts';
import { waitUntil } from './harness/wait.ts';
import { startXClient, type XClient } from './harness/x-client.ts';

const test = base.extend<{ readonly other: XClient }>({
  other: async ({ desktop }, use) => {
    const other = await startXClient(desktop.env);
    await use(other);
    await other.stop();
  },
});

/** ms from the show to the loss of the focus, by the clock of main; undefined until both have happened. */
interface Told {
  shownAt?: number;
  blurredAt?: number;
}

/** Writes down in main when the popup is shown and when it is told that it lost the focus. */
async function takeNotes(app: RunningApp): Promise<void> {
  await app.electron.evaluate(({ BrowserWindow }) => {
    const told: Told = {};
    Object.assign(globalThis, { told });
    const [window] = BrowserWindow.getAllWindows();
    window?.on('show', () => Object.assign(told, { shownAt: performance.now(), blurredAt: undefined }));
    window?.on('blur', () => {
      told.blurredAt ??= performance.now();
    });
  });
}

const notes = (app: RunningApp): Promise<Told> => app.electron.evaluate(() => (globalThis as unknown as { told: Told }).told);

/** Opens the popup by its hotkey, and lets the other program take the focus the moment it has it; ms until that was told. */
async function openAndLose(app: RunningApp, desktop: Desktop, other: XClient): Promise<number> {
  await pressKeys(desktop, 'ctrl+shift+y');
  await app.waitUntilShown(true);
  await waitUntil('it has the focus', () => app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getFocusedWindow() !== null));
  await other.takeFocus();
  const { shownAt = 0, blurredAt = 0 } = await waitUntil('the loss is told', async () => {
    const told = await notes(app);
    return told.blurredAt === undefined ? undefined : told;
  });
  return blurredAt - shownAt;
}

test('a popup that loses the focus while it appears is gone soon after, like one that loses it later', async ({
  desktop,
  launch,
  other,
}) => {
  const app = await launch({ flags: ['--hidden'] });
  await takeNotes(app);
  let early = 0;
  for (let round = 0; round < 20 && early < 3; round += 1) {
    const lostAfterMs = await openAndLose(app, desktop, other);
    await app.waitUntilShown(false);
    if (lostAfterMs < 150) early += 1;
    // A press right after the loss would be taken for the click that caused it.
    await waitUntil('the next press counts', () =>
      app.electron.evaluate(() => performance.now() - ((globalThis as unknown as { told: Told }).told.blurredAt ?? 0) > 600),
    );
  }
  // On a machine too busy to be that quick, nothing was tried.
  expect(early).toBeGreaterThan(0);
});

test('a popup that keeps the focus stays, and hands it back to the other program', async ({ desktop, launch, other }) => {
  const app = await launch({ flags: ['--hidden'] });
  await other.takeFocus();
  await takeNotes(app);
  await pressKeys(desktop, 'ctrl+shift+y');
  await app.waitUntilShown(true);
  await waitUntil('it has settled', () =>
    app.electron.evaluate(() => performance.now() - ((globalThis as unknown as { told: Told }).told.shownAt ?? Infinity) > 500),
  );
  expect(await app.isShown()).toBe(true);
  expect(await focusedWindow(desktop)).toContain('Evo Quick Send');
  await pressKeys(desktop, 'ctrl+shift+y');
  await app.waitUntilShown(false);
  await waitUntil('the other program has the focus', async () => (await focusedWindow(desktop)) === 'Another program');
});

test('a screen that shrinks takes the popup with it, and gives it its size back', async ({ launch, other }) => {
  const app = await launch({ flags: ['--compose'] });
  await app.waitUntilShown(true);
  const bounds = () => app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds());
  const before = await bounds();
  const isWithin = async (width: number, height: number) => {
    const { x = -1, y = -1, width: wide = 0, height: high = 0 } = (await bounds()) ?? {};
    return x >= 0 && y >= 0 && x + wide <= width && y + high <= height;
  };
  await other.resizeScreen(640, 480);
  await waitUntil('all of it is on the small screen', () => isWithin(640, 480));
  await app.screenshot('small-screen');
  await other.resizeScreen(1280, 800);
  await waitUntil('it has its size again', async () => {
    const now = await bounds();
    return now?.width === before?.width && now?.height === before?.height;
  });
  expect(await isWithin(1280, 800)).toBe(true);
});
