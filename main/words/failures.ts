import type { HotkeyState } from '../model/app-state.ts';
import type { ErrorCode, Failure } from '../model/failure.ts';
import type { Recipient } from '../model/recipient.ts';

/** What is said of a failure: what happened, the one step that cures it, and how `Failure.detail` is told. */
export interface Words {
  readonly sentence: string;
  readonly cure: string;
  readonly tell?: (detail: string) => string;
}

const quoted = (detail: string): string => `“${detail}”${/[.!?]$/.test(detail) ? '' : '.'}`;
const service = (detail: string): string => `The service says: ${quoted(detail)}`;
const place = (path: string): string => `It is here: ${quoted(path)}`;
const details = (detail: string): string => `Details: ${quoted(detail)}`;

/** Every failure in words. All user-visible failure text lives here (model-codebases.md, "Error style"). */
export const failureWords: Readonly<Record<ErrorCode, Words>> = {
  forbidden: { sentence: 'The app refused a request it does not trust.', cure: 'Quit Evo Quick Send and start it again.' },
  'bad-request': { sentence: 'The app could not use what was entered.', cure: 'Change it and try again.' },
  internal: {
    sentence: 'Something went wrong inside the app.',
    cure: 'Try again. If it comes back, quit Evo Quick Send and start it again.',
  },

  'server-invalid': { sentence: 'This is not the address of a server.', cure: 'Type a name such as team.evovoice.io.' },
  'server-insecure': { sentence: 'This address is not encrypted.', cure: 'Use https. Plain http works only on this computer (localhost).' },
  'user-name-missing': { sentence: 'The user name is empty.', cure: 'Type the name you use for Evo Voice.' },
  'password-missing': { sentence: 'The password is empty.', cure: 'Type your Evo Voice password.' },
  offline: { sentence: 'This computer is offline.', cure: 'Connect it to a network and try again.' },
  unreachable: { sentence: 'The server cannot be reached.', cure: 'Check the server name and your network, then try again.' },
  certificate: {
    sentence: 'The certificate of this server is not valid, so the connection would not be safe.',
    cure: 'Check the server name, or ask your administrator.',
  },
  timeout: { sentence: 'The server did not answer in time.', cure: 'Check your network and try again.' },
  'connection-lost': { sentence: 'The connection broke before the answer came.', cure: 'Check your network and try again.' },
  'signed-out': { sentence: 'Your sign-in has ended.', cure: 'Sign in again. Messages wait until then.', tell: service },
  'credentials-refused': { sentence: 'The user name or the password is wrong.', cure: 'Check both and sign in again.', tell: service },
  'role-missing': {
    sentence: 'This login lacks the role User.',
    cure: 'Ask your Evo Voice administrator to give it the role User.',
    tell: service,
  },
  refused: { sentence: 'The service refused this.', cure: 'Correct what it names and try again.', tell: service },
  'rate-limited': { sentence: 'The service got too many requests at once.', cure: 'Wait a minute and try again.', tell: service },
  'server-error': { sentence: 'The server had an error of its own.', cure: 'Try again in a few minutes.', tell: service },
  'not-evo-voice': {
    sentence: 'A server answered, but it is not Evo Voice.',
    cure: 'Check the server name. A hotel or guest network may also want you to sign in first.',
  },
  'too-large': { sentence: 'The answer of the server was too large to read.', cure: 'Try again later, or tell your administrator.' },
  unreadable: { sentence: 'The answer of the server could not be read.', cure: 'Try again, or choose the other wire format in Settings.' },
  cancelled: { sentence: 'This was cancelled.', cure: 'Start it again when you are ready.' },

  'keychain-absent': {
    sentence: 'This computer has no keychain running, so the password cannot be kept.',
    cure: 'Start one (on Linux gnome-keyring or KWallet), or sign in until quit.',
  },
  'keychain-locked': { sentence: 'The keychain is locked and does not answer.', cure: 'Unlock it and try again, or sign in until quit.' },
  'keychain-denied': {
    sentence: 'The keychain did not let Evo Quick Send in.',
    cure: 'Allow it there and try again, or sign in until quit.',
  },

  'not-signed-in': { sentence: 'You are not signed in.', cure: 'Sign in first. Your text is kept.' },
  'other-login': {
    sentence: 'This was written before another login came into use.',
    cure: 'Check From and To, then send it again.',
  },
  'line-missing': { sentence: 'No line is chosen.', cure: 'Choose the line to send from.' },
  'recipient-empty': { sentence: 'There is no recipient.', cure: 'Type a phone number, or a name you wrote to before.' },
  'recipient-letters': {
    sentence: 'A phone number has no letters.',
    cure: 'Type its digits, or pick a name from the list.',
    tell: (number) => `In it there is ${number}.`,
  },
  'recipient-impossible': {
    sentence: 'This number cannot exist.',
    cure: 'Check its digits and its country code.',
    tell: (country) => `It was read as a number of ${country}.`,
  },
  'recipient-emergency': {
    sentence: 'Emergency and service numbers get no messages from here.',
    cure: 'Call them from a phone.',
    tell: (number) => `${number} is one.`,
  },
  'recipient-several': {
    sentence: 'This holds more than one number.',
    cure: 'Keep one of them. Each person gets a message of their own.',
    tell: (count) => `It holds ${count}.`,
  },
  'text-empty': { sentence: 'The message is empty.', cure: 'Type a text.' },
  'text-too-long': {
    sentence: 'The message is longer than 1,600 characters.',
    cure: 'Shorten it, or send it in parts.',
    tell: (count) => `It has ${count}.`,
  },
  'text-control': {
    sentence: 'The message holds an invisible character that cannot be sent.',
    cure: 'Remove it, or paste the text again as plain text.',
    tell: (where) => `Where: ${where}.`,
  },
  'draft-changed': {
    sentence: 'What stands here is not the draft that was to be sent.',
    cure: 'Nothing was sent. Look at it, then send again.',
  },
  'draft-gone': { sentence: 'This draft is no longer there.', cure: 'The list shows what is.' },
  'draft-too-long': {
    sentence: 'A draft holds at most 500,000 characters. The rest was not taken.',
    cure: 'Keep the rest elsewhere; a message has at most 1,600 characters.',
  },

  'history-newer': {
    sentence: 'The history was written by a newer version of this app.',
    cure: 'Install that version. The file is untouched.',
  },
  'history-damaged': {
    sentence: 'The history file was damaged. A new one was begun.',
    cure: 'Nothing was deleted: the old file was set aside.',
    tell: place,
  },
  'history-key-missing': {
    sentence: 'The key of the history is gone from the keychain. A new history was begun.',
    cure: 'The old file was set aside. It opens again only with its key.',
    tell: place,
  },
  'history-in-memory': {
    sentence: 'Messages are kept in memory only and are gone when the app quits.',
    cure: 'When all of them are sent, sign out and sign in again to keep messages on disk.',
  },
  'history-busy': { sentence: 'Another Evo Quick Send is using this history.', cure: 'Close that one first.' },
  'disk-full': { sentence: 'The disk is full.', cure: 'Free some space and try again.' },
  'read-only': { sentence: 'The data folder cannot be written to.', cure: 'Allow writing there and try again.', tell: place },
  'message-gone': { sentence: 'This message is no longer there.', cure: 'The list shows what is.' },
  'not-possible-now': { sentence: 'That is no longer possible for this message.', cure: 'Look at its state in the list.' },
  'import-unreadable': {
    sentence: 'This file is not an export of Evo Quick Send.',
    cure: 'Choose a CSV or JSON Lines file made by Export.',
  },

  'hotkey-invalid': {
    sentence: 'These keys cannot be a shortcut.',
    cure: 'Press a letter or a digit together with Ctrl and Shift.',
  },
  'hotkey-needs-modifier': {
    sentence: 'These keys are needed for typing and for other apps.',
    cure: 'Press them together with Ctrl, Alt, Cmd or Super.',
  },
  'hotkey-too-plain': {
    sentence: 'These keys already mean something in other apps, as Ctrl+C means copy.',
    cure: 'Press them together with Shift, or with one more of Ctrl, Alt, Cmd and Super.',
  },
  'hotkey-alt-gr': {
    sentence: 'These keys type characters on many keyboards: AltGr, which is Ctrl+Alt on Windows.',
    cure: 'Press the key together with Ctrl and Shift.',
  },
  'hotkey-editing-key': {
    sentence: 'These keys are needed for writing and for changing windows.',
    cure: 'Press a letter or a digit together with Ctrl and Shift.',
  },
  'hotkey-taken': { sentence: 'Another app already uses these keys.', cure: 'Press others. The shortcut you had stays.' },
};

