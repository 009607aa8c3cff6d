import type { WorkProgress } from '../model/work-progress.ts';
import { messageCount, numberWords } from './counts.ts';
import { foreignText } from './foreign-text.ts';

const doing: Readonly<Record<WorkProgress['kind'], string>> = { export: 'Exporting', import: 'Importing', pull: 'Fetching' };
const done: Readonly<Record<WorkProgress['kind'], string>> = { export: 'Exported', import: 'Imported', pull: 'Fetched' };

/** What is left of work that was cancelled, given how many messages it came to. */
const cancelledWords: Readonly<Record<WorkProgress['kind'], (messages: string) => string>> = {
  export: () => 'Cancelled. No file was written.',
  import: (messages) => `Cancelled. Imported before that: ${messages}.`,
  pull: (messages) => `Cancelled after ${messages}.`,
};

/** Taking messages out and in. */
export const workWords = {
  exportCsv: 'Export as CSV',
  exportJsonLines: 'Export as JSON Lines',
  import: 'Import…',
  cancel: 'Cancel',
  running: ({ kind, done: count, total }: Pick<WorkProgress, 'kind' | 'done' | 'total'>) =>
    `${doing[kind]}: ${messageCount(count)}${total === undefined ? '' : ` of ${numberWords(total)}`}`,
  finished: ({ kind, done: count, path }: Pick<WorkProgress, 'kind' | 'done' | 'path'>) =>
    `${done[kind]}: ${messageCount(count)}${path === undefined ? '' : `, ${foreignText(path)}`}.`,
  leftOut: (count: number) =>
    `${messageCount(count)} ${count === 1 ? 'is' : 'are'} damaged in the file and ${count === 1 ? 'was' : 'were'} left out.`,
  cancelled: ({ kind, done: count }: Pick<WorkProgress, 'kind' | 'done'>) => cancelledWords[kind](messageCount(count)),
  failed: "It didn't work.",
  badLines: (count: number) => (count === 1 ? "One line couldn't be read:" : `${numberWords(count)} lines couldn't be read:`),
  badLine: (line: number, reason: string) => `Line ${numberWords(line)}: ${reason}`,
  moreBadLines: (count: number) => `and ${numberWords(count)} more.`,
} as const;

/** Why a line of an import cannot be read. */
export const badLineReasons = {
  notJson: 'not JSON',
  tooLong: 'too long',
  noColumnNames: 'the column names are missing',
  cellCount: (found: number, expected: number) => `${found} cells instead of ${expected}`,
  quotationMark: 'a quotation mark in the wrong place',
  notMessage: 'not a message',
  noTime: 'no time in "at"',
  unknownState: 'no known state in "state"',
  noAddress: 'no "address"',
  noText: 'no "text"',
} as const;
