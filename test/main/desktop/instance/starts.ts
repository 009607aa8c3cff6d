import { vi } from 'vitest';
import { UnusableFolder } from '../../../../main/desktop/instance/data-folder.ts';
import { type ClaimParts, claimSingleInstance } from '../../../../main/desktop/instance/single-instance.ts';
import { fakeClock } from '../../../fakes/clock.ts';

type Listener = (...event: [unknown, string[], string, unknown]) => void;

/** One data folder and the starts on it, each a number. */
export function machine() {
  /** Who holds our lock. */
  let holder: number | undefined;
  /** Whom Chromium's lock names; one that is dead was left behind by a crash. */
  let named: { readonly start: number; readonly lives: boolean } | undefined;
  const listeners = new Map<number, Listener>();
  const clock = fakeClock();
  let trouble: UnusableFolder | undefined;
  let starts = 0;
  const world = {
    clock,
    crash: () => {
      named = named && { ...named, lives: false };
      holder = undefined;
    },
    setHolder: (start: number | undefined) => {
      holder = start;
    },
    setNamed: (next: typeof named) => {
      named = next;
    },
    holds: () => ({ own: holder, chromium: named?.start }),
    breakFolder: (why: string) => {
      trouble = new UnusableFolder(why);
    },
    send: (start: number, data: unknown) => listeners.get(start)?.({}, ['/reordered', '--allow-file-access-from-files'], '/', data),
    start: (argv: readonly string[], pause: () => void = () => {}, change: Partial<ClaimParts> = {}) => {
      const me = ++starts;
      let ours = false;
      const request = vi.fn((data?: Record<string, unknown>) => {
        if (ours) return true;
        if (named?.lives) {
          world.send(named.start, structuredClone(data));
          return false;
        }
        named = { start: me, lives: true };
        ours = true;
        return true;
      });
      const app = {
        requestSingleInstanceLock: request,
        releaseSingleInstanceLock: vi.fn(() => {
          // Chromium removes what is there, whoever made it.
          if (ours) named = undefined;
          ours = false;
        }),
        on: (_event: string, listener: Listener) => listeners.set(me, listener),
      };
      const make = vi.fn(() => {
        if (trouble) throw trouble;
      });
      let paused = 0;
      const claim = claimSingleInstance({
        app: app as unknown as ClaimParts['app'],
        argv,
        folder: { path: '/data', make, testWriting: () => {} },
        lock: {
          take: () => {
            holder ??= me;
            return holder === me ? 'taken' : 'busy';
          },
          giveBack: () => {
            if (holder === me) holder = undefined;
          },
          exists: () => holder !== undefined,
        },
        chromium: {
          namesAnother: () => named?.lives === true && named.start !== me,
          namesUs: () => named?.start === me,
        },
        pause: (ms) => {
          paused += ms;
          pause();
        },
        clock,
        ...change,
      });
      return { me, claim, request, make, paused: () => paused };
    },
  };
  return world;
}
