import type { EventDetail, Outbox } from '../store/outbox.ts';

/**
 * What a person's answer about a candidate brings along; undefined when it comes too late: the candidate is gone, or is another row's by now.
 * Yes gives the row the candidate's id, and a session's row its line and person; no is remembered.
 */
export function candidateAnswer(
  outbox: Pick<Outbox, 'attempts'>,
  isTaken: (serverId: string) => boolean,
  id: number,
  answer: 'is-this-it' | 'is-not-it',
): EventDetail | undefined {
  const open = outbox.attempts('unknown').find(({ message }) => message.id === id);
  const candidate = open?.message.candidate;
  if (open === undefined || candidate === undefined || isTaken(candidate.serverId)) return undefined;
  const { serverId, endpointId, lineName, address } = candidate;
  if (answer === 'is-this-it') return open.message.sessionId === undefined ? { serverId } : { serverId, endpointId, lineName, address };
  const rejectedIds = [...(open.attempt.rejectedIds ?? []), serverId];
  return { candidate: null, lookup: 'checking', attempt: { ...open.attempt, rejectedIds } };
}
