import { plainFailure } from '../evo-voice/outcomes.ts';
import type { Message, MessageItem } from '../model/message.ts';
import { numberText } from '../people/recipient.ts';

/** A stored message as the list shows it; members that are not set are left out. */
export function itemOf(message: Message): MessageItem {
  return {
    id: message.id,
    state: message.state,
    endpointId: message.endpointId,
    lineName: message.lineName,
    sessionId: message.sessionId,
    address: message.address,
    addressText: numberText(message.address),
    name: message.name,
    text: message.text,
    at: message.at,
    failure: message.failure && plainFailure(message.failure),
    nextAt: message.nextAt,
    dueAt: message.dueAt,
    since: message.state === 'sending' ? message.attemptAt : undefined,
    turn: message.turn,
    hidden: message.state === 'unknown' && message.hiddenAt !== undefined ? true : undefined,
    lookup: message.lookup,
    serverId: message.serverId,
    candidate: message.candidate && { text: message.candidate.text, at: message.candidate.at },
  };
}
