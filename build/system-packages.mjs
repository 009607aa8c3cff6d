import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import process from 'node:process';
import { runQuietly, SetUpError, whichCommand } from './command.mjs';
import { say } from './terminal.mjs';

/**
 * Something the system must have: one of `packages` (Debian and Ubuntu name some libraries differently by release, the newer name
 * first), or, where a `command` is named, that command from anywhere.
 * @typedef {{ command?: string, packages: readonly string[] }} Need
 */

/** @param {string} names one need a word; `command=package` or `package|older-package` */
const needs = (names) =>
  names.split(/\s+/).map((name) => {
    const [last = '', command] = name.split('=').reverse();
    return { command, packages: last.split('|') };
  });

/** What each part of the work needs, by its Debian names. */
const groups = {
  /** Running Electron and keytar. */
  electron: needs(
    `libgtk-3-0t64|libgtk-3-0 libnss3 libasound2t64|libasound2 libgbm1 libdrm2 libxkbcommon0 libxcomposite1 libxdamage1 libxfixes3 libxrandr2
    libcups2t64|libcups2 libatk1.0-0t64|libatk1.0-0 libatk-bridge2.0-0t64|libatk-bridge2.0-0 libatspi2.0-0t64|libatspi2.0-0 libpango-1.0-0
    libcairo2 libnotify4 libsecret-1-0`,
  ),
  /** A desktop without a display: X server, window manager, session bus, keyring, fonts, and what presses keys and looks on. */
  desktop: needs(
    `Xvfb=xvfb openbox=openbox gnome-keyring-daemon=gnome-keyring secret-tool=libsecret-tools xdotool=xdotool
    dbus-send=dbus-bin|dbus dbus-daemon=dbus-daemon|dbus xprop=x11-utils setpriv=util-linux python3-dbus python3-gi gir1.2-glib-2.0
    xdg-utils fonts-dejavu-core fonts-noto-color-emoji`,
  ),
};

/**
 * Brings the system packages of these groups: at once when all are there; installed by apt-get when root on Debian or Ubuntu. Elsewhere it
 * says what seems missing, or, on Debian and Ubuntu without root, throws a `SetUpError` with the exact command to run.
 * @param {readonly (keyof typeof groups)[]} wanted
 */
export async function provideSystemPackages(wanted) {
  const missing = missingNeeds(wanted);
  if (missing.length === 0) return;
  if (!whichCommand('apt-get')) {
    say(
      `Not found on this system: ${missing.map(({ command, packages }) => command ?? packages[0]).join(', ')}. What needs them will fail.`,
    );
    return;
  }
  if (process.getuid?.() !== 0) {
    throw new SetUpError(`System packages are missing. Install them, then try again:\n\n  ${installCommand(missing)}\n`);
  }
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  await runQuietly('Updating the package lists (apt-get update)', 'apt-get', ['update'], { env });
  const names = missing.map(availableName);
  await runQuietly(
    `Installing ${names.length} system packages (apt-get install)`,
    'apt-get',
    ['install', '--yes', '--no-install-recommends', ...names],
    {
      env,
    },
  );
}

/** @param {readonly Need[]} missing */
const installCommand = (missing) => `sudo apt-get update && sudo apt-get install ${missing.map(availableName).join(' ')}`;

/** @param {readonly (keyof typeof groups)[]} wanted */
function missingNeeds(wanted) {
  if (process.platform !== 'linux') return [];
  const file = '/var/lib/dpkg/status';
  const installed = existsSync(file) ? installedPackages(readFileSync(file, 'utf8')) : undefined;
  return wanted
    .flatMap((group) => groups[group])
    .filter((need) => !isMet(need, installed, (command) => whichCommand(command) !== undefined));
}

/**
 * Whether a need is met. Without dpkg (`installed` undefined) only commands can be looked for, and libraries count as there.
 * @param {Need} need
 * @param {ReadonlySet<string> | undefined} installed names of the installed packages
 * @param {(command: string) => boolean} hasCommand
 */
export function isMet({ command, packages }, installed, hasCommand) {
  if (command && hasCommand(command)) return true;
  return installed === undefined ? !command : packages.some((name) => installed.has(name));
}

/**
 * The names of the installed packages; one that was removed but kept its configuration is not among them.
 * @param {string} status the text of dpkg's status file
 */
export function installedPackages(status) {
  const entries = status.split('\n\n').filter((entry) => entry.includes('\nStatus: install ok installed'));
  return new Set(entries.map((entry) => entry.slice(entry.indexOf('Package: ') + 'Package: '.length, entry.indexOf('\n'))));
}

/**
 * The name this release has for a package, by its package lists; the last name where the lists know none.
 * @param {Need} need
 */
function availableName({ packages }) {
  const known = packages.find((name) => {
    try {
      return execFileSync('apt-cache', ['show', '--no-all-versions', name], { stdio: ['ignore', 'pipe', 'ignore'] }).length > 0;
    } catch {
      return false;
    }
  });
  return known ?? packages.at(-1) ?? '';
}
