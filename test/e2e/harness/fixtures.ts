import { test as base } from 'vitest';
import { type Simulator, startSimulator } from '../../simulator/simulator.ts';
import { launchApp, type RunningApp } from './app.ts';
import { type Desktop, startDesktop } from './desktop.ts';
import type { Keyring } from './keyring.ts';

type LaunchOptions = Parameters<typeof launchApp>[1];

interface Fixtures {
  readonly keyring: Keyring;
  readonly hasTray: boolean;
  readonly hasNotifications: boolean;
  readonly simulator: Simulator;
  readonly desktop: Desktop;
  /** Starts the app on the desktop; what still runs when the test ends is ended, and shown when the test failed. */
  readonly launch: (options?: LaunchOptions) => Promise<RunningApp>;
}

/** A test with its own desktop and service; `test.extend({ keyring: 'none' })` gives it another desktop. */
export const test = base.extend<Fixtures>({
  keyring: 'unlocked',
  hasTray: true,
  hasNotifications: false,
  // biome-ignore lint/correctness/noEmptyPattern: vitest reads the pattern to learn which fixtures this one needs.
  simulator: async ({}, use) => {
    const simulator = await startSimulator();
    await use(simulator);
    await simulator.close();
  },
  desktop: async ({ keyring, hasTray, hasNotifications }, use) => {
    const desktop = await startDesktop({ keyring, hasTray, hasNotifications });
    await use(desktop);
    await desktop.stop();
  },
  launch: async ({ desktop, task }, use) => {
    const apps: RunningApp[] = [];
    await use(async (options) => {
      const app = await launchApp(desktop, options);
      apps.push(app);
      await app.ready();
      return app;
    });
    for (const [index, app] of apps.entries()) {
      if (task.result?.state === 'fail') {
        console.error(app.output());
        if (!app.hasEnded()) await app.screenshot(`failed-${task.name.replace(/\W+/g, '-')}-${index}`).catch(() => {});
      }
      await app.kill();
    }
  },
});
