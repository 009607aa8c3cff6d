import type { App } from 'electron';
import type { Clock } from '../../clock.ts';
import { type Flags, parseFlags } from '../../launch.ts';
import type { ChromiumLock } from './chromium-lock.ts';
import { type DataFolder, UnusableFolder, unusable } from './data-folder.ts';
import type { InstanceLock } from './instance-lock.ts';

/** Bytes; Chromium takes a first instance that cannot read a longer message (32 KiB with the folder, here left 4 KiB) for hung and kills it. */
const LONGEST_MESSAGE = 27_000;

/** ms in which a start that can neither be the first nor hand its flags over tries again, and ms between two tries. */
const TRY_FOR = 5_000;
const TRY_AGAIN_AFTER = 25;

/** ms between two looks whether later starts still find us: what Chromium keeps in the temporary folder may be swept away. */
const LOOK_EVERY = 600_000;

/** The first instance, which is the app. */
export interface Instance {
  /** Hands over what later starts ask for, from now on and what waited. */
  onStart(listener: (flags: Flags) => void): void;
}

/**
 * What came of a start. `handed-over`: a running instance was handed our flags. `none-running`: it was to end the running one, and there is none.
 * `too-long`: the command line is longer than could be handed over; nothing was done. `refused`: `why` is a sentence for the person.
 */
export type Claim =
  | { readonly outcome: 'first'; readonly instance: Instance }
  | { readonly outcome: 'handed-over' | 'none-running' | 'too-long' }
  | { readonly outcome: 'refused'; readonly why: string };

/** What a claim needs. */
export interface ClaimParts {
  readonly app: Pick<App, 'requestSingleInstanceLock' | 'releaseSingleInstanceLock' | 'on'>;
  readonly argv: readonly string[];
  readonly folder: DataFolder;
  readonly lock: InstanceLock;
  readonly chromium: ChromiumLock;
  /** Waits that many ms without letting anything else run: it is used before Electron is ready. */
  readonly pause: (ms: number) => void;
  readonly clock: Pick<Clock, 'setTimer'>;
}

/**
 * Claims the data folder, before `ready`. Our own lock decides who is the first; Chromium's only carries flags. After a crash Chromium's is left
 * behind, and of several starts each may throw that away and make its own; so only who holds ours makes one, and the others wait for it.
 * The command line travels as data, since Electron's own copy of it is reordered, and as base64, since text outside Latin-1 does not survive
 * there (seen on Electron 33).
 */
export function claimSingleInstance({ app, argv, folder, lock, chromium, pause, clock }: ClaimParts): Claim {
  const data = Buffer.from(JSON.stringify(argv)).toString('base64');
  if (data.length + Buffer.byteLength(argv.join(' ')) > LONGEST_MESSAGE) return { outcome: 'too-long' };
  // Chromium waits 20 s for an instance that does not answer, then ends it, and we are granted its lock.
  const request = () => app.requestSingleInstanceLock({ argv: data });
  try {
    return parseFlags(argv).quit ? endRunning() : claim();
  } catch (error) {
    if (!(error instanceof UnusableFolder)) throw error;
    // A running instance can be reached even so, e.g. when its disk has become read-only meanwhile.
    return chromium.isHeldByAnother() && !request() ? { outcome: 'handed-over' } : { outcome: 'refused', why: error.message };
  }

  function acquire(): 'acquired' | 'busy' {
    try {
      return lock.acquire();
    } catch (error) {
      throw unusable(folder.path, error);
    }
  }

  function claim(): Claim {
    folder.make();
    return tryUntilSettled(() => {
      if (acquire() === 'busy') return handOver();
      folder.testWriting();
      if (request()) return { outcome: 'first', instance: first() };
      // It answered without holding our lock, e.g. because the file of the lock was deleted while it ran.
      if (chromium.isHeldByAnother()) return { outcome: 'handed-over' };
      lock.release();
      return undefined;
    });
  }

  /** Leaves nothing behind where nobody runs. */
  function endRunning(): Claim {
    return tryUntilSettled(() => {
      if (lock.exists() && acquire() === 'busy') return handOver();
      lock.release();
      if (chromium.isHeldByAnother() && !request()) return { outcome: 'handed-over' };
      app.releaseSingleInstanceLock();
      return { outcome: 'none-running' };
    });
  }

  function handOver(): Claim | undefined {
    // Who holds our lock has not made Chromium's yet.
    if (!chromium.isHeldByAnother()) return undefined;
    if (!request()) return { outcome: 'handed-over' };
    // Who was named is gone, so Chromium's lock was given to us, who do not hold ours.
    app.releaseSingleInstanceLock();
    return undefined;
  }

  /** Counts the pauses alone, since a request may have waited longer than all of them for an instance that does not answer. */
  function tryUntilSettled(attempt: () => Claim | undefined): Claim {
    for (let waited = 0; waited <= TRY_FOR; waited += TRY_AGAIN_AFTER) {
      const claimed = attempt();
      if (claimed !== undefined) return claimed;
      pause(TRY_AGAIN_AFTER);
    }
    const why = `Another Evo Quick Send uses the folder "${folder.path}" and does not answer. End it, or restart the computer, and try again.`;
    return { outcome: 'refused', why };
  }

  function first(): Instance {
    const waiting: Flags[] = [];
    let deliver = (flags: Flags): void => void waiting.push(flags);
    app.on('second-instance', (_event, _argv, _folder, received) => deliver(parseFlags(argvIn(received))));
    return {
      onStart(listener) {
        deliver = listener;
        for (const flags of waiting.splice(0)) listener(flags);
        stayReachable();
      },
    };
  }

  /** A start that saw the lock of a crashed instance just before we did away with it may have done away with ours. */
  function stayReachable(): void {
    if (!chromium.isHeldByUs()) {
      app.releaseSingleInstanceLock();
      app.requestSingleInstanceLock();
    }
    clock.setTimer(LOOK_EVERY, stayReachable);
  }
}

/** Any program of the same user can send such data; what is not ours counts as a start without flags. */
function argvIn(data: unknown): readonly string[] {
  try {
    const encoded = typeof data === 'object' && data !== null && 'argv' in data ? String(data.argv) : '';
    const argv: unknown = JSON.parse(Buffer.from(encoded, 'base64').toString());
    return Array.isArray(argv) ? argv.filter((argument) => typeof argument === 'string') : [];
  } catch {
    return [];
  }
}
