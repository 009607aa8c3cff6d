import type { ServiceFailure } from '../../model/failure.ts';
import type { Candidate, Message, MessageState } from '../../model/message.ts';
import type { Attempt, OpenAttempt } from '../outbox/attempt.ts';
import { code, createRowCodec, integer, jsonObject, number, optional, optionalText, restoredText, text, word } from './codec.ts';
import type { Row } from './database.ts';

/** The numbers of the states in the file; they never change. */
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

/** The states by their numbers. */
export const stateOfCode: ReadonlyMap<number, MessageState> = new Map(
  Object.entries(stateCode).map(([state, stored]) => [stored, state as MessageState]),
);

/** `m` is the message, `l` its line, `o` its row in the outbox, which it has while its outcome is open. */
const messageRow = createRowCodec('message', {
  id: integer('m.id'),
  at: number('m.at'),
  state: code('m.state', stateOfCode),
  endpointId: optionalText('l.endpoint_id'),
  lineName: optionalText('l.name'),
  sessionId: optionalText('m.session_id'),
  address: text('m.address'),
  name: optionalText('m.name'),
  text: restoredText('m.text', 'm.exact_text'),
  serverId: optionalText('m.server_id'),
  hiddenAt: optional(number('m.hidden_at')),
  caret: optional(number('o.caret')),
  nextAt: optional(number('o.next_at')),
  attempts: optional(integer('o.attempts')),
  failure: optional(jsonObject<ServiceFailure>('o.failure')),
  lookup: optional(word('o.lookup', ['checking', 'given-up', 'not-permitted'])),
  dueAt: optional(number('o.due_at')),
  run: optionalText('o.run'),
  candidate: optional(jsonObject<Candidate>('o.candidate')),
  turn: optional(integer('o.turn')),
  attempt: optional(jsonObject<Attempt>('o.attempt')),
});

/** The columns that `messageOf` and `openAttemptOf` read. */
export const messageColumns = messageRow.columns;

/** What has to be joined to a message `m` for them. */
export const lineAndOutbox = 'LEFT JOIN line l ON l.id = m.line LEFT JOIN outbox o ON o.id = m.id';

/** The tables they come from. */
export const messageTables = `message m ${lineAndOutbox}`;

/** The same for messages with an open outcome only; a cross join makes SQLite start with those few. */
export const outboxTables = 'outbox o CROSS JOIN message m ON m.id = o.id LEFT JOIN line l ON l.id = m.line';

/** A row of `messageColumns` as a message. Throws `DamagedRow`. */
export const messageOf = (row: Row): Message => toMessage(messageRow.decode(row));

/** The same, with what was recorded at its last attempt; undefined if there was none. Throws `DamagedRow`. */
export function openAttemptOf(row: Row): OpenAttempt | undefined {
  const decoded = messageRow.decode(row);
  return decoded.attempt && { message: toMessage(decoded), attempt: decoded.attempt };
}

function toMessage(row: ReturnType<typeof messageRow.decode>): Message {
  const { endpointId, sessionId, address } = row;
  const sms = endpointId === undefined ? undefined : ({ kind: 'sms', endpointId, toAddress: address } as const);
  return {
    id: row.id,
    state: row.state,
    target: sessionId === undefined ? sms : { kind: 'session', sessionId },
    endpointId,
    sessionId,
    address,
    lineName: row.lineName,
    name: row.name,
    text: row.text,
    caret: row.caret ?? 0,
    at: row.at,
    nextAt: row.nextAt,
    attempts: row.attempts ?? 0,
    turn: row.turn,
    attemptAt: row.attempt?.at,
    failure: row.failure,
    lookup: row.lookup,
    serverId: row.serverId,
    dueAt: row.dueAt,
    run: row.run,
    hiddenAt: row.hiddenAt,
    candidate: row.candidate,
  };
}
