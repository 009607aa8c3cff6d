/**
 * Who draws our windows. `wayland`: we may not place, raise or grab anything; `xwayland`: windows can be placed, but key grabs
 * do not reach us while a Wayland window has the keyboard; `x11` and `native` (macOS, Windows): all works.
 */
export type DisplayServer = 'x11' | 'xwayland' | 'wayland' | 'native';

/** What the decision needs to know, as `process` gives it. */
export interface DisplayEnvironment {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly argv: readonly string[];
  /** E.g. `33.2.1`. */
  readonly electronVersion: string;
}

/** Electron draws on Wayland by itself from this major on (electron-platform.md 1.2). */
const WAYLAND_BY_DEFAULT = 38;

/** Tells who draws our windows; `--ozone-platform` wins over the kind of session (electron-platform.md 1.2, 5.4). */
export function displayServer({ platform, env, argv, electronVersion }: DisplayEnvironment): DisplayServer {
  if (platform !== 'linux') return 'native';
  const waylandSession = env.XDG_SESSION_TYPE === 'wayland' || Boolean(env.WAYLAND_DISPLAY);
  const forced = argv.findLast((argument) => argument.startsWith('--ozone-platform='))?.slice('--ozone-platform='.length);
  if (forced === 'wayland') return 'wayland';
  if (!waylandSession) return 'x11';
  if (forced === 'x11') return 'xwayland';
  return Number.parseInt(electronVersion, 10) >= WAYLAND_BY_DEFAULT ? 'wayland' : 'xwayland';
}
