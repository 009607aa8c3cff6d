import type { EvoVoiceClient } from '../../evo-voice/client.ts';
import type { MessageInfo } from '../../evo-voice/dtos.ts';
import { sameAddress } from '../../model/address.ts';
import type { Candidate, Message } from '../../model/message.ts';
import type { ApplyUntilStored } from '../outbox/apply-event.ts';
import type { Database } from '../store/database.ts';
import type { Applied, Outbox } from '../store/outbox.ts';
import { isCandidate, offers } from './candidates.ts';
import type { SessionPlace } from './listing-target.ts';
import { type Match, matches, sameText, type Wanted } from './matching.ts';

/** What claiming needs. */
export interface ClaimsParts {
  readonly database: Database;
  readonly outbox: Pick<Outbox, 'attempts' | 'inState' | 'settle' | 'offer'>;
  /** Whether a row holds this id of the service, or held it until it was deleted. */
  readonly isTaken: (serverId: string) => boolean;
  readonly applyUntilStored: ApplyUntilStored;
  readonly report: (applied: Applied) => void;
  readonly client: () => EvoVoiceClient | undefined;
}

/**
 * Gives messages listed by the service to the rows of ours they are: those of unknown outcome, and those marked as sent by hand. One that may
 * be ours, but changed, is kept inside the row for a person to judge. Lookup and pull share it, so that whoever sees a message first settles its row.
 */
export function createClaims({ database, outbox, isTaken, applyUntilStored, report, client }: ClaimsParts) {
  const isSame = (message: Message, info: MessageInfo): boolean =>
    sameText(message.text, info.text ?? '') &&
    (message.sessionId !== undefined || (info.endpointId === message.endpointId && sameAddress(message.address, info.otherAddress ?? '')));

  /** Whether a request is out whose message this may be, changed or not: it is nobody's until that request has ended. */
  const mayBeOnItsWay = (info: MessageInfo): boolean =>
    info.direction === 'Outgoing' &&
    outbox
      .attempts('sending')
      .some(({ message, attempt }) => isSame(message, info) || isCandidate(info, { message, attempt, session: attempt.session }));

  /** Whether a person is asked at this moment whether this is a message of ours. */
  const isAskedAbout = (info: MessageInfo): boolean => outbox.inState('unknown').some(({ candidate }) => candidate?.serverId === info.id);

  /** The line and people of the session that was looked up; of others those that were noted at the attempt. */
  const openRows = (session: LookedUp | undefined): readonly Wanted[] =>
    [...outbox.attempts('unknown'), ...outbox.attempts('accepted')].map((open) =>
      open.message.id === session?.id ? { ...open, session } : { ...open, session: open.attempt.session },
    );

  function settle({ wanted: { message }, found }: Match): void {
    if (message.state === 'accepted') {
      const settled = database.attempt(() => outbox.settle(message.id, found.id));
      if (settled.ok) report(settled.value);
      return;
    }
    const place =
      message.sessionId === undefined
        ? {}
        : { endpointId: found.endpointId, lineName: found.endpointDisplayName, address: found.otherAddress };
    void applyUntilStored(message.id, 'found', { serverId: found.id, ...place });
  }

  function offer(id: number, candidate: Candidate | null): void {
    const offered = database.attempt(() => outbox.offer(id, candidate));
    if (offered.ok) report(offered.value);
  }

  return {
    mayBeOnItsWay,
    isAskedAbout,
    take(listed: readonly MessageInfo[], session?: LookedUp): void {
      if (openRows(session).length === 0) return;
      const free = listed.filter((info) => !mayBeOnItsWay(info));
      for (const match of matches(openRows(session), free, isTaken, client()?.clockDifference())) settle(match);
      const open = openRows(session);
      for (const { message } of open) if (message.candidate && isTaken(message.candidate.serverId)) offer(message.id, null);
      const unclaimed = free.filter((info) => !isTaken(info.id) && !isAskedAbout(info));
      for (const { wanted, candidate } of offers(open, unclaimed)) offer(wanted.message.id, candidate);
    },
  };
}

export type Claims = ReturnType<typeof createClaims>;

type LookedUp = { readonly id: number } & SessionPlace;
