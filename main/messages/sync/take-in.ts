import type { Clock } from '../../clock.ts';
import { readDate } from '../../evo-voice/dates.ts';
import type { MessageInfo } from '../../evo-voice/dtos.ts';
import type { Message } from '../../model/message.ts';
import { createYielder } from '../../yielding.ts';
import type { Database } from '../store/database.ts';
import type { MessageStore } from '../store/message-store.ts';
import type { Recipients } from '../store/recipients.ts';
import type { Reconciler } from './reconcile.ts';

/** Messages written in one transaction: few, so that each commit is short. */
const sliceSize = 20;

/** For suggestions, a message seen in the history counts less than one sent from here. */
const seenWeight = 0.2;

/** What taking in listed messages needs. */
export interface TakeInParts {
  readonly database: Database;
  readonly store: MessageStore;
  readonly recipients: Recipients;
  readonly reconciler: Reconciler;
  /** Whether a message here has this id of the service, or had it until it was deleted. */
  readonly isTaken: (serverId: string) => boolean;
  readonly clock: Pick<Clock, 'now'>;
}

/** The date of a listed message, ms since 1970; undefined when it cannot be read. */
export const listedAt = (info: MessageInfo): number | undefined => readDate(info.date ?? '')?.ms;

/**
 * Takes in what the service lists and returns the messages that are new. One of ours is settled; one that may be in flight, or that the person is
 * being asked about, is left for the next time; any other becomes a message of its own, once, dated now if its date cannot be read. Throws what
 * SQLite throws.
 */
export type TakeIn = (listed: readonly MessageInfo[]) => Promise<readonly Message[]>;

/** Makes the function that takes in what the service lists. */
export function createTakeIn({ database, store, recipients, reconciler, isTaken, clock }: TakeInParts): TakeIn {
  function add(info: MessageInfo): Message | undefined {
    if (isTaken(info.id) || reconciler.couldBeInFlight(info) || reconciler.isAskedAbout(info)) return undefined;
    const { endpointId, endpointDisplayName: lineName, otherAddress = '', sender, text = '', id: serverId } = info;
    const address = recipients.knownAddress(otherAddress) ?? otherAddress;
    const at = listedAt(info) ?? clock.now();
    const state = info.direction === 'Outgoing' ? 'accepted' : 'received';
    const id = store.insert({ state, own: false, at, endpointId, lineName, address, sender, text, serverId });
    recipients.recordUse({ address, endpointId, lineName, at, weight: seenWeight });
    return store.find(id);
  }

  return async (listed) => {
    reconciler.reconcile(listed);
    const yieldIfDue = createYielder();
    const added: Message[] = [];
    for (let i = 0; i < listed.length; i += sliceSize) {
      const rows = database.transaction(() => listed.slice(i, i + sliceSize).map(add));
      added.push(...rows.filter((row) => row !== undefined));
      await yieldIfDue();
    }
    return added;
  };
}
