import type { EvoVoiceClient } from '../../evo-voice/api.ts';
import type { ServiceFailure } from '../../model/failure.ts';
import type { Message } from '../../model/message.ts';

import { listSince } from '../sync/listing.ts';
import { placeOf } from '../sync/listing-target.ts';
import { matches, type Wanted } from '../sync/matching.ts';
import type { Claims } from '../sync/reconcile.ts';
import type { ApplyUntilStored } from './apply-event.ts';

/** Pages of 100 that are read for one message; what a line has beyond them cannot be told. */
const mostPages = 100;

/** How far the clocks may have been wrong about each other, in ms, when the message was written. */
const toleranceMs = 60_000;

/** What the check needs. */
export interface EarlierRunParts {
  readonly claims: Claims;
  /** Whether a message of ours has this id of the service, or had it until it was deleted. */
  readonly isTakenByOwn: (serverId: string) => boolean;
  readonly applyUntilStored: ApplyUntilStored;
  /** This start of the app. */
  readonly run: () => string;
}

/** `clear`: no earlier run sent it; `settled`: it is no longer queued; `failed`: it could not be looked up now. */
export type Checked =
  | { readonly kind: 'clear' }
  | { readonly kind: 'settled' }
  | { readonly kind: 'failed'; readonly failure: ServiceFailure };

/**
 * Looks a queued message of an earlier run up before it is sent: the file may be an older copy of one in which it has long left. A message of
 * the service that nobody here sent, with the same line, person and text and not older than ours, is the one: it is accepted. Where nobody can tell,
 * a person decides. A row that was only pulled is no message of ours: it may have been pulled after the file was put back.
 */
export function createEarlierRunCheck({ claims, isTakenByOwn, applyUntilStored, run }: EarlierRunParts) {
  async function review({ id }: Message, lookup: 'given-up' | 'not-permitted'): Promise<Checked> {
    await applyUntilStored(id, 'may-not-look', { lookup, nextAt: null });
    return { kind: 'settled' };
  }

  return async (client: EvoVoiceClient, message: Message): Promise<Checked> => {
    if (message.run === run()) return { kind: 'clear' };
    const place = await placeOf(client, message);
    // The line of a session that has ended cannot be learned any more.
    if (!place.ok) return place.error.code === 'refused' ? review(message, 'given-up') : { kind: 'failed', failure: place.error };
    const difference = client.clockDifference()?.leastMs ?? 0;
    const listed = await listSince(client, place.endpointId, message.at + difference - toleranceMs, mostPages);
    if (!listed.ok && listed.error.code === 'role-missing') return review(message, 'not-permitted');
    if (!listed.ok) return { kind: 'failed', failure: listed.error };
    // What other rows are known to wait for is theirs.
    claims.take(listed.value);
    const wanted: Wanted = { message, attempt: { at: message.at - toleranceMs, knownIds: [] }, session: place.session };
    const free = listed.value.filter((info) => !claims.mayBeOnItsWay(info));
    const fitting = (infos: typeof free) => matches([wanted], infos, isTakenByOwn, client.clockDifference())[0]?.found;
    // Several that fit in one session leave open which it is, not that it was sent.
    const found = fitting(free) ?? free.findLast((info) => fitting([info]) !== undefined);
    if (found === undefined) return listed.isComplete ? { kind: 'clear' } : review(message, 'given-up');
    const { id: serverId, endpointId, endpointDisplayName: lineName, otherAddress: address } = found;
    await applyUntilStored(
      message.id,
      'found',
      message.sessionId === undefined ? { serverId } : { serverId, endpointId, lineName, address },
    );
    return { kind: 'settled' };
  };
}

export type EarlierRunCheck = ReturnType<typeof createEarlierRunCheck>;
