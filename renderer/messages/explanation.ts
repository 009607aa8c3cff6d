import type { AccountState } from '../../main/model/app-state.ts';
import { lateAfterMs, type MessageItem } from '../../main/model/message.ts';
import { explanationWords, lookupWords, uncheckedWords, waitingWords } from '../../main/words/explanations.ts';
import { sayWhat } from '../../main/words/failures.ts';
import { shortTime } from '../../main/words/times.ts';
import { isMessage, type ListRow } from './rows.ts';

/** ms after which a request that is still out, and a hold that is over and did not end, is worth a word. */
const longRequestMs = 10_000;
const overdueHoldMs = 2000;

/** When the explanation of a message changes by itself, in ms since 1970, if it does. */
export function explanationChangesAt({ state, since, nextAt }: MessageItem): number | undefined {
  if (state === 'sending') return since === undefined ? undefined : since + longRequestMs;
  return state === 'held' && nextAt !== undefined ? nextAt + overdueHoldMs : undefined;
}

/** What an explanation depends on beside the message; `now` in ms since 1970. */
export interface Circumstances {
  readonly account: AccountState;
  /** The rows that are in memory. */
  readonly rows: readonly ListRow[];
  readonly now: number;
}

/** Why a message is in its state, in one or two sentences; nothing when the state word says it all. */
export function explain(item: MessageItem, { account, rows, now }: Circumstances): string | undefined {
  const { state, failure, lookup, nextAt, candidate } = item;
  const isOverdue = now > (explanationChangesAt(item) ?? Number.POSITIVE_INFINITY);
  const why = failure === undefined ? '' : sayWhat(failure);
  switch (state) {
    case 'sending':
      return isOverdue ? explanationWords.stillSending : undefined;
    case 'held':
      return isOverdue ? explanationWords.holdNotStored : undefined;
    case 'accepted':
    case 'received':
      return undefined;
    case 'scheduled':
      return nextAt === undefined ? undefined : explanationWords.scheduled(shortTime(nextAt, now));
    case 'queued':
      return explainWaiting(item, { account, rows, now }, why);
    case 'failed':
      return explanationWords.notSent(why);
    case 'unknown':
      if (candidate !== undefined) return explanationWords.unknown(explanationWords.similar);
      return explanationWords.unknown(lookup === undefined ? why : lookupWords[lookup]);
    case 'review':
      return `${explainReview(item, now)} ${why}`.trim();
  }
}

function explainReview({ lookup, dueAt }: MessageItem, now: number): string {
  if (lookup === 'not-permitted' || lookup === 'given-up') return uncheckedWords[lookup];
  const waited = dueAt === undefined ? 0 : now - dueAt;
  return waited > lateAfterMs ? explanationWords.late(waited) : explanationWords.interrupted;
}

function explainWaiting(item: MessageItem, { account, rows, now }: Circumstances, why: string): string {
  const { nextAt } = item;
  if (account.kind !== 'signed-in') return waitingWords.signIn;
  if (account.connection === 'offline') return waitingWords.network;
  if (rows.filter(isMessage).some((other) => leavesBefore(other, item))) return waitingWords.earlier;
  if (nextAt !== undefined && nextAt > now) return waitingWords.retry(why, shortTime(nextAt, now));
  return why || waitingWords.turn;
}

/** Whether another message of the same conversation leaves first. */
function leavesBefore(other: MessageItem, { sessionId, endpointId, address, turn = 0 }: MessageItem): boolean {
  if (other.state !== 'queued' && other.state !== 'sending') return false;
  const isSame =
    sessionId === undefined
      ? other.sessionId === undefined && other.endpointId === endpointId && other.address === address
      : other.sessionId === sessionId;
  return isSame && other.turn !== undefined && other.turn < turn;
}
