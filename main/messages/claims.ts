import type { EvoVoiceClient } from '../evo-voice/client.ts';
import type { MessageInfo } from '../evo-voice/dtos.ts';
import { sameAddress } from './addresses.ts';
import type { Database } from './database.ts';
import type { ApplyUntilStored } from './flow.ts';
import { matches, sameText, type Wanted } from './matching.ts';
import type { Message } from './message.ts';
import type { Applied, Outbox } from './outbox.ts';
import type { SessionPlace } from './place.ts';

/** What claiming needs. */
export interface ClaimsParts {
  readonly database: Database;
  readonly outbox: Pick<Outbox, 'attempts' | 'inState' | 'settle'>;
  /** Whether a row holds this id of the service, or held it until it was deleted. */
  readonly isTaken: (serverId: string) => boolean;
  readonly applyUntilStored: ApplyUntilStored;
  readonly report: (applied: Applied) => void;
  readonly client: () => EvoVoiceClient | undefined;
}

/**
 * Gives messages listed by the service to the rows of ours they are: those of unknown outcome, and those marked as sent by hand.
 * Lookup and pull share it, so that whoever sees a message first settles its row.
 */
export function createClaims({ database, outbox, isTaken, applyUntilStored, report, client }: ClaimsParts) {
  const isSame = (message: Message, info: MessageInfo): boolean =>
    sameText(message.text, info.text ?? '') &&
    (message.sessionId !== undefined || (info.endpointId === message.endpointId && sameAddress(message.address, info.otherAddress ?? '')));

  /** Whether a request is out whose message this may be: it is nobody's until that request has ended. */
  const mayBeOnItsWay = (info: MessageInfo): boolean =>
    info.direction === 'Outgoing' && outbox.inState('sending').some((message) => isSame(message, info));

  return {
    mayBeOnItsWay,
    take(listed: readonly MessageInfo[], session?: { readonly id: number } & SessionPlace): void {
      const wanted: Wanted[] = [...outbox.attempts('unknown'), ...outbox.attempts('accepted')].map((open) =>
        open.message.id === session?.id ? { ...open, session } : { ...open, session: open.attempt.session },
      );
      if (wanted.length === 0) return;
      const free = listed.filter((info) => !mayBeOnItsWay(info));
      for (const { wanted: each, found } of matches(wanted, free, isTaken, client()?.clockDifferenceMs())) {
        const { id, state, sessionId } = each.message;
        if (state === 'accepted') {
          const settled = database.attempt(() => outbox.settle(id, found.id));
          if (settled.ok) report(settled.value);
          continue;
        }
        const place =
          sessionId === undefined ? {} : { endpointId: found.endpointId, lineName: found.endpointDisplayName, address: found.otherAddress };
        void applyUntilStored(id, 'found', { serverId: found.id, ...place });
      }
    },
  };
}

export type Claims = ReturnType<typeof createClaims>;
