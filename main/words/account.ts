import type { HistoryDamage } from '../model/history-damage.ts';
import { servers } from '../model/servers.ts';
import { messageCount, numberWords } from './counts.ts';
import { foreignText } from './foreign-text.ts';

/** The sign-in form. */
export const signInWords = {
  heading: 'Sign in to Evo Voice',
  server: 'Server',
  userName: 'User name',
  password: 'Password',
  signIn: 'Sign in',
  serverHint: `Usually ${servers.join(' or ')}.`,
  otherHint: (server: string) => `Or does your login belong to ${server}?`,
  tryOther: (server: string) => `Try ${server} instead`,
  keeping: "Your password is kept in this computer's keychain and goes to no one but this server.",
  untilQuit: 'Sign in until quit',
  untilQuitHint:
    'Your password and your messages are then kept in memory only. Nothing is saved to disk, and both are gone when you quit the app.',
} as const;

/** Logins whose passwords are in the keychain, when it is not known who signed in last. */
export const keychainLoginWords = {
  heading: 'Continue with a login from your keychain',
  login: ({ userName, host }: { readonly userName: string; readonly host: string }) => `${foreignText(userName)} at ${foreignText(host)}`,
  orForm: 'Or sign in with your password:',
} as const;

/** Who is signed in, in Settings. */
export const accountWords = {
  heading: 'Account',
  who: ({ displayName, userName, server }: { readonly displayName: string; readonly userName: string; readonly server: string }) =>
    `${foreignText(displayName)} (${foreignText(userName)}) at ${foreignText(server)}`,
  remembered:
    "Your password is in this computer's keychain. Signing out removes it; messages that are waiting go out after you sign in again.",
  untilQuit: 'Signed in until you quit: your password is in memory only.',
  signOut: 'Sign out',
  signedOut: 'Not signed in.',
} as const;

/** What one must know of a login before typing. */
export const accountNotices = {
  offline: 'Offline: messages wait and are sent automatically.',
  retry: 'Try now',
  noLookup: "This login isn't allowed to list messages, so if it isn't clear whether a message was sent, nobody can look it up here.",
  untilQuit: 'Signed in until you quit: neither your login nor your messages are saved to disk.',
  dismiss: 'Got it',
} as const;

/** What of a history cannot be shown, and that it is not sent; undefined if there is nothing like that. */
export function damageWords({ unsent, drafts, people }: HistoryDamage): string | undefined {
  const sentences = [
    unsent > 0 && `${messageCount(unsent)} cannot be shown: ${unsent === 1 ? 'it is' : 'they are'} damaged in the file.`,
    unsent > 0 && (unsent === 1 ? 'It will not be sent.' : 'They will not be sent.'),
    drafts > 0 && `${drafts === 1 ? '1 draft is' : `${numberWords(drafts)} drafts are`} damaged in the file and cannot be shown.`,
    people > 0 &&
      `${people === 1 ? '1 person is' : `${numberWords(people)} people are`} not suggested any more, because what was kept of them is damaged.`,
  ].filter((sentence) => sentence !== false);
  return sentences.length === 0 ? undefined : sentences.join(' ');
}
