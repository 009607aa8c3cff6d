import type { AppState } from '../model/app-state.ts';
import type { Settings, SettingsReset } from '../model/settings.ts';
import { appName } from './app.ts';
import { messageCount } from './counts.ts';

/** The page of settings as a whole. */
export const settingsWords = {
  heading: 'Settings',
  back: 'Back',
  popup: 'Popup',
  sending: 'Sending',
  history: 'History',
  noTray: `This desktop doesn't show tray icons. To open the popup, use the shortcut or start ${appName} again. On GNOME, the AppIndicator extension brings the icon back.`,
  version: (version: string) => `${appName} ${version}`,
} as const;

/** How messages are sent. */
export const sendingWords = {
  undo: 'Undo after Send',
  sendKey: 'Send with',
  defaultLine: 'Line for new recipients',
  lastLine: 'Last used',
  defaultLineHint: "People you've texted before get messages from the line you last used with them.",
  wireFormat: 'Wire format',
  wireFormatHint: 'How the app talks to Evo Voice. Your messages are the same either way.',
} as const;

/** For how long Undo takes a message back. */
export const undoWords: Readonly<Record<Settings['undoSeconds'], string>> = {
  0: 'Off: sends at once',
  5: '5 seconds',
  10: '10 seconds',
  20: '20 seconds',
  30: '30 seconds',
};

/** The keys that send, and what Enter does then. */
export function sendKeyWords(
  sendKey: Settings['sendKey'],
  platform: AppState['platform'],
): { readonly label: string; readonly hint: string } {
  switch (sendKey) {
    case 'mod-enter':
      return { label: `${platform === 'darwin' ? 'Cmd' : 'Ctrl'}+Enter`, hint: 'Enter starts a new line.' };
    case 'enter':
      return { label: 'Enter', hint: 'Shift+Enter starts a new line.' };
  }
}

/** The two ways the app and the service can write what they tell each other. */
export const wireFormatWords: Readonly<Record<Settings['wireFormat'], string>> = { json: 'JSON', jsv: 'JSV' };

/** A time to keep messages, as it is chosen, asked about and told of. */
export interface RetentionWords {
  readonly label: string;
  /** What a person wants, before a question mark or on a button. */
  readonly wish: string;
  readonly done: string;
}

const keepForever: RetentionWords = { label: 'Forever', wish: 'Keep messages forever', done: 'Messages are kept forever.' };

const keepDays: Readonly<Record<NonNullable<Settings['retentionDays']>, RetentionWords>> = {
  365: { label: 'One year', wish: 'Keep messages for one year', done: 'Messages are kept for one year.' },
  90: { label: '90 days', wish: 'Keep messages for 90 days', done: 'Messages are kept for 90 days.' },
  30: { label: '30 days', wish: 'Keep messages for 30 days', done: 'Messages are kept for 30 days.' },
  0: { label: 'Not at all', wish: 'Keep no messages', done: 'Messages are no longer kept.' },
};

/** The words for a number of days to keep messages; null: forever. */
export function retentionWords(days: Settings['retentionDays']): RetentionWords {
  return days === null ? keepForever : keepDays[days];
}

/** How long messages are kept, and the question before any are deleted; `wish` is that of `RetentionWords`. */
export const keepingWords = {
  label: 'Keep messages',
  hint: 'Older ones are deleted, now and from then on. Messages that are still waiting for an outcome are always kept.',
  deleting: 'Older messages are being deleted…',
  question: (wish: string) => `${wish}?`,
  counting: 'Counting the messages that would be deleted…',
  unknownCount: (wish: string) =>
    `${wish}? Older messages would be deleted from this computer; how many can't be counted right now. This can't be undone.`,
  none: (wish: string) => `${wish}? No messages would be deleted now.`,
  some: (wish: string, count: number) => `${wish}? ${messageCount(count)} would be deleted from this computer. This can't be undone.`,
  deleteOlder: 'Delete older messages',
  delete: (count: number) => `Delete ${messageCount(count)}`,
  leave: 'Leave it as it was',
  keep: 'Keep them',
} as const;

/** Deleting every message. */
export const deleteAllWords = {
  open: 'Delete all messages…',
  question: 'Delete all messages?',
  sentence: "Delete all messages from this computer? This can't be undone. Evo Voice keeps its own copies.",
  yes: 'Delete all',
  no: 'Keep them',
} as const;

const settingWords: Readonly<Record<keyof Settings, string>> = {
  hotkey: 'the shortcut',
  undoSeconds: 'the time for Undo',
  sendKey: 'the key that sends',
  defaultLine: 'the line for new recipients',
  wireFormat: 'the wire format',
  retentionDays: 'how long messages are kept',
};

/** Says in one sentence what was reset because the settings file was damaged, and in another one where that file is. */
export function settingsResetWords({ settings, account, path }: SettingsReset): string {
  const isEverything = settings.length === Object.keys(settingWords).length;
  const names = isEverything ? 'all settings' : listWords(settings.map((name) => settingWords[name]));
  const lost = [
    ...(settings.length === 0 ? [] : [`${names} went back to the default`]),
    ...(account ? ["the app doesn't know any more who signed in last"] : []),
  ];
  const what =
    lost.length === 0
      ? 'The settings file was damaged, but nothing in it was lost'
      : `The settings file was damaged: ${lost.join(', and ')}`;
  return path === undefined ? `${what}.` : `${what}. The damaged file is here: “${path}”.`;
}

const listWords = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;

/** Takes the sentence about the settings file away. */
export const settingsResetSeen = 'Got it';
