import type { AccountState, MessageItem } from '../../main/contract.ts';
import { sayWhat } from '../words.ts';
import { shortTime } from './times.ts';
import { lookupWords } from './words.ts';

/** Why a message stands where it stands, in one or two sentences; nothing when the state word says it all. `now` in ms. */
export function storyOf(item: MessageItem, account: AccountState, now: number): string | undefined {
  const { state, failure, lookup, nextAt, candidate } = item;
  const why = failure === undefined ? '' : sayWhat(failure);
  switch (state) {
    case 'held':
    case 'sending':
    case 'accepted':
    case 'received':
      return undefined;
    case 'scheduled':
      return nextAt === undefined ? undefined : `Leaves ${shortTime(nextAt, now)}, if this computer is on.`;
    case 'queued':
      return waiting(account, why, nextAt, now);
    case 'failed':
      return `Not sent. ${why}`.trim();
    case 'unknown':
      if (candidate !== undefined) return 'It may have been sent or not. The server has a message much like it.';
      return `It may have been sent or not. ${lookup === undefined ? why : lookupWords[lookup]}`.trim();
    case 'review':
      return `Not sent: the app ended or slept before it left. ${why}`.trim();
  }
}

function waiting(account: AccountState, why: string, nextAt: number | undefined, now: number): string {
  if (account.kind !== 'signed-in') return 'Waits until you sign in.';
  if (account.connection === 'offline') return 'Waits for the network and goes out by itself.';
  if (nextAt !== undefined && nextAt > now) return `${why} It is tried again at ${shortTime(nextAt, now)}.`.trim();
  return why || 'Waits its turn.';
}
