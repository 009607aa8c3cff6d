import type { MessageAction } from '../contract.ts';
import type { EventDetail, Outbox } from './outbox.ts';

/**
 * What a person's action brings along; undefined when it comes too late: the candidate that an answer is about is gone, or is another row's by
 * now. Yes gives the row the candidate's id, and a session's row its line and person; no is remembered.
 */
export function detailOf(
  outbox: Pick<Outbox, 'attempts'>,
  isTaken: (serverId: string) => boolean,
  id: number,
  action: MessageAction,
): EventDetail | undefined {
  if (action === 'check-again') return { lookup: 'checking' };
  if (action !== 'is-this-it' && action !== 'is-not-it') return {};
  const open = outbox.attempts('unknown').find(({ message }) => message.id === id);
  const candidate = open?.message.candidate;
  if (open === undefined || candidate === undefined || isTaken(candidate.serverId)) return undefined;
  const { serverId, endpointId, lineName, address } = candidate;
  if (action === 'is-this-it') return open.message.sessionId === undefined ? { serverId } : { serverId, endpointId, lineName, address };
  const rejectedIds = [...(open.attempt.rejectedIds ?? []), serverId];
  return { candidate: null, lookup: 'checking', attempt: { ...open.attempt, rejectedIds } };
}
