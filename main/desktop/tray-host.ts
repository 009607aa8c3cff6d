import { execFile } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { promisify } from 'node:util';
import type { Clock } from '../clock.ts';

/** Runs a program without a shell and gives its output; rejects when it is absent, fails, or takes longer than `timeoutMs`. */
export type Run = (program: string, args: readonly string[], timeoutMs: number) => Promise<string>;

/** Whether anything shows tray icons; `unknown`: nobody could be asked, better taken for `absent`. */
export type TrayHost = 'present' | 'absent' | 'unknown';

const WATCHER = 'org.kde.StatusNotifierWatcher';
const PATH = '/StatusNotifierWatcher';
const PROPERTY = 'IsStatusNotifierHostRegistered';
const GET = 'org.freedesktop.DBus.Properties.Get';

/** The same question to the session bus, by whichever tool is there: is a host registered with the watcher of StatusNotifier items? */
const QUESTIONS: readonly (readonly [string, readonly string[]])[] = [
  ['gdbus', ['call', '--session', '--timeout=1', `--dest=${WATCHER}`, `--object-path=${PATH}`, `--method=${GET}`, WATCHER, PROPERTY]],
  ['busctl', ['--user', '--timeout=1', 'get-property', WATCHER, PATH, WATCHER, PROPERTY]],
  [
    'dbus-send',
    ['--session', '--reply-timeout=1000', '--print-reply', `--dest=${WATCHER}`, PATH, GET, `string:${WATCHER}`, `string:${PROPERTY}`],
  ],
];

/** ms for one tool; it answers in about 20. */
const TIMEOUT_MS = 1500;

/**
 * Looks for something that shows our icon. Electron itself falls back in silence and tells nobody (electron-platform.md 4).
 * macOS and Windows always have it. Never rejects.
 */
export async function findTrayHost(platform: NodeJS.Platform, run: Run): Promise<TrayHost> {
  if (platform !== 'linux') return 'present';
  for (const [program, args] of QUESTIONS) {
    try {
      return /\btrue\b/.test(await run(program, args, TIMEOUT_MS)) ? 'present' : 'absent';
    } catch (error) {
      // Anything but a tool that is not installed is an answer: no bus, no watcher, none that speaks.
      if (!isMissing(error)) return 'absent';
    }
  }
  return 'unknown';
}

/** ms to wait before each further look: a session that just began brings its tray up after us. */
const LOOK_AGAIN_MS = [2_000, 5_000, 15_000, 60_000];

export interface TrayHostWatch {
  /** What the first look found. */
  readonly first: Promise<TrayHost>;
  /** Whether the icon is shown somewhere; taken for granted until the first look has an answer. */
  isPresent(): boolean;
  /** Tells of a host that came up after the first look: the icon has to be put up anew for it (`Tray.restart`). */
  onAppear(listener: () => void): void;
  /** Looks again if none was found yet, e.g. after the computer woke up. */
  look(): void;
  dispose(): void;
}

/** Looks for a tray host now and, while there is none, a few times more. */
export function watchTrayHost({
  find,
  clock,
}: {
  readonly find: () => Promise<TrayHost>;
  readonly clock: Pick<Clock, 'setTimer'>;
}): TrayHostWatch {
  const events = new EventEmitter<{ appear: [] }>();
  const delays = [...LOOK_AGAIN_MS];
  let isPresent = true;
  let isDone = false;
  let cancel = () => {};

  async function look(): Promise<void> {
    cancel();
    if (isDone) return;
    const host = await find();
    if (isDone) return;
    if (host === 'present') {
      isDone = true;
      isPresent = true;
      events.emit('appear');
    } else lookLater();
  }

  function lookLater(): void {
    const delay = delays.shift();
    if (delay !== undefined && !isDone) cancel = clock.setTimer(delay, () => void look());
  }

  const first = find().then((host) => {
    if (host === 'present') isDone = true;
    else if (!isDone) {
      isPresent = false;
      lookLater();
    }
    return host;
  });

  return {
    first,
    isPresent: () => isPresent,
    onAppear: (listener) => void events.on('appear', listener),
    look: () => void look(),
    dispose: () => {
      isDone = true;
      cancel();
    },
  };
}

function isMissing(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT';
}

const execute = promisify(execFile);

/** Runs a program as `Run` says. */
export const runProgram: Run = async (program, args, timeoutMs) => (await execute(program, args, { timeout: timeoutMs })).stdout;
