import type { EvoVoiceClient } from '../../evo-voice/api.ts';
import type { MessageInfo } from '../../evo-voice/dtos.ts';
import { sameAddress } from '../../model/address.ts';
import type { Candidate, Message } from '../../model/message.ts';
import { type ApplyUntilStored, acceptedAs } from '../outbox/apply-event.ts';
import type { SessionLine } from '../outbox/attempt.ts';
import type { Database } from '../store/database.ts';
import type { Applied, Outbox } from '../store/outbox.ts';
import { findCandidates, isCandidate } from './candidates.ts';
import { findMatches, type Match, sameText, type Wanted } from './matching.ts';

/** What reconciling needs. */
export interface ReconcilerParts {
  readonly database: Pick<Database, 'attempt'>;
  readonly outbox: Pick<Outbox, 'attempts' | 'inState' | 'confirmMarkedSent' | 'setCandidate'>;
  /** Whether a message here has this id of the service, or had it until it was deleted. */
  readonly isTaken: (serverId: string) => boolean;
  readonly applyUntilStored: ApplyUntilStored;
  readonly report: (applied: Applied) => void;
  readonly client: () => EvoVoiceClient | undefined;
}

/** The message that was looked up, and the line of its session. */
type LookedUp = { readonly id: number } & SessionLine;

/**
 * Compares what the service lists with our messages of unknown outcome, and those a person marked as sent. One that is listed is settled; one that
 * may be listed, but changed, gets the listed message as a candidate for the person to judge. Lookup and pull share this, so whichever sees a message
 * first settles it.
 */
export function createReconciler({ database, outbox, isTaken, applyUntilStored, report, client }: ReconcilerParts) {
  const isSame = (message: Message, info: MessageInfo): boolean =>
    sameText(message.text, info.text ?? '') &&
    (message.sessionId !== undefined || (info.endpointId === message.endpointId && sameAddress(message.address, info.otherAddress ?? '')));

  /** Leaves out what may be the message of a request in flight, changed or not: until that has ended, it belongs to no row. */
  function notInFlight(listed: readonly MessageInfo[]): readonly MessageInfo[] {
    const open = outbox.attempts('sending');
    const couldBe = (info: MessageInfo): boolean =>
      info.direction === 'Outgoing' &&
      open.some(({ message, attempt }) => isSame(message, info) || isCandidate(info, { message, attempt, session: attempt.session }));
    return listed.filter((info) => !couldBe(info));
  }

  const couldBeInFlight = (info: MessageInfo): boolean => notInFlight([info]).length === 0;

  /** Whether the person is being asked whether this is a message of ours. */
  const isAskedAbout = (info: MessageInfo): boolean => outbox.inState('unknown').some(({ candidate }) => candidate?.serverId === info.id);

  /** Messages to be settled, with the line of their session: as looked up just now, else as recorded at the attempt. */
  const openRows = (session: LookedUp | undefined): readonly Wanted[] =>
    [...outbox.attempts('unknown'), ...outbox.attempts('accepted')].map((open) =>
      open.message.id === session?.id ? { ...open, session } : { ...open, session: open.attempt.session },
    );

  function settle({ wanted: { message }, found }: Match): void {
    if (message.state === 'unknown') {
      void applyUntilStored(message.id, 'found', acceptedAs(message, found));
      return;
    }
    const settled = database.attempt(() => outbox.confirmMarkedSent(message.id, found.id));
    if (settled.ok) report(settled.value);
  }

  function offer(id: number, candidate: Candidate | null): void {
    const offered = database.attempt(() => outbox.setCandidate(id, candidate));
    if (offered.ok) report(offered.value);
  }

  /** Settles our messages that are among those listed. `session`: the line of the chat session that was looked up. */
  function reconcile(listed: readonly MessageInfo[], session?: LookedUp): void {
    if (openRows(session).length === 0) return;
    const free = notInFlight(listed);
    for (const match of findMatches(openRows(session), free, isTaken, client()?.clockDifference())) settle(match);
    const open = openRows(session);
    for (const { message } of open) if (message.candidate && isTaken(message.candidate.serverId)) offer(message.id, null);
    const similar = free.filter((info) => open.some((wanted) => isCandidate(info, wanted)));
    const unclaimed = similar.filter((info) => !isTaken(info.id) && !isAskedAbout(info));
    for (const { wanted, candidate } of findCandidates(open, unclaimed)) offer(wanted.message.id, candidate);
  }

  return { reconcile, notInFlight, couldBeInFlight, isAskedAbout };
}

export type Reconciler = ReturnType<typeof createReconciler>;
