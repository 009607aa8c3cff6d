import { appName } from './app.ts';
import { messageCount } from './counts.ts';
import { foreignText } from './foreign-text.ts';

/** A native dialog: its window's title, what it says, and its buttons from left to right. */
export interface DialogWords<Buttons extends readonly string[] = readonly string[]> {
  readonly title: string;
  readonly message: string;
  readonly detail: string;
  readonly buttons: Buttons;
}

const unsent = (count: number, when: string): Pick<DialogWords, 'message' | 'detail'> =>
  count === 1
    ? { message: "1 message hasn't been sent", detail: `It is kept in memory only and will be lost when you ${when}.` }
    : { message: `${messageCount(count)} haven't been sent`, detail: `They are kept in memory only and will be lost when you ${when}.` };

const them = (count: number): string => (count === 1 ? 'it' : 'them');

/** The question before signing out loses this many messages. */
export function signOutLossWords(count: number): DialogWords<readonly [stay: string, lose: string]> {
  return { title: 'Sign out', ...unsent(count, 'sign out'), buttons: ['Stay signed in', `Sign out and lose ${them(count)}`] };
}

/** The question before quitting loses this many messages. */
export function quitLossWords(count: number): DialogWords<readonly [stay: string, lose: string, send: string]> {
  return { title: appName, ...unsent(count, 'quit'), buttons: ["Don't quit", `Quit and lose ${them(count)}`, 'Send now'] };
}

/** The question about messages that can still be undone when the app is to quit. */
export function heldAtQuitWords(count: number): DialogWords<readonly [send: string, keep: string, stay: string]> {
  return {
    title: appName,
    message: count === 1 ? 'A message is still waiting to be sent' : `${messageCount(count)} are still waiting to be sent`,
    detail: 'Nothing is sent until you answer, and nothing after the app has quit.',
    buttons: ['Send now', count === 1 ? 'Keep as draft' : 'Keep as drafts', "Don't quit"],
  };
}

/** Said once when something inside the app broke. */
export function crashWords(logFile: string): Omit<DialogWords, 'buttons'> {
  return {
    title: appName,
    message: `${appName} hit a problem`,
    detail: `It keeps running, and your messages are safe on disk. If it behaves oddly, quit it from the tray and start it again. Details are in ${foreignText(logFile)}.`,
  };
}

/** Says why the app cannot start. */
export function cannotStartWords(why: string): DialogWords {
  return { title: appName, message: `${appName} can't start`, detail: why, buttons: ['Close'] };
}

/** The dialogs that choose a file. */
export const fileDialogWords = {
  exportTitle: 'Export messages',
  importTitle: 'Import messages',
  formats: { csv: 'CSV table', jsonl: 'JSON Lines' },
  exported: 'Exported messages',
} as const;
