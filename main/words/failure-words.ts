import { LONGEST_DRAFT } from '../model/draft.ts';
import type { ErrorCode } from '../model/failure.ts';
import { LONGEST_TEXT } from '../model/message.ts';
import { numberWords } from './counts.ts';

/** What is said of a failure: what happened, the one step that cures it, and how `Failure.detail` is told. */
interface FailureWords {
  readonly sentence: string;
  readonly cure: string;
  readonly tell?: (detail: string) => string;
}

/** A detail as it is quoted in a sentence. */
export const quoted = (detail: string): string => `“${detail}”${/[.!?]\u2069?$/.test(detail) ? '' : '.'}`;
const service = (detail: string): string => `Evo Voice says: ${quoted(detail)}`;
const oldFile = (path: string): string => `The old file is here: ${quoted(path)}`;

const longestText = `${numberWords(LONGEST_TEXT)} characters`;

/** Every failure in words. */
export const failureWords: Readonly<Record<ErrorCode, FailureWords>> = {
  forbidden: { sentence: "The app blocked a request it doesn't trust.", cure: 'Quit Evo Quick Send and start it again.' },
  'bad-request': { sentence: "The app couldn't use what was entered.", cure: 'Change it and try again.' },
  internal: {
    sentence: 'Something went wrong in the app.',
    cure: 'Try again. If it keeps happening, quit Evo Quick Send and start it again.',
  },

  'server-invalid': {
    sentence: "This isn't a server address.",
    cure: 'Enter a name such as team.evovoice.io.',
    tell: (what) => `It ${what}.`,
  },
  'server-insecure': {
    sentence: "This address isn't encrypted.",
    cure: 'Use https. Plain http works only for a server on this computer.',
    tell: (what) => `It ${what}.`,
  },
  'user-name-missing': { sentence: 'The user name is missing.', cure: 'Enter the one you use for Evo Voice.' },
  'password-missing': { sentence: 'The password is missing.', cure: 'Enter your Evo Voice password.' },
  offline: { sentence: 'This computer is offline.', cure: 'Connect to a network and try again.' },
  unreachable: { sentence: "The server can't be reached.", cure: 'Check the server name and your network, then try again.' },
  certificate: {
    sentence: "The server's certificate isn't valid, so the connection wouldn't be safe.",
    cure: 'Check the server name, or ask your administrator.',
  },
  timeout: { sentence: "The server didn't answer in time.", cure: 'Check your network and try again.' },
  'connection-lost': { sentence: 'The connection was lost before the answer came.', cure: 'Check your network and try again.' },
  'signed-out': { sentence: 'You have been signed out.', cure: 'Sign in again. Your messages wait until then.', tell: service },
  'credentials-refused': { sentence: 'The user name or password is wrong.', cure: 'Check both and sign in again.', tell: service },
  'role-missing': {
    sentence: "This login doesn't have the User role.",
    cure: 'Ask your Evo Voice administrator to add it.',
    tell: service,
  },
  refused: {
    sentence: "Evo Voice didn't accept this.",
    cure: 'Check what you entered, then try again.',
    tell: (detail) => `It says: ${quoted(detail)}`,
  },
  'rate-limited': { sentence: 'Evo Voice got too many requests at once.', cure: 'Wait a minute and try again.', tell: service },
  'server-error': { sentence: 'Something went wrong on the server.', cure: 'Try again in a few minutes.', tell: service },
  'not-evo-voice': {
    sentence: "A server answered, but it isn't Evo Voice.",
    cure: 'Check the server name. On a hotel or guest network, you may have to log in to that network first.',
  },
  'too-large': { sentence: "The server's answer was too large to read.", cure: 'Try again later, or tell your administrator.' },
  unreadable: { sentence: "The server's answer couldn't be read.", cure: 'Try again, or choose the other wire format in Settings.' },
  cancelled: { sentence: 'This was cancelled.', cure: "Start it again when you're ready." },

  'keychain-absent': {
    sentence: "No keychain is running on this computer, so your password can't be saved.",
    cure: 'Start one (on Linux, gnome-keyring or KWallet), or sign in until you quit.',
  },
  'keychain-locked': {
    sentence: "The keychain is locked and isn't answering.",
    cure: 'Unlock it and try again, or sign in until you quit.',
  },
  'keychain-denied': {
    sentence: "The keychain didn't let Evo Quick Send in.",
    cure: 'Allow it there and try again, or sign in until you quit.',
  },
  'keychain-key-wrong': {
    sentence: "The key to your saved messages was changed in the keychain, so they can't be opened.",
    cure:
      'Nothing was deleted. Restore the entry “history-key” of “Evo Quick Send” from a backup of your keychain, or sign in until you quit. ' +
      'To start over without those messages, move the files whose names begin with “history-” to another folder.',
    tell: (folder) => `They are in this folder: ${quoted(folder)}`,
  },

  'not-signed-in': { sentence: "You aren't signed in.", cure: 'Sign in first. Your text is kept.' },
  'other-login': {
    sentence: 'You have switched to another login since you wrote this.',
    cure: 'Check From and To, then send it again.',
  },
  'line-missing': { sentence: "You haven't chosen a line.", cure: 'Choose the one to send from.' },
  'recipient-empty': { sentence: 'There is no recipient yet.', cure: "Enter a phone number, or the name of someone you've texted before." },
  'recipient-letters': {
    sentence: "This isn't a phone number.",
    cure: 'Enter digits, or pick a name from the list.',
    tell: (number) => `It contains ${number}.`,
  },
  'recipient-impossible': {
    sentence: "This phone number doesn't exist.",
    cure: 'Check the digits and the country code.',
    tell: (country) => `Country: ${country}.`,
  },
  'recipient-emergency': {
    sentence: "You can't text emergency or service numbers.",
    cure: 'Call from a phone instead.',
    tell: (number) => `${number} is one of them.`,
  },
  'recipient-several': {
    sentence: 'You can text only one number at a time.',
    cure: 'Keep one, and text the others separately.',
    tell: (count) => `There are ${count} here.`,
  },
  'text-empty': { sentence: 'The message is empty.', cure: 'Write something first.' },
  'text-too-long': {
    sentence: `The message is longer than ${longestText}.`,
    cure: 'Shorten it, or send it in parts.',
    tell: (length) => `It has ${length}.`,
  },
  'text-control': {
    sentence: "The message contains an invisible character that can't be sent.",
    cure: 'Delete it, or paste the text again as plain text.',
    tell: (place) => `It is ${place}.`,
  },
  'draft-changed': { sentence: 'This draft has changed in the meantime.', cure: 'Nothing was sent. Check it, then send it again.' },
  'draft-gone': { sentence: 'This draft has been deleted.', cure: 'Choose another one from the list.' },
  'draft-too-long': {
    sentence: `A draft holds up to ${numberWords(LONGEST_DRAFT)} characters, so the rest was cut off.`,
    cure: `Keep the rest somewhere else; a message can have up to ${longestText}.`,
  },

  'history-newer': {
    sentence: 'Your messages were saved by a newer version of this app.',
    cure: 'Install that version. The file has not been changed.',
  },
  'history-damaged': {
    sentence: 'The file with your messages was damaged, so a new one was started.',
    cure: 'Nothing was deleted, and you can go on.',
    tell: oldFile,
  },
  'history-unreadable': {
    sentence: "Part of the file with your messages is damaged and can't be read.",
    cure: 'Nothing was deleted. Quit Evo Quick Send and start it again.',
  },
  'history-key-missing': {
    sentence: 'The key to your saved messages is missing from the keychain, so a new file was started.',
    cure: 'Nothing was deleted, but the old file opens only with its key.',
    tell: oldFile,
  },
  'history-in-memory': {
    sentence: 'Your messages are kept in memory only and are gone when you quit the app.',
    cure: 'To keep them on disk, sign out and sign in again once all of them have been sent.',
  },
  'history-busy': { sentence: 'Another Evo Quick Send is using these messages.', cure: 'Close that one, then try again.' },
  'disk-full': { sentence: 'The disk is full.', cure: 'Free up some space and try again.' },
  'read-only': {
    sentence: "The data folder can't be written to.",
    cure: 'Allow writing there and try again.',
    tell: (path) => `It is here: ${quoted(path)}`,
  },
  'message-gone': { sentence: 'This message has been deleted.', cure: 'Choose another one from the list.' },
  'entry-damaged': {
    sentence: "This is damaged in the file and can't be shown.",
    cure: "It won't be sent. Everything else can still be used.",
  },
  'not-possible-now': { sentence: 'That is no longer possible for this message.', cure: 'Check its state in the list.' },
  'import-unreadable': {
    sentence: "This file isn't an export from Evo Quick Send.",
    cure: 'Choose a CSV or JSON Lines file made with Export.',
    tell: (path) => `The file is ${quoted(path)}`,
  },

  'hotkey-invalid': {
    sentence: "These keys can't be a shortcut.",
    cure: 'Press a letter or digit together with Ctrl and Shift.',
  },
  'hotkey-needs-modifier': {
    sentence: 'You need these keys for typing and in other apps.',
    cure: 'Press them together with Ctrl, Alt, Cmd or Super.',
  },
  'hotkey-too-plain': {
    sentence: 'These keys already do something in other apps, just as Ctrl+C copies.',
    cure: 'Add Shift, or one more of Ctrl, Alt, Cmd and Super.',
  },
  'hotkey-alt-gr': {
    sentence: 'On many keyboards these keys type a character: AltGr is the same as Ctrl+Alt on Windows.',
    cure: 'Press the key together with Ctrl and Shift.',
  },
  'hotkey-editing-key': {
    sentence: 'You need these keys for editing text and switching windows.',
    cure: 'Press a letter or digit together with Ctrl and Shift.',
  },
  'hotkey-taken': { sentence: 'Another app already uses these keys.', cure: 'Choose another shortcut. Your previous one still works.' },
};
