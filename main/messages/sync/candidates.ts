import { readDate } from '../../evo-voice/dates.ts';
import type { MessageInfo } from '../../evo-voice/dtos.ts';
import { sameAddress } from '../../model/address.ts';
import type { Candidate } from '../../model/message.ts';
import { isLike } from './likeness.ts';
import { isNew, isSameConversation, sameText, type Wanted } from './matching.ts';

/** A message of ours, and the one of the service that a person is asked about. */
export interface Offer {
  readonly wanted: Wanted;
  readonly candidate: Candidate;
}

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
