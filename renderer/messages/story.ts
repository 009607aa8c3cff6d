import type { AccountState } from '../../main/model/app-state.ts';
import { lateAfterMs, type MessageItem } from '../../main/model/message.ts';
import { sayWhat } from '../../main/words/failures.ts';
import { lookupWords, uncheckedWords } from '../../main/words/messages.ts';
import { duration, shortTime } from './times.ts';

/** ms after which a request that is still out, and a hold that is over and did not end, is worth a word. */
const longMs = 10_000;
const overMs = 2000;

/** When the story of a message changes by itself, in ms since 1970, if it does. */
export function changesAt({ state, since, nextAt }: MessageItem): number | undefined {
  if (state === 'sending') return since === undefined ? undefined : since + longMs;
  return state === 'held' && nextAt !== undefined ? nextAt + overMs : undefined;
}

/** What a story depends on beside the message; `now` in ms since 1970. */
export interface Circumstances {
  readonly account: AccountState;
  /** The rows that are in memory. */
  readonly rows: readonly MessageItem[];
  readonly now: number;
}

/** Why a message stands where it stands, in one or two sentences; nothing when the state word says it all. */
export function storyOf(item: MessageItem, { account, rows, now }: Circumstances): string | undefined {
  const { state, failure, lookup, nextAt, candidate } = item;
  const isOverdue = now > (changesAt(item) ?? Number.POSITIVE_INFINITY);
  const why = failure === undefined ? '' : sayWhat(failure);
  switch (state) {
    case 'sending':
      return isOverdue ? 'Still waiting for Evo Voice.' : undefined;
    case 'held':
      return isOverdue ? 'It leaves as soon as that can be stored. Is the disk full?' : undefined;
    case 'accepted':
    case 'received':
      return undefined;
    case 'scheduled':
      return nextAt === undefined ? undefined : `Leaves ${shortTime(nextAt, now)}, if this computer is on.`;
    case 'queued':
      return waiting(item, { account, rows, now }, why);
    case 'failed':
      return `Not sent. ${why}`.trim();
    case 'unknown':
      if (candidate !== undefined) return 'It may have been sent or not. The server has a message much like it.';
      return `It may have been sent or not. ${lookup === undefined ? why : lookupWords[lookup]}`.trim();
    case 'review':
      return `${unsent(item, now)} ${why}`.trim();
  }
}

function unsent({ lookup, dueAt }: MessageItem, now: number): string {
  if (lookup === 'not-permitted' || lookup === 'given-up') return uncheckedWords[lookup];
  if (dueAt !== undefined && now - dueAt > lateAfterMs) return `Not sent: it waited ${duration(now - dueAt)}.`;
  return 'Not sent: the app ended or slept before it left.';
}

function waiting(item: MessageItem, { account, rows, now }: Circumstances, why: string): string {
  const { nextAt } = item;
  if (account.kind !== 'signed-in') return 'Waits until you sign in.';
  if (account.connection === 'offline') return 'Waits for the network and goes out by itself.';
  if (rows.some((other) => isBefore(other, item))) return 'Waits for the message before it.';
  if (nextAt !== undefined && nextAt > now) return `${why} It is tried again at ${shortTime(nextAt, now)}.`.trim();
  return why || 'Waits its turn.';
}

/** Whether a message of the same conversation leaves first. */
function isBefore(other: MessageItem, { sessionId, endpointId, address, turn = 0 }: MessageItem): boolean {
  if (other.state !== 'queued' && other.state !== 'sending') return false;
  const isSame =
    sessionId === undefined
      ? other.sessionId === undefined && other.endpointId === endpointId && other.address === address
      : other.sessionId === sessionId;
  return isSame && other.turn !== undefined && other.turn < turn;
}
