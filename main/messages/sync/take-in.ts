import type { Clock } from '../../clock.ts';
import { readDate } from '../../evo-voice/dates.ts';
import type { MessageInfo } from '../../evo-voice/dtos.ts';
import type { Message } from '../../model/message.ts';
import type { Database } from '../store/database.ts';
import type { MessageStore } from '../store/message-store.ts';
import type { Recipients } from '../store/recipients.ts';
import { createBreather } from '../yielding.ts';
import type { Reconciler } from './reconcile.ts';

/** Messages written in one transaction; small, so that each commit is short. */
const sliceSize = 20;

/** Being seen in the history counts less for suggestions than being written to here. */
const seenWeight = 0.2;

/** What taking in listed messages needs. */
export interface TakeInParts {
  readonly database: Database;
  readonly store: MessageStore;
  readonly recipients: Recipients;
  readonly reconciler: Reconciler;
  /** Whether a row holds this id of the service, or held it until it was deleted. */
  readonly isTaken: (serverId: string) => boolean;
  readonly clock: Pick<Clock, 'now'>;
}

/** ms since 1970 of a listed message, when its date can be read. */
export const listedAt = (info: MessageInfo): number | undefined => readDate(info.date ?? '')?.ms;

/**
 * Takes in what the service lists: a message that is one of ours settles that row, one that may be on its way at this moment, or that a person is
 * asked about, is left for the next time, every other one becomes a row under its id of the service, once. What has no readable date is dated now.
 * Gives the new rows; throws what SQLite throws.
 */
export type TakeIn = (listed: readonly MessageInfo[]) => Promise<readonly Message[]>;

/** Makes the function that takes in what the service lists. */
export function createTakeIn({ database, store, recipients, reconciler, isTaken, clock }: TakeInParts): TakeIn {
  function add(info: MessageInfo): Message | undefined {
    if (isTaken(info.id) || reconciler.couldBeInFlight(info) || reconciler.isAskedAbout(info)) return undefined;
    const { endpointId, endpointDisplayName: lineName, otherAddress = '', sender, text = '', id: serverId } = info;
    const address = recipients.known(otherAddress) ?? otherAddress;
    const at = listedAt(info) ?? clock.now();
    const state = info.direction === 'Outgoing' ? 'accepted' : 'received';
    const id = store.insert({ state, own: false, at, endpointId, lineName, address, sender, text, serverId });
    recipients.meet({ address, endpointId, lineName, at, weight: seenWeight });
    return store.find(id);
  }

  return async (listed) => {
    reconciler.reconcile(listed);
    const breathe = createBreather();
    const added: Message[] = [];
    for (let i = 0; i < listed.length; i += sliceSize) {
      const rows = database.transaction(() => listed.slice(i, i + sliceSize).map(add));
      added.push(...rows.filter((row) => row !== undefined));
      await breathe();
    }
    return added;
  };
}
