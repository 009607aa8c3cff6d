import type { ServiceFailure } from '../../model/failure.ts';
import type { Candidate, Message, MessageState } from '../../model/message.ts';
import type { Attempt, OpenAttempt } from '../outbox/attempt.ts';
import { createRowCodec, isThere } from './codec.ts';
import type { Database, Row } from './database.ts';
import { code, integer, jsonObject, number, optional, optionalText, restoredText, text, word } from './fields.ts';
import { DamagedRow } from './storage-failure.ts';
import { messageTable, outboxTable } from './tables.ts';

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

/** The states in which the outbox holds what is to become of a message, so that one without its row there is damaged. */
export const waits: readonly MessageState[] = ['held', 'scheduled', 'queued', 'sending', 'unknown', 'review'];

const messageRow = createRowCodec(messageTable, {
  id: integer('id'),
  at: number('at'),
  state: code('state', stateOfCode),
  own: number('own'),
  endpointId: optionalText('endpoint_id'),
  lineName: optionalText('line_name'),
  sessionId: optionalText('session_id'),
  address: text('address'),
  name: optionalText('name'),
  text: restoredText('text', 'exact_text'),
  serverId: optionalText('server_id'),
  hiddenAt: optional(number('hidden_at')),
});

const outboxRow = createRowCodec(outboxTable, {
  caret: number('caret'),
  nextAt: optional(number('next_at')),
  attempts: integer('attempts'),
  failure: optional(jsonObject<ServiceFailure>('failure')),
  lookup: optional(word('lookup', ['checking', 'given-up', 'not-permitted'])),
  dueAt: optional(number('due_at')),
  run: optionalText('run'),
  candidate: optional(jsonObject<Candidate>('candidate')),
  turn: integer('turn'),
  attempt: optional(jsonObject<Attempt>('attempt')),
});

/** The columns that `messageOf` and `openAttemptOf` read. */
export const messageColumns = `${messageRow.columns}, ${outboxRow.columns}`;

/** Joins the line `l` of a message `m`. */
export const lineOfMessage = 'LEFT JOIN line l ON l.id = m.line';

/** What has to be joined to a message for them: its line, and its row in the outbox `o`, which it has while its outcome is open. */
export const lineAndOutbox = `${lineOfMessage} LEFT JOIN outbox o ON o.id = m.id`;

/** The tables they come from. */
export const messageTables = `message m ${lineAndOutbox}`;

/** The same for messages with an open outcome only; a cross join makes SQLite start with those few. */
export const outboxTables = `outbox o CROSS JOIN message m ON m.id = o.id ${lineOfMessage}`;

/** A message, whether it was sent from here, and what was recorded at its last attempt. */
export interface StoredMessage {
  readonly message: Message;
  readonly isOwn: boolean;
  readonly attempt?: Attempt;
}

/** A row of `messageColumns`. Throws `DamagedRow`. */
export function storedMessageOf(database: Database, row: Row): StoredMessage {
  const decoded = messageRow.decode(database, row);
  const open = isThere(outboxTable, row) ? outboxRow.decode(database, row) : undefined;
  if (open === undefined && waits.includes(decoded.state)) throw new DamagedRow(outboxTable.name, decoded.id, 'row');
  return { message: toMessage(decoded, open), isOwn: decoded.own === 1, attempt: open?.attempt };
}

/** A row of `messageColumns` as a message. Throws `DamagedRow`. */
export const messageOf = (database: Database, row: Row): Message => storedMessageOf(database, row).message;

/** The same, with what was recorded at its last attempt; undefined if there was none. Throws `DamagedRow`. */
export function openAttemptOf(database: Database, row: Row): OpenAttempt | undefined {
  const { message, attempt } = storedMessageOf(database, row);
  return attempt && { message, attempt };
}

function toMessage(row: ReturnType<typeof messageRow.decode>, open: ReturnType<typeof outboxRow.decode> | undefined): Message {
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
    caret: open?.caret ?? 0,
    at: row.at,
    nextAt: open?.nextAt,
    attempts: open?.attempts ?? 0,
    turn: open?.turn,
    attemptAt: open?.attempt?.at,
    failure: open?.failure,
    lookup: open?.lookup,
    serverId: row.serverId,
    dueAt: open?.dueAt,
    run: open?.run,
    hiddenAt: row.hiddenAt,
    candidate: open?.candidate,
  };
}
