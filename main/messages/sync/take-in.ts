import { readDate } from '../../evo-voice/dates.ts';
import type { MessageInfo } from '../../evo-voice/dtos.ts';
import type { Message } from '../../model/message.ts';
import type { Database } from '../store/database.ts';
import type { MessageStore } from '../store/message-store.ts';
import type { Recipients } from '../store/recipients.ts';
import { createYielder } from '../yielding.ts';
import type { Claims } from './reconcile.ts';

/** Messages written in one transaction; small, so that each commit is short. */
const sliceSize = 20;

/** Being seen in the history counts less for suggestions than being written to here. */
const seenWeight = 0.2;

/** What taking in listed messages needs. */
export interface PulledParts {
  readonly database: Database;
  readonly store: MessageStore;
  readonly recipients: Recipients;
  readonly claims: Claims;
  readonly isTaken: (serverId: string) => boolean;
}

/** ms since 1970 of a listed message, when its date can be read. */
export const listedAt = (info: MessageInfo): number | undefined => readDate(info.date ?? '')?.ms;

/**
 * Takes in what the service lists: a message that is one of ours settles that row, one that may be on its way at this moment, or that a person is
 * asked about, is left for the next time, every other one becomes a row under its id of the service, once. `now` (ms since 1970) dates what has no readable date. Gives the new rows.
 */
export async function takeIn(parts: PulledParts, listed: readonly MessageInfo[], now: number): Promise<readonly Message[]> {
  const { database, store, recipients, claims, isTaken } = parts;
  claims.take(listed);
  const yieldIfDue = createYielder();
  const added: Message[] = [];

  function add(info: MessageInfo): void {
    if (isTaken(info.id) || claims.mayBeOnItsWay(info) || claims.isAskedAbout(info)) return;
    const { endpointId, endpointDisplayName: lineName, otherAddress = '', sender, text = '', id: serverId } = info;
    const address = recipients.known(otherAddress) ?? otherAddress;
    const at = listedAt(info) ?? now;
    const state = info.direction === 'Outgoing' ? 'accepted' : 'received';
    const id = store.insert({ state, own: false, at, endpointId, lineName, address, sender, text, serverId });
    recipients.meet({ address, endpointId, lineName, at, weight: seenWeight });
    const message = store.find(id);
    if (message) added.push(message);
  }

  for (let i = 0; i < listed.length; i += sliceSize) {
    database.transaction(() => listed.slice(i, i + sliceSize).forEach(add));
    await yieldIfDue();
  }
  return added;
}
