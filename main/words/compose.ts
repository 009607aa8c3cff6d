import type { AppState } from '../model/app-state.ts';
import type { Line } from '../model/line.ts';
import type { Recipient } from '../model/recipient.ts';
import type { Settings } from '../model/settings.ts';
import { numberWords } from './counts.ts';
import { foreignText } from './foreign-text.ts';

/** The composer's fields and buttons. */
export const composeWords = {
  form: 'New message',
  from: 'From',
  to: 'To',
  message: 'Message',
  send: 'Send',
  sendBy: (keys: string) => `Send (${keys})`,
  toPlaceholder: 'Name or number',
  toInSession: 'The person in this chat session',
  useNumber: (number: string) => `Use ${foreignText(number)}`,
  removeRecipient: 'Remove recipient',
  endpointPlaceholder: 'Endpoint ID',
  endpoint: (id: string) => `Endpoint ${foreignText(id)}`,
  session: (name: string) => `Chat session: ${foreignText(name)}`,
  linesFailed: (why: string) => `Your lines couldn't be listed. ${why} Enter the endpoint ID of your line.`,
} as const;

/** The keys that send, as they are shown on the button. */
export function sendKeyLabel(sendKey: Settings['sendKey'], platform: AppState['platform']): string {
  if (sendKey === 'enter') return platform === 'darwin' ? '↩' : 'Enter';
  return platform === 'darwin' ? '⌘↩' : 'Ctrl+Enter';
}

/** A line as one chooses it: its name and its number. */
export function lineText({ name, numberText, number }: Line): string {
  const shown = numberText ?? number;
  const parts = shown === undefined || shown === name ? [name] : [name, shown];
  return parts.map(foreignText).join('  ');
}

/** A notice that comes with an understood recipient. */
export const recipientNotices: Readonly<Record<NonNullable<Recipient['notice']>, string>> = {
  'not-assigned': 'This number is possible but may not be in use. Check it before you send.',
};

/** The length of a text, as characters or as SMS parts. */
export const counterWords = {
  hint: 'An estimate: Evo Voice and the carrier decide.',
  characters: (count: number) => `${numberWords(count)} characters`,
  segments: ({ units, capacity, parts }: { readonly units: number; readonly capacity: number; readonly parts: number }) =>
    `${units}/${capacity} - ${parts} SMS`,
} as const;

/** Where in a text a character is, counted from 1. */
export function characterPlace(position: number): string {
  return `character ${numberWords(position)}`;
}

/** What one has to know before Send. */
export const hintWords = {
  prefilled: 'Filled in from outside. Check it, then send.',
  hasDraft: (name: string) => `You have a draft to ${foreignText(name)} · `,
  show: 'Show',
  draftTo: (name: string, line: string | undefined) =>
    `Draft to ${foreignText(name)}${line === undefined ? '' : `, from ${foreignText(line)}`}`,
  sameLine: (line: string) => `From ${foreignText(line)}, as last time`,
} as const;

/** The list of drafts. */
export const draftWords = {
  list: 'Drafts',
  state: 'Draft',
  nobody: 'No recipient yet',
  delete: 'Delete draft',
  question: 'Delete this draft?',
  yes: 'Delete',
  deleted: 'Draft deleted.',
  /** What a screen reader says of a draft: recipient, text, the word, time. */
  name: ({ to, excerpt, time }: { readonly to: readonly string[]; readonly excerpt: string; readonly time: string }) =>
    `${to.map(foreignText).join(' ')}: ${foreignText(excerpt)}. Draft, ${time}`,
} as const;
