/**
 * Who displays our windows. `wayland`: an app cannot position or raise its windows, nor grab keys; `xwayland`: it can position windows, but
 * grabbed keys do not reach it while a Wayland window has the keyboard focus; `x11` and `native` (macOS, Windows): everything works.
 */
export type DisplayServer = 'x11' | 'xwayland' | 'wayland' | 'native';

/** What the decision depends on, as found in `process`. */
interface DisplayEnvironment {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly argv: readonly string[];
  /** E.g. `33.2.1`. */
  readonly electronVersion: string;
}

/** From this major version on, Electron uses Wayland by default (Electron's breaking changes, 38). */
const WAYLAND_BY_DEFAULT = 38;

/** Finds out who displays our windows. The switch `--ozone-platform` overrides the type of the session. */
export function displayServer({ platform, env, argv, electronVersion }: DisplayEnvironment): DisplayServer {
  if (platform !== 'linux') return 'native';
  const waylandSession = env.XDG_SESSION_TYPE === 'wayland' || Boolean(env.WAYLAND_DISPLAY);
  const forced = argv.findLast((argument) => argument.startsWith('--ozone-platform='))?.slice('--ozone-platform='.length);
  if (forced === 'wayland') return 'wayland';
  if (!waylandSession) return 'x11';
  if (forced === 'x11') return 'xwayland';
  return Number.parseInt(electronVersion, 10) >= WAYLAND_BY_DEFAULT ? 'wayland' : 'xwayland';
}
