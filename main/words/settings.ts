import type { Settings } from '../model/settings.ts';

/** For how long Undo takes a message back. */
export const undoWords: Readonly<Record<Settings['undoSeconds'], string>> = {
  0: 'Off: sends at once',
  5: '5 seconds',
  10: '10 seconds',
  20: '20 seconds',
  30: '30 seconds',
};

/** The two ways the service and the app can write what they tell each other. */
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
  0: { label: 'Not at all', wish: 'Keep no messages', done: 'Messages are not kept any more.' },
};

/** The words for a number of days to keep messages; null: forever. */
export function retentionWords(days: Settings['retentionDays']): RetentionWords {
  return days === null ? keepForever : keepDays[days];
}