/** What happened, with the detail quoted; one or two sentences, without the cure. */
export function sayWhat(failure: Failure): string {
  const { sentence, tell = details } = failureWords[failure.code];
  return failure.detail ? `${sentence} ${tell(failure.detail)}` : sentence;
}

/** What happened and how to cure it. */
export function say(failure: Failure): string {
  return `${sayWhat(failure)} ${failureWords[failure.code].cure}`;
}

/** A notice that comes with an understood recipient. */
export const recipientNotices: Readonly<Record<NonNullable<Recipient['notice']>, string>> = {
  'not-assigned': 'This number is possible, but not known to be in use. Check it before sending.',
};

/** Whether the hotkey works, in words (electron-platform.md 3: a portal never says so). */
export const hotkeyWords: Readonly<Record<HotkeyState['status'], string>> = {
  active: 'The shortcut is on.',
  requested: 'The desktop was asked for this shortcut and does not say whether it gave it. Try it.',
  taken: 'Another app uses this shortcut, so it does not work. Choose another one here.',
  invalid: 'This shortcut cannot be used. Choose another one here.',
  off: 'The shortcut is off.',
};

/** What is to be known of a hotkey that works although it could not be chosen today: why, and what to press instead. */
export function hotkeyHint(code: ErrorCode): string {
  const { sentence, cure } = failureWords[code];
  return `It works, but ${sentence.charAt(0).toLowerCase()}${sentence.slice(1)} Choose others: ${cure.charAt(0).toLowerCase()}${cure.slice(1)}`;
}
