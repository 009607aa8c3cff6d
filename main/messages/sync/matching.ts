import type { ClockDifference } from '../../evo-voice/api.ts';
import { readDate } from '../../evo-voice/dates.ts';
import type { MessageInfo } from '../../evo-voice/dtos.ts';
import { sameAddress } from '../../model/address.ts';
import type { Message } from '../../model/message.ts';
import type { Attempt, SessionLine } from '../outbox/attempt.ts';

/** A message of ours that is looked for among those of the service. */
export interface Wanted {
  readonly message: Message;
  readonly attempt: Attempt;
  /** For a message into a chat session: its line, where it could be learned. */
  readonly session?: SessionLine;
}

/** A message of ours, and the message of the service that it is. */
export interface Match {
  readonly wanted: Wanted;
  readonly found: MessageInfo;
}

/** The `Date` header has whole seconds, so the service's clock may be this much ahead of it. */
const dateHeaderMs = 1000;

/** How wrong our idea of the service's clock may be: the `Date` header has whole seconds, and the request takes time. */
const clockToleranceMs = 2000;

/**
 * Finds, for each message looked for, the message of the service that it is: outgoing, same line, same address, same text, not there before the
 * attempt. Each message of the service is used once, the oldest for the oldest, and an equal text is preferred to one that differs in line ends and
 * outer blanks. `isTaken`: an id that belongs to a message already. Anything doubtful is left out. Who sent it (`sender`) does not count, since the
 * service does not document what it holds.
 */
export function findMatches(
  wanted: readonly Wanted[],
  listed: readonly MessageInfo[],
  isTaken: (serverId: string) => boolean,
  difference: ClockDifference | undefined,
): readonly Match[] {
  const dated = listed.filter((info) => info.direction === 'Outgoing').map((info) => ({ info, at: dateOf(info) }));
  const sent = dated.sort((a, b) => a.at - b.at).map(({ info }) => info);
  const open = [...wanted].sort((a, b) => a.attempt.at - b.attempt.at || a.message.id - b.message.id);
  const found: Match[] = [];
  for (const same of [(a: string, b: string) => a === b, sameText]) {
    for (const each of open) {
      if (found.some((match) => match.wanted === each)) continue;
      const fitting = sent.filter(
        (info) =>
          !found.some((match) => match.found.id === info.id) &&
          same(info.text ?? '', each.message.text) &&
          isSameConversation(info, each) &&
          isAfter(info, each.attempt, difference) &&
          !isTaken(info.id),
      );
      const [first] = fitting;
      // All that is known of a session is its line and addresses, so with a second match it would be a guess.
      if (first && (fitting.length === 1 || each.session === undefined)) found.push({ wanted: each, found: first });
    }
  }
  return found;
}

/** Whether two texts are equal apart from line ends, outer blanks, and lone surrogates, which cannot be transmitted. */
export const sameText = (a: string, b: string): boolean => normalized(a) === normalized(b);

const normalized = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(/\p{Cs}/gu, '\ufffd')
    .trim();

const dateOf = (info: MessageInfo): number => readDate(info.date ?? '')?.ms ?? Number.POSITIVE_INFINITY;

/** Whether a message of the service is on the same line and with the same person as ours; `isSame` compares the addresses. */
export function isSameConversation(info: MessageInfo, { message, session }: Wanted, isSame = sameAddress): boolean {
  const address = info.otherAddress ?? '';
  if (message.target?.kind === 'session') {
    return session !== undefined && info.endpointId === session.endpointId && session.addresses.some((each) => isSame(each, address));
  }
  return info.endpointId === message.endpointId && isSame(message.address, address);
}

/**
 * Whether a message of the service cannot be older than the attempt. If the ids recorded before it are complete, it must be none of them and as new
 * as the newest of them. If they are incomplete, its date must not be before the attempt either, though it may be coarse (a whole second or day).
 * Without ids, it must be certainly after the attempt, by the latest the service's clock may have been. Without a readable date: false.
 */
function isAfter(info: MessageInfo, attempt: Attempt, difference: ClockDifference | undefined): boolean {
  const date = readDate(info.date ?? '');
  if (date === undefined || isKnown(info, attempt)) return false;
  const latest = attempt.serverAtMost ?? attempt.serverAt ?? attempt.at + (difference?.mostMs ?? 0);
  if (attempt.knownIds === undefined) return date.ms >= latest + dateHeaderMs;
  if (isNew(info, attempt)) return true;
  const earliest = attempt.serverAt ?? attempt.at + (difference?.leastMs ?? 0);
  return (
    date.ms + coarseness(info.date ?? '') >= earliest - clockToleranceMs && date.ms >= (attempt.newestKnownAt ?? Number.NEGATIVE_INFINITY)
  );
}

/** Whether a message is certainly newer than everything listed before the attempt, going by the service's own dates alone. */
export function isNew(info: MessageInfo, attempt: Attempt): boolean {
  const date = readDate(info.date ?? '');
  if (date === undefined || attempt.isComplete !== true || isKnown(info, attempt)) return false;
  return date.ms >= (attempt.newestKnownAt ?? Number.POSITIVE_INFINITY);
}

function isKnown({ id }: MessageInfo, { knownIds = [], rejectedIds = [] }: Attempt): boolean {
  return knownIds.includes(id) || rejectedIds.includes(id);
}

/** How much later than its value the moment behind a date may be, in ms. */
function coarseness(date: string): number {
  if (/^\s*\d{4}-\d\d-\d\d\s*$/.test(date)) return 86_400_000;
  return /\.\d|Date\(|^\s*-?\d{12,}\s*$/.test(date) ? 0 : 1000;
}
