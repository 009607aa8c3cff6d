import { readDate } from '../../evo-voice/dates.ts';
import type { MessageInfo } from '../../evo-voice/dtos.ts';
import type { ClockDifference } from '../../evo-voice/http/clock-difference.ts';
import { sameAddress } from '../../model/address.ts';
import type { Message } from '../../model/message.ts';
import type { Attempt, SessionPlace } from '../outbox/attempt.ts';

/** A message of ours whose outcome is looked up. */
export interface Wanted {
  readonly message: Message;
  readonly attempt: Attempt;
  /** For a message into a session: where that session runs, when it could be learned. */
  readonly session?: SessionPlace;
}

/** One of our messages and the one on the service that it is. */
export interface Match {
  readonly wanted: Wanted;
  readonly found: MessageInfo;
}

/** The `Date` header is cut to whole seconds, so the service's clock may be this much ahead of what was read. */
const dateHeaderMs = 1000;

/** How far the two clocks may be wrong about each other: the `Date` header has whole seconds, and the way there takes time. */
const clockToleranceMs = 2000;

/**
 * Finds, for each message of unknown outcome, the one on the service that it is: outgoing, same endpoint,
 * same address, same text, not there before the attempt, each found message used once, oldest to oldest. Equal text goes before text that is equal
 * but for line ends and outer blanks. `isTaken` tells ids that some row holds already. Whatever is doubtful is left out. Who sent it
 * (`sender`) decides nothing: no document says what it holds.
 */
export function matches(
  wanted: readonly Wanted[],
  listed: readonly MessageInfo[],
  isTaken: (serverId: string) => boolean,
  difference: ClockDifference | undefined,
): readonly Match[] {
  const free = listed.filter((info) => info.direction === 'Outgoing' && !isTaken(info.id)).sort((a, b) => dateOf(a) - dateOf(b));
  const open = [...wanted].sort((a, b) => a.attempt.at - b.attempt.at || a.message.id - b.message.id);
  const found: Match[] = [];
  for (const same of [(a: string, b: string) => a === b, sameText]) {
    for (const each of open) {
      if (found.some((match) => match.wanted === each)) continue;
      const fitting = free.filter(
        (info) =>
          !found.some((match) => match.found.id === info.id) &&
          same(info.text ?? '', each.message.text) &&
          isSameConversation(info, each) &&
          isAfter(info, each.attempt, difference),
      );
      const [first] = fitting;
      // A session tells nothing but its line and its people, so a second candidate makes it a guess.
      if (first && (fitting.length === 1 || each.session === undefined)) found.push({ wanted: each, found: first });
    }
  }
  return found;
}

/** Whether two texts are equal but for line ends and outer blanks, and for what cannot travel (lone surrogates). */
export const sameText = (a: string, b: string): boolean => loose(a) === loose(b);

const loose = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(/\p{Cs}/gu, '\ufffd')
    .trim();

const dateOf = (info: MessageInfo): number => readDate(info.date ?? '')?.ms ?? Number.POSITIVE_INFINITY;

/** Whether a message runs on the line and with the person of ours. `isSame` compares the addresses. */
export function isSameConversation(info: MessageInfo, { message, session }: Wanted, isSame = sameAddress): boolean {
  const address = info.otherAddress ?? '';
  if (message.target?.kind === 'session') {
    return session !== undefined && info.endpointId === session.endpointId && session.addresses.some((each) => isSame(each, address));
  }
  return info.endpointId === message.endpointId && isSame(message.address, address);
}

/**
 * Whether a listed message cannot be older than the attempt. Where the ids noted before it are complete, it is enough that it is none of them
 * and as new as the newest; where they are not, its date must not be before the attempt, but may be coarse (a whole second or day). Without ids it
 * must be after the attempt for certain, by the latest that the service's clock may have been. No readable date is never enough.
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

/** Whether a message certainly came after what was listed before the attempt, by the service's own dates alone. */
export function isNew(info: MessageInfo, attempt: Attempt): boolean {
  const date = readDate(info.date ?? '');
  if (date === undefined || attempt.isComplete !== true || isKnown(info, attempt)) return false;
  return date.ms >= (attempt.newestKnownAt ?? Number.POSITIVE_INFINITY);
}

function isKnown({ id }: MessageInfo, { knownIds = [], rejectedIds = [] }: Attempt): boolean {
  return knownIds.includes(id) || rejectedIds.includes(id);
}

/** The ms a date text may stand for beyond its own value. */
function coarseness(date: string): number {
  if (/^\s*\d{4}-\d\d-\d\d\s*$/.test(date)) return 86_400_000;
  return /\.\d|Date\(|^\s*-?\d{12,}\s*$/.test(date) ? 0 : 1000;
}
