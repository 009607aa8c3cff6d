import { readDate } from '../../evo-voice/dates.ts';
import type { MessageInfo } from '../../evo-voice/dtos.ts';
import { sameAddress } from '../../model/address.ts';
import type { Candidate } from '../../model/message.ts';
import { isNew, isSameConversation, sameText, type Wanted } from './matching.ts';

/** A message of ours, and the one of the service that a person is asked about. */
export interface Offer {
  readonly wanted: Wanted;
  readonly candidate: Candidate;
}

/** Share of pairs of letters two texts must have in common to count as the same one, changed. */
const leastShared = 0.6;

/** Letters that are no coincidence inside a longer text. */
const tellingLetters = 8;

/** Digits by which two numbers are the same however their beginnings are written. */
const sharedDigits = 7;

/**
 * Finds, for each message of unknown outcome that has none yet, the one message of the service that may be it although the service changed its text
 * or how it writes the number: outgoing, same line, certainly new since the attempt, and like it. Where two are like it nobody is asked,
 * and a message that is equal to one of ours is left to that. A guess settles nothing; the person's answer does.
 */
export function offers(wanted: readonly Wanted[], listed: readonly MessageInfo[]): readonly Offer[] {
  const found: Offer[] = [];
  for (const each of wanted) {
    if (each.message.state !== 'unknown' || each.message.candidate !== undefined) continue;
    const fitting = listed.filter(
      (info) =>
        isCandidate(info, each) &&
        !found.some(({ candidate }) => candidate.serverId === info.id) &&
        !wanted.some((other) => other !== each && isEqual(info, other)),
    );
    const [only] = fitting;
    if (only !== undefined && fitting.length === 1) found.push({ wanted: each, candidate: candidateOf(only) });
  }
  return found;
}

/** Whether a message may be ours, changed by the service. */
export function isCandidate(info: MessageInfo, wanted: Wanted): boolean {
  return (
    info.direction === 'Outgoing' &&
    isNew(info, wanted.attempt) &&
    isSameConversation(info, wanted, isLikeAddress) &&
    isLike(info.text ?? '', wanted.message.text)
  );
}

const isEqual = (info: MessageInfo, wanted: Wanted): boolean =>
  sameText(info.text ?? '', wanted.message.text) && isSameConversation(info, wanted);

function isLikeAddress(a: string, b: string): boolean {
  const [endOfA, endOfB] = [a, b].map((address) => address.replace(/\D/g, '').slice(-sharedDigits));
  return sameAddress(a, b) || (endOfA?.length === sharedDigits && endOfA === endOfB);
}

const candidateOf = ({ id, text = '', date = '', endpointId, endpointDisplayName, otherAddress }: MessageInfo): Candidate => ({
  serverId: id,
  text,
  at: readDate(date)?.ms ?? 0,
  endpointId,
  lineName: endpointDisplayName,
  address: otherAddress,
});

/**
 * Whether one text may be the other after a service changed it: blanks, quotes, dashes, emoji and accents never count, signs that could not be
 * written may stand for anything, and it may have been cut or added to. A guess, good enough to ask a person about.
 */
export function isLike(a: string, b: string): boolean {
  if (isUnreadable(a) || isUnreadable(b)) return true;
  const [short, long] = [lettersOf(a), lettersOf(b)].sort((x, y) => x.length - y.length) as [string, string];
  if (short === long) return true;
  if (long.includes(short) && (short.length * 2 >= long.length || short.length >= tellingLetters)) return true;
  return sharedPairs(short, long) >= leastShared;
}

/** Whether nothing of a text was left but the signs that services put in the place of others. */
const isUnreadable = (text: string): boolean => /^[?\ufffd\u25a1\s]+$/.test(text);

const lettersOf = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase();

/** Pairs of neighbours that both have, out of all: 0 to 1 (Dice's coefficient). */
function sharedPairs(a: string, b: string): number {
  const counts = new Map<string, number>();
  for (const pair of pairsOf(a)) counts.set(pair, (counts.get(pair) ?? 0) + 1);
  let shared = 0;
  for (const pair of pairsOf(b)) {
    const left = counts.get(pair) ?? 0;
    if (left === 0) continue;
    counts.set(pair, left - 1);
    shared++;
  }
  return (2 * shared) / Math.max(a.length + b.length - 2, 1);
}

const pairsOf = (text: string): readonly string[] =>
  Array.from({ length: Math.max(text.length - 1, 0) }, (_, at) => text.slice(at, at + 2));
