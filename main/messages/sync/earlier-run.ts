import type { EvoVoiceClient } from '../../evo-voice/api.ts';
import type { Message } from '../../model/message.ts';
import { type ApplyUntilStored, acceptedAs } from '../outbox/apply-event.ts';
import type { EarlierRunAnswer } from '../outbox/deliver.ts';
import { findListingTarget } from '../outbox/listing-target.ts';
import { listSince } from './listing.ts';
import { findMatches, type Wanted } from './matching.ts';
import type { Reconciler } from './reconcile.ts';

/** Pages of 100 read for one message. What a line has beyond them stays unknown. */
const maxPages = 100;

/** How far apart the two clocks may have been when the message was written, in ms. */
const toleranceMs = 60_000;

/** What the check needs. */
export interface EarlierRunCheckParts {
  readonly reconciler: Pick<Reconciler, 'reconcile' | 'couldBeInFlight'>;
  /** Whether a message sent from here has this id of the service, or had it until it was deleted. */
  readonly isTakenByOwn: (serverId: string) => boolean;
  /** Whether a damaged message has this id, so that nobody can tell which message that is. */
  readonly isOfDamaged: (serverId: string) => boolean;
  readonly applyUntilStored: ApplyUntilStored;
  /** Names this run of the app. */
  readonly run: string;
}

/**
 * Looks up a queued message of an earlier run before it is sent, since the file may be an older copy (a backup, a snapshot) of one in which the
 * message was sent long ago. If the service has a message with the same line, person and text that is not older and is no other message of ours,
 * that is it, and it is accepted. Where this cannot be found out, the person decides. A message that was only pulled does not count as ours: it may
 * have been pulled after the file was restored.
 */
export function createEarlierRunCheck({ reconciler, isTakenByOwn, isOfDamaged, applyUntilStored, run }: EarlierRunCheckParts) {
  async function review({ id }: Message, lookup: 'given-up' | 'not-permitted'): Promise<EarlierRunAnswer> {
    await applyUntilStored(id, 'may-not-look', { lookup, nextAt: null });
    return { kind: 'settled' };
  }

  return async (client: EvoVoiceClient, message: Message): Promise<EarlierRunAnswer> => {
    if (message.run === run) return { kind: 'not-sent' };
    const target = await findListingTarget(client, message);
    // The line of a session that has ended can no longer be learned.
    if (!target.ok) return target.error.code === 'refused' ? review(message, 'given-up') : { kind: 'failed', failure: target.error };
    const { endpointId, session } = target.value;
    const difference = client.clockDifference()?.leastMs ?? 0;
    const listed = await listSince(client, endpointId, message.at + difference - toleranceMs, maxPages);
    if (!listed.ok && listed.error.code === 'role-missing') return review(message, 'not-permitted');
    if (!listed.ok) return { kind: 'failed', failure: listed.error };
    // Messages that other rows are looking for belong to those.
    reconciler.reconcile(listed.value.infos);
    const wanted: Wanted = { message, attempt: { at: message.at - toleranceMs, knownIds: [] }, session };
    const free = listed.value.infos.filter((info) => !reconciler.couldBeInFlight(info));
    const fitting = (infos: typeof free) => findMatches([wanted], infos, isTakenByOwn, client.clockDifference())[0]?.found;
    // If several fit in one session it is uncertain which one it is, but not that it was sent.
    const found = fitting(free) ?? free.findLast((info) => fitting([info]) !== undefined);
    if (found === undefined) return listed.value.isComplete ? { kind: 'not-sent' } : review(message, 'given-up');
    if (isOfDamaged(found.id)) return review(message, 'given-up');
    await applyUntilStored(message.id, 'found', acceptedAs(message, found));
    return { kind: 'settled' };
  };
}
