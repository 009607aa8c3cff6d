import type { HotkeyState } from '../model/app-state.ts';
import { appName } from './app.ts';
import { foreignText } from './foreign-text.ts';

/** What the app says on the terminal, or in a dialog, when it starts. */
export const startWords = {
  noTray: 'No tray on this desktop: use the shortcut, or start the app again to open it.',
  hotkey: (status: HotkeyState['status']) =>
    `The shortcut isn't active (${status}). You can set up one for "evo-quick-send --toggle" in your desktop's settings.`,
  commandLineTooLong: 'The command line is too long. Use a shorter --text, or type the message into the popup.',
  switchRefused: (name: string) => `${appName} doesn't start with --${name}, which changes how it works inside. Start it without.`,
  noSandbox: (platform: NodeJS.Platform) =>
    `${appName} doesn't run without the sandbox that keeps its pages away from your files. ${
      platform === 'linux'
        ? 'This system forbids the user namespaces that the sandbox needs, or the app was started with --no-sandbox. Install the .deb package instead: it sets the sandbox up.'
        : 'Start it without --no-sandbox.'
    }`,
  folderInUse: (folder: string) =>
    `Another ${appName} uses the folder "${foreignText(folder)}" and does not answer. End it, or restart the computer, and try again.`,
  failed: (reason: string) => `${appName} couldn't start: ${reason}`,
} as const;

/** Why the data folder cannot be used, and what to do about it. */
interface FolderProblem {
  readonly why: string;
  readonly cure: string;
}

const elsewhere = `start ${appName} with --user-data-dir=FOLDER`;

const folderProblems = {
  tooLong: { why: 'its path is too long', cure: `Choose a shorter one: ${elsewhere}.` },
  fileInTheWay: { why: 'a file is where this folder or one above it should be', cure: `Move that file away, or ${elsewhere}.` },
  notAllowed: { why: "you aren't allowed to write there", cure: `Allow writing there, or ${elsewhere}.` },
  readOnlyDisk: { why: 'it is on a read-only disk', cure: `Make that disk writable, or ${elsewhere}.` },
  diskFull: { why: 'the disk is full', cure: `Free up some space and start ${appName} again.` },
  missing: { why: "it doesn't exist and can't be created", cure: `Create it, or ${elsewhere}.` },
  other: { why: "it can't be written to", cure: `Choose another one: ${elsewhere}.` },
} as const satisfies Readonly<Record<string, FolderProblem>>;

/** What can be wrong with the data folder. */
export type FolderProblemName = keyof typeof folderProblems;

/** Says that the data folder cannot be used, why, and what to do; `details` is what the system says. */
export function folderWords(folder: string, problem: FolderProblemName, details: string | undefined): string {
  const { why, cure } = folderProblems[problem];
  const more = details === undefined ? '' : ` Details: ${foreignText(details)}.`;
  return `${appName} can't keep its data in the folder "${foreignText(folder)}": ${why}. ${cure}${more}`;
}
