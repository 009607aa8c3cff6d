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
      if (!isMissing(error)) return 'absent';
    }
  }
  return 'unknown';
}

function isMissing(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT';
}
