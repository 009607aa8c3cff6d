import { duration } from './times.ts';

/** Why a message is in the state it is in, below its text. */
export const explanationWords = {
  stillSending: 'Still waiting for Evo Voice.',
  holdNotStored: 'It will be sent as soon as that can be saved. Is the disk full?',
  scheduled: (time: string) => `Scheduled for ${time}, if this computer is on then.`,
  notSent: (why: string) => `Not sent. ${why}`.trim(),
  unknown: (why: string) => `It may or may not have been sent. ${why}`.trim(),
  similar: 'Evo Voice has a message much like it.',
  interrupted: 'Not sent: the app quit or the computer slept first.',
  late: (ms: number) => `Not sent: it waited ${duration(ms)}.`,
} as const;

/** What a queued message waits for. */
export const waitingWords = {
  signIn: 'Waiting for you to sign in.',
  network: 'Waiting for a connection. It will be sent automatically.',
  earlier: 'Waiting for the message before it.',
  retry: (why: string, time: string) => `${why} Next try at ${time}.`.trim(),
  turn: 'Waiting its turn.',
} as const;

/** How far looking up an unknown outcome has come. */
export const lookupWords = {
  checking: 'Still checking.',
  'given-up': "It wasn't found in the messages Evo Voice lists, but that doesn't prove it wasn't sent.",
  'not-permitted': "It can't be looked up, because this login isn't allowed to list messages.",
} as const;

/** Why nobody can tell whether a message was sent before the app was started. */
export const uncheckedWords = {
  'given-up': "It may have been sent before the app was started. That couldn't be checked.",
  'not-permitted':
    "It may have been sent before the app was started. That can't be checked, because this login isn't allowed to list messages.",
} as const;
