import type { CommandLine } from 'electron';
import { startWords } from '../words/start.ts';

/**
 * What becomes of a switch. `keep`: it is ours, or changes no more than how the app looks. `refuse`: Chromium acts on it before our code runs, so
 * it cannot be taken back and the start ends. `root`: refused as well, except for root, for whom Chromium has no sandbox.
 */
type Rule = 'keep' | 'refuse' | 'root';

/** A switch that is not in this table is removed before Electron reads it, whatever a later Chromium may call its debugger or its proxy. */
const SWITCHES: ReadonlyMap<string, Rule> = new Map([
  // Ours, and the folder, which both of us read.
  ['compose', 'keep'],
  ['hidden', 'keep'],
  ['quit', 'keep'],
  ['session', 'keep'],
  ['text', 'keep'],
  ['to', 'keep'],
  ['toggle', 'keep'],
  ['user-data-dir', 'keep'],
  // How it is drawn, typed in and read out, which depends on the machine.
  ['disable-dev-shm-usage', 'keep'],
  ['disable-gpu', 'keep'],
  ['disable-gpu-compositing', 'keep'],
  ['disable-software-rasterizer', 'keep'],
  ['enable-wayland-ime', 'keep'],
  ['force-color-profile', 'keep'],
  ['force-device-scale-factor', 'keep'],
  ['force-high-contrast', 'keep'],
  ['force-prefers-reduced-motion', 'keep'],
  ['force-renderer-accessibility', 'keep'],
  ['gtk-version', 'keep'],
  ['high-dpi-support', 'keep'],
  ['lang', 'keep'],
  ['ozone-platform', 'keep'],
  ['ozone-platform-hint', 'keep'],
  ['use-angle', 'keep'],
  ['use-gl', 'keep'],
  ['wayland-text-input-version', 'keep'],
  // Too early for us: V8 has its flags, tracing has begun, and the process that all pages are forked from has started.
  ['disable-seccomp-filter-sandbox', 'refuse'],
  ['js-flags', 'refuse'],
  ['trace-config-file', 'refuse'],
  ['trace-startup', 'refuse'],
  ['no-sandbox', 'root'],
]);

/**
 * Variables that do what removed switches do. Chromium's network process would write the keys of every connection to the first; with the others
 * Chromium logs.
 */
const VARIABLES = ['SSLKEYLOGFILE', 'ELECTRON_ENABLE_LOGGING', 'ELECTRON_LOG_FILE'] as const;

/** Why a start must end. `switch`: to be said on stderr. `refused`: to be said in a dialog too. */
interface SwitchRefusal {
  readonly outcome: 'switch' | 'refused';
  /** A sentence for the person, which names the switch. */
  readonly why: string;
}

/** What the table is applied to. */
interface SwitchParts {
  /** The command line without the program. */
  readonly argv: readonly string[];
  readonly commandLine: Pick<CommandLine, 'removeSwitch'>;
  readonly env: NodeJS.ProcessEnv;
  readonly platform: NodeJS.Platform;
  readonly isRoot: boolean;
}

/**
 * Takes away every switch and variable that could look into the app, redirect what it sends, or weaken its pages' sandbox. Must be the first
 * thing a start does. Gives the reason to end where one of them has acted already.
 */
export function removeSwitches({ argv, commandLine, env, platform, isRoot }: SwitchParts): SwitchRefusal | undefined {
  const names = switchNames(argv);
  for (const name of names) {
    if (SWITCHES.get(name) !== 'keep' && !(isRoot && SWITCHES.get(name) === 'root')) commandLine.removeSwitch(name);
  }
  for (const name of VARIABLES) delete env[name];
  const early = names.find((name) => SWITCHES.get(name) === 'refuse');
  if (early !== undefined) return { outcome: 'switch', why: startWords.switchRefused(early) };
  // The AppImage's own launcher adds this one where user namespaces are forbidden.
  if (!isRoot && names.includes('no-sandbox')) return { outcome: 'refused', why: startWords.noSandbox(platform) };
  return undefined;
}

/**
 * The names of all switches as Chromium finds them: behind one dash or two, or a slash on Windows, up to a bare `--`. In lower case, as Chromium
 * takes them on Windows; elsewhere it knows none with a capital letter.
 */
function switchNames(argv: readonly string[]): readonly string[] {
  const end = argv.indexOf('--');
  return argv.slice(0, end === -1 ? undefined : end).flatMap((argument) => {
    const [, name] = /^\s*(?:--?|\/)([^=]+)/s.exec(argument) ?? [];
    return name === undefined ? [] : [name.toLowerCase()];
  });
}
