import type { App } from 'electron';
import { vi } from 'vitest';
import { type ClaimParts, claimSingleInstance } from '../../../../main/desktop/instance/single-instance.ts';
import { fakeClock } from '../../../fakes/clock.ts';

/** What other processes hold. */
type World = {
  /** Whether another process holds our lock, or Chromium's. */
  lockedByOther: boolean;
  chromiumByOther: boolean;
  /** Whether that other one can be found by Chromium's lock. */
  named: boolean;
};

/**
 * A machine on which our start claims a data folder while other processes hold locks; `meanwhile` is what those do between two of its looks, with
 * the ms waited so far.
 */
export function machine(change: Partial<World> = {}, meanwhile: (world: World, waited: number) => void = () => {}) {
  const world: World = { lockedByOther: false, chromiumByOther: false, named: change.chromiumByOther ?? false, ...change };
  let waited = 0;
  let ours = { lock: false, chromium: false };
  let deliver: ((...event: [unknown, string[], string, unknown]) => void) | undefined;
  const app = {
    requestSingleInstanceLock: vi.fn((_data?: Record<string, unknown>) => {
      if (!world.chromiumByOther) ours = { ...ours, chromium: true };
      return !world.chromiumByOther;
    }),
    releaseSingleInstanceLock: vi.fn(() => {
      ours = { ...ours, chromium: false };
    }),
    on: vi.fn((_event: string, added: typeof deliver) => {
      deliver = added;
      return app;
    }),
  };
  const folder = { path: '/data', make: vi.fn(), testWriting: vi.fn() };
  const lock = {
    acquire: vi.fn((): 'acquired' | 'busy' => {
      if (world.lockedByOther) return 'busy';
      ours = { ...ours, lock: true };
      return 'acquired';
    }),
    release: vi.fn(() => {
      ours = { ...ours, lock: false };
    }),
    exists: vi.fn(() => world.lockedByOther),
  };
  const clock = fakeClock();
  const claim = (...argv: readonly string[]) =>
    claimSingleInstance({
      app: app as unknown as ClaimParts['app'] & Pick<App, 'on'>,
      argv,
      folder,
      lock,
      chromium: { isHeldByAnother: () => world.named, isHeldByUs: () => ours.chromium },
      pause: (ms) => {
        waited += ms;
        meanwhile(world, waited);
      },
      clock,
    });
  return { claim, app, folder, lock, clock, waited: () => waited, ours: () => ours, send: (data: unknown) => deliver?.({}, [], '/', data) };
}
