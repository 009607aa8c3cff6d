import { servers } from '../model/servers.ts';
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
