import parsePhoneNumber from 'libphonenumber-js';
import { writeDate } from './dates.ts';
import type { Service } from './operations/operation.ts';
import { account, person } from './sample.ts';
import type { StoredMessage } from './store.ts';
import type { Switches } from './switches.ts';

/** A message as the service writes it, with its members in the order of the contract. */
export function messageInfo(message: StoredMessage, { store, switches }: Service) {
  const { dateFormat, otherAddress, unknownEnums, unknownMembers } = switches();
  const endpoint = store.endpoint(message.endpointId);
  const incoming = message.direction === 'Incoming';
  const ticks = Number.parseInt(message.id.slice(-4), 16) % 10_000;
  return {
    id: message.id,
    accountId: account.id,
    customerId: account.customerId,
    endpointId: message.endpointId,
    endpointDisplayName: endpoint?.displayName,
    date: writeDate(message.at, ticks, dateFormat),
    direction: incoming && unknownEnums === 'on' ? 'Relayed' : message.direction,
    otherAddress: writeAddress(message.otherAddress, otherAddress),
    sender: incoming ? message.otherAddress : person.name,
    text: message.text,
    isUnread: incoming,
    ...(unknownMembers === 'on' ? unknown : {}),
  };
}

/** Members that are not documented, with every kind of value. */
export const unknown = { carrierHints: { route: 'a:b', tries: [1, 2], kept: true }, mediaUris: [], priority: 3 };

/** Writes an E.164 number in one of the forms in which the service might give it back. */
export function writeAddress(e164: string, form: Switches['otherAddress']): string {
  switch (form) {
    case 'e164':
      return e164;
    case 'no-plus':
      return e164.replace('+', '');
    case 'national':
      return parsePhoneNumber(e164)?.formatNational() ?? e164;
  }
}
