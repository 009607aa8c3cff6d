import type { App } from 'electron';
import type { Clock } from '../../clock.ts';
import { type Flags, parseFlags } from '../../launch.ts';
import { startWords } from '../../words/start.ts';
import type { ChromiumLock } from './chromium-lock.ts';
import { type DataFolder, UnusableFolder, unusable } from './data-folder.ts';
import type { InstanceLock } from './instance-lock.ts';
import { packArguments, unpackArguments } from './later-start.ts';

/**
 * In bytes. Chromium reads at most 32 KiB (the path takes part of it); for a longer message it takes the first instance for hung and kills
 * it.
 */
const LONGEST_MESSAGE_BYTES = 27_000;

/** How long a start keeps trying to become the first or to hand over its flags, and the pause between two tries, both in ms. */
const TRY_FOR_MS = 5_000;
const TRY_AGAIN_AFTER_MS = 25;

/** How often we check that later starts still find us, in ms: Chromium's socket is in the temporary folder, which may be cleaned up. */
const LOOK_EVERY_MS = 600_000;

/** The first instance: the running app. */
export interface Instance {
  /** Calls `listener` with the flags of later starts, including those that came before this call. */
  onStart(listener: (flags: Flags) => void): void;
}

/**
 * The outcome of a start. `handed-over`: a running instance received our flags. `none-running`: we should end the running instance, but
 * there is none. `too-long`: the command line is too long to be handed over; nothing was done. `refused`: `why` is a sentence for the
 * person.
 */
type Claim =
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
  /** Blocks for that many ms; nothing can be awaited before Electron is ready. */
  readonly pause: (ms: number) => void;
  readonly clock: Pick<Clock, 'setTimer'>;
}

/**
 * Claims the data folder; call before `ready`. Our own lock decides which start is the first; Chromium's lock only transports flags.
 * Chromium's is not reliable alone: a crash leaves it behind, and then several starts may each delete it and create their own. So only the
 * holder of our lock creates it, and the others wait for that. The command line is sent as additional data, because Electron reorders
 * `argv`.
 */
export function claimSingleInstance({ app, argv, folder, lock, chromium, pause, clock }: ClaimParts): Claim {
  const data = packArguments(argv);
  if (data.argv.length + Buffer.byteLength(argv.join(' ')) > LONGEST_MESSAGE_BYTES) return { outcome: 'too-long' };
  // If the other instance does not answer within 20 s, Chromium kills it and grants us the lock.
  const request = () => app.requestSingleInstanceLock(data);
  try {
    return parseFlags(argv).quit ? endRunning() : claim();
  } catch (error) {
    if (!(error instanceof UnusableFolder)) throw error;
    // A running instance may still be reachable, e.g. if the disk became read-only after it started.
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
      // Another instance runs without holding our lock, e.g. because the lock's file was deleted.
      if (chromium.isHeldByAnother()) return { outcome: 'handed-over' };
      lock.release();
      return undefined;
    });
  }

  /** Ends the running instance. If there is none, leaves no files behind. */
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
    // The holder of our lock has not created Chromium's yet.
    if (!chromium.isHeldByAnother()) return undefined;
    if (!request()) return { outcome: 'handed-over' };
    // That process is gone, so Chromium granted us its lock, but we do not hold ours.
    app.releaseSingleInstanceLock();
    return undefined;
  }

  /** Counts only the pauses, because a request to an instance that does not answer takes longer than all of them. */
  function tryUntilSettled(attempt: () => Claim | undefined): Claim {
    for (let waited = 0; waited <= TRY_FOR_MS; waited += TRY_AGAIN_AFTER_MS) {
      const claimed = attempt();
      if (claimed !== undefined) return claimed;
      pause(TRY_AGAIN_AFTER_MS);
    }
    return { outcome: 'refused', why: startWords.folderInUse(folder.path) };
  }

  function first(): Instance {
    const waiting: Flags[] = [];
    let deliver = (flags: Flags): void => void waiting.push(flags);
    app.on('second-instance', (_event, _argv, _folder, received) => deliver(parseFlags(unpackArguments(received))));
    return {
      onStart(listener) {
        deliver = listener;
        for (const flags of waiting.splice(0)) listener(flags);
        stayReachable();
      },
    };
  }

  /** Creates Chromium's lock again if it is gone: a start that saw the lock of a crashed instance may have deleted ours. */
  function stayReachable(): void {
    if (!chromium.isHeldByUs()) {
      app.releaseSingleInstanceLock();
      app.requestSingleInstanceLock();
    }
    clock.setTimer(LOOK_EVERY_MS, stayReachable);
  }
}
