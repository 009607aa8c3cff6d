import type { ServiceFailure } from '../../model/failure.ts';
import type { Candidate, Message, MessageState } from '../../model/message.ts';

import type { Row } from './database.ts';
import { restored } from './storable-text.ts';

/** The numbers the states have in the file; they never change. */
export const stateCode: Readonly<Record<MessageState, number>> = {
  held: 1,
  scheduled: 2,
  queued: 3,
  sending: 4,
  accepted: 5,
  failed: 6,
  unknown: 7,
  review: 8,
  received: 9,
};

const states = new Map(Object.entries(stateCode).map(([state, code]) => [code, state as MessageState]));

/** The state a number stands for; a number of no state is for a person to review. */
export const stateOf = (code: number): MessageState => states.get(code) ?? 'review';

/** Every column `messageOf` reads; `m`, `l` and `o` are the message, its line and its outbox row. */
export const messageColumns = `m.id, m.at, m.state, l.endpoint_id, l.name AS line_name, m.session_id, m.address, m.name, m.text, m.exact_text,
  m.server_id, m.hidden_at, o.caret, o.next_at, o.attempts, o.failure, o.lookup, o.due_at, o.run, o.candidate,
  o.turn, json_extract(o.attempt, '$.at') AS attempt_at`;

export const messageTables = 'message m LEFT JOIN line l ON l.id = m.line LEFT JOIN outbox o ON o.id = m.id';

/** The same for messages with an outbox row alone; a cross join makes SQLite begin with those few. */
export const outboxTables = 'outbox o CROSS JOIN message m ON m.id = o.id LEFT JOIN line l ON l.id = m.line';

const text = (value: Row[string] | undefined): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);
const number = (value: Row[string] | undefined): number | undefined => (typeof value === 'number' ? value : undefined);

/** A row of `messageColumns` as a message. */
export function messageOf(row: Row): Message {
  const endpointId = text(row.endpoint_id);
  const sessionId = text(row.session_id);
  const address = String(row.address);
  const sms = endpointId === undefined ? undefined : ({ kind: 'sms', endpointId, toAddress: address } as const);
  const failure = text(row.failure);
  const candidate = text(row.candidate);
  return {
    id: Number(row.id),
    state: stateOf(Number(row.state)),
    target: sessionId === undefined ? sms : { kind: 'session', sessionId },
    endpointId,
    sessionId,
    address,
    lineName: text(row.line_name),
    name: text(row.name),
    text: restored(String(row.text), text(row.exact_text)),
    caret: number(row.caret) ?? 0,
    at: Number(row.at),
    nextAt: number(row.next_at),
    attempts: number(row.attempts) ?? 0,
    turn: number(row.turn),
    attemptAt: number(row.attempt_at),
    failure: failure === undefined ? undefined : (JSON.parse(failure) as ServiceFailure),
    lookup: text(row.lookup) as Message['lookup'],
    serverId: text(row.server_id),
    dueAt: number(row.due_at),
    run: text(row.run),
    hiddenAt: number(row.hidden_at),
    candidate: candidate === undefined ? undefined : (JSON.parse(candidate) as Candidate),
  };
}
