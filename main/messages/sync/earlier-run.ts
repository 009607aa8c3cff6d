import type { EvoVoiceClient } from '../../evo-voice/client.ts';
import type { Message } from '../../model/message.ts';
import { type ApplyUntilStored, takenFrom } from '../outbox/apply-event.ts';
import type { EarlierRun } from '../outbox/deliver.ts';
import { listingTargetOf } from '../outbox/listing-target.ts';
import { listSince } from './listing.ts';
import { matches, type Wanted } from './matching.ts';
import type { Reconciler } from './reconcile.ts';

/** Pages of 100 that are read for one message; what a line has beyond them cannot be told. */
const mostPages = 100;

/** How far the clocks may have been wrong about each other, in ms, when the message was written. */
const toleranceMs = 60_000;

/** What the check needs. */
export interface EarlierRunCheckParts {
  readonly reconciler: Pick<Reconciler, 'reconcile' | 'couldBeInFlight'>;
  /** Whether a message of ours has this id of the service, or had it until it was deleted. */
  readonly isTakenByOwn: (serverId: string) => boolean;
  readonly applyUntilStored: ApplyUntilStored;
  /** This start of the app. */
  readonly run: string;
}

/**
 * Looks a queued message of an earlier run up before it is sent: the file may be an older copy of one in which it has long left. A message of
 * the service that nobody here sent, with the same line, person and text and not older than ours, is the one: it is accepted. Where nobody can tell,
 * a person decides. A row that was only pulled is no message of ours: it may have been pulled after the file was put back.
 */
export function createEarlierRunCheck({ reconciler, isTakenByOwn, applyUntilStored, run }: EarlierRunCheckParts) {
  async function review({ id }: Message, lookup: 'given-up' | 'not-permitted'): Promise<EarlierRun> {
    await applyUntilStored(id, 'may-not-look', { lookup, nextAt: null });
    return { kind: 'settled' };
  }

  return async (client: EvoVoiceClient, message: Message): Promise<EarlierRun> => {
    if (message.run === run) return { kind: 'not-sent' };
    const target = await listingTargetOf(client, message);
    // The line of a session that has ended cannot be learned any more.
    if (!target.ok) return target.error.code === 'refused' ? review(message, 'given-up') : { kind: 'failed', failure: target.error };
    const { endpointId, session } = target.value;
    const difference = client.clockDifference()?.leastMs ?? 0;
    const listed = await listSince(client, endpointId, message.at + difference - toleranceMs, mostPages);
    if (!listed.ok && listed.error.code === 'role-missing') return review(message, 'not-permitted');
    if (!listed.ok) return { kind: 'failed', failure: listed.error };
    // What other rows are known to wait for is theirs.
    reconciler.reconcile(listed.value.infos);
    const wanted: Wanted = { message, attempt: { at: message.at - toleranceMs, knownIds: [] }, session };
    const free = listed.value.infos.filter((info) => !reconciler.couldBeInFlight(info));
    const fitting = (infos: typeof free) => matches([wanted], infos, isTakenByOwn, client.clockDifference())[0]?.found;
    // Several that fit in one session leave open which it is, not that it was sent.
    const found = fitting(free) ?? free.findLast((info) => fitting([info]) !== undefined);
    if (found === undefined) return listed.value.isComplete ? { kind: 'not-sent' } : review(message, 'given-up');
    await applyUntilStored(message.id, 'found', takenFrom(message, found));
    return { kind: 'settled' };
  };
}
