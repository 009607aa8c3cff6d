import { execFile } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { promisify } from 'node:util';
import type { Clock } from '../clock.ts';

/** Runs a program without a shell and resolves to its output. Rejects if it is not installed, fails, or takes longer than `timeoutMs`. */
export type Run = (program: string, args: readonly string[], timeoutMs: number) => Promise<string>;

/** Whether the desktop shows tray icons. `unknown`: there is no tool to find out; treat it like `absent`. */
export type TrayHost = 'present' | 'absent' | 'unknown';

const WATCHER = 'org.kde.StatusNotifierWatcher';
const PATH = '/StatusNotifierWatcher';
const PROPERTY = 'IsStatusNotifierHostRegistered';
const GET = 'org.freedesktop.DBus.Properties.Get';

/**
 * Commands that ask the session bus whether a tray is registered (freedesktop's StatusNotifierItem specification). The first one installed
 * is used.
 */
const QUESTIONS: readonly (readonly [string, readonly string[]])[] = [
  ['gdbus', ['call', '--session', '--timeout=1', `--dest=${WATCHER}`, `--object-path=${PATH}`, `--method=${GET}`, WATCHER, PROPERTY]],
  ['busctl', ['--user', '--timeout=1', 'get-property', WATCHER, PATH, WATCHER, PROPERTY]],
  [
    'dbus-send',
    ['--session', '--reply-timeout=1000', '--print-reply', `--dest=${WATCHER}`, PATH, GET, `string:${WATCHER}`, `string:${PROPERTY}`],
  ],
];

/** Time limit for a command, in ms; it usually takes 20 ms. */
const TIMEOUT_MS = 1500;

/**
 * Finds out whether the desktop shows tray icons. Electron does not tell: without a tray it creates an icon that nobody sees. macOS and
 * Windows always have a tray. Never rejects.
 */
export async function findTrayHost(platform: NodeJS.Platform, run: Run): Promise<TrayHost> {
  if (platform !== 'linux') return 'present';
  for (const [program, args] of QUESTIONS) {
    try {
      return /\btrue\b/.test(await run(program, args, TIMEOUT_MS)) ? 'present' : 'absent';
    } catch (error) {
      // Any failure except a missing tool is an answer: there is no bus, no tray, or none that answers.
      if (!isMissing(error)) return 'absent';
    }
  }
  return 'unknown';
}

/** Pauses before looking again, in ms: at login the tray may start later than we do. */
const LOOK_AGAIN_MS = [2_000, 5_000, 15_000, 60_000];

/** Watches for a tray. */
interface TrayHostWatch {
  /** The result of the first look. */
  readonly first: Promise<TrayHost>;
  /** Whether the icon is shown; true until the first look has a result. */
  isPresent(): boolean;
  /** Calls `listener` when a tray appears after the first look. The icon must then be created again (`Tray.restart`). */
  onAppear(listener: () => void): void;
  /** Looks again if no tray was found yet, e.g. after the computer woke up. */
  look(): void;
  dispose(): void;
}

/** Looks for a tray now and, if there is none, a few more times. */
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

/** Runs a real program. */
export const runProgram: Run = async (program, args, timeoutMs) => (await execute(program, args, { timeout: timeoutMs })).stdout;
