import type { AppState, HotkeyState } from '../model/app-state.ts';
import type { ErrorCode } from '../model/failure.ts';
import { failureWords } from './failure-words.ts';

/** An accelerator, in Electron's spelling, as it is printed on the keys of a platform. */
export function acceleratorText(accelerator: string, platform: AppState['platform']): string {
  return accelerator
    .replace(/CommandOrControl|CmdOrCtrl/g, platform === 'darwin' ? 'Cmd' : 'Ctrl')
    .replace(/\bControl\b/g, 'Ctrl')
    .replace(/\bSuper\b/g, platform === 'win32' ? 'Win' : 'Super');
}

/** The hotkey and recording another one. */
export const hotkeyLabels = {
  label: 'Shortcut that opens the popup',
  change: 'Change',
  reset: 'Reset',
  resetTo: (keys: string) => `Back to ${keys}`,
  record: 'Record a shortcut',
  press: 'Press the keys',
  pressHint: 'Press the keys. Nothing changes until you save.',
  usable: (keys: string) => `${keys} can be used. Press Save to use it.`,
  save: 'Save',
  cancel: 'Cancel',
  broken: (keys: string) => `The shortcut ${keys} doesn't work.`,
  chooseAnother: 'Choose another',
  command: {
    before: 'You can also set up a shortcut for the command ',
    text: 'evo-quick-send --toggle',
    after: " in your desktop's settings.",
  },
} as const;

/** Whether the hotkey works; a desktop that is asked through its portal never says so. */
export const hotkeyWords: Readonly<Record<HotkeyState['status'], string>> = {
  active: 'The shortcut is on.',
  requested: "Your desktop was asked for this shortcut but doesn't say whether it agreed. Try it.",
  taken: "Another app uses this shortcut, so it doesn't work. Choose another one here.",
  invalid: "This shortcut can't be used. Choose another one here.",
  off: 'The shortcut is off.',
};

/** What to know about a hotkey that works although it could not be chosen today: why, and what to press instead. */
export function hotkeyHint(code: ErrorCode): string {
  const { sentence, cure } = failureWords[code];
  const lower = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
  return `It works, but ${lower(sentence)} To change it: ${lower(cure)}`;
}
