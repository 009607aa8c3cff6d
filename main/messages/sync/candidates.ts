import { readDate } from '../../evo-voice/dates.ts';
import type { MessageInfo } from '../../evo-voice/dtos.ts';
import { sameAddress } from '../../model/address.ts';
import type { Candidate } from '../../model/message.ts';
import { isNew, isSameConversation, sameText, type Wanted } from './matching.ts';

/** A message of ours, and the message of the service that the person is asked about. */
export interface FoundCandidate {
  readonly wanted: Wanted;
  readonly candidate: Candidate;
}

/** The share of letter pairs two texts must have in common to pass for the same text, changed. */
const minShared = 0.6;

/** So many letters in a row inside a longer text are no coincidence. */
const tellingLetters = 8;

/** Two numbers that end in these many equal digits pass for the same, however they begin. */
const sharedDigits = 7;

/**
 * Finds, for each message of unknown outcome that has no candidate yet, the one message of the service that may be it although the service changed
 * its text or writes the number differently: outgoing, on the same line, certainly newer than the attempt, and similar. If two are similar, the
 * person is not asked; a message equal to another one of ours belongs to that one. A guess settles nothing: the person's answer does.
 */
export function findCandidates(wanted: readonly Wanted[], listed: readonly MessageInfo[]): readonly FoundCandidate[] {
  const found: FoundCandidate[] = [];
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

/** Whether a message of the service may be ours, changed by the service. */
export function isCandidate(info: MessageInfo, wanted: Wanted): boolean {
  return (
    info.direction === 'Outgoing' &&
    isNew(info, wanted.attempt) &&
    isSameConversation(info, wanted, isSimilarAddress) &&
    isSimilar(info.text ?? '', wanted.message.text)
  );
}

const isEqual = (info: MessageInfo, wanted: Wanted): boolean =>
  sameText(info.text ?? '', wanted.message.text) && isSameConversation(info, wanted);

function isSimilarAddress(a: string, b: string): boolean {
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
 * Whether one text may be the other, changed by a service: blanks, quotes, dashes, emoji and accents do not count, replacement characters may stand
 * for anything, and text may have been cut off or added. A guess, good enough to ask a person about.
 */
export function isSimilar(a: string, b: string): boolean {
  if (isUnreadable(a) || isUnreadable(b)) return true;
  const [short, long] = [lettersOf(a), lettersOf(b)].sort((x, y) => x.length - y.length) as [string, string];
  if (short === long) return true;
  if (long.includes(short) && (short.length * 2 >= long.length || short.length >= tellingLetters)) return true;
  return sharedPairs(short, long) >= minShared;
}

/** Whether a text consists of nothing but the characters services put in place of others. */
const isUnreadable = (text: string): boolean => /^[?\ufffd\u25a1\s]+$/.test(text);

const lettersOf = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase();

/** The share of letter pairs the two have in common, from 0 to 1 (Dice's coefficient). */
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
