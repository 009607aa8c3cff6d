import { type SealedColumn, type SealedTable, sealedTable } from './sealed-table.ts';

const text: SealedColumn = { holds: 'text' };
const number: SealedColumn = { holds: 'number' };

/**
 * A row that names a line covers what that line is, not which row of `line` holds it: so a line that changed is noticed by every row that names it, and
 * needs no checksum of its own.
 */
const line = {
  endpoint_id: { holds: 'text', from: 'l.endpoint_id' },
  line_name: { holds: 'text', from: 'l.name' },
} as const satisfies Record<string, SealedColumn>;

/** What has been, or will be, sent or received. */
export const messageTable = sealedTable({
  name: 'message',
  alias: 'm',
  key: 'id',
  join: 'LEFT JOIN line l ON l.id = m.line',
  sealed: {
    id: number,
    at: number,
    state: number,
    own: number,
    ...line,
    address: text,
    name: text,
    text,
    exact_text: text,
    session_id: text,
    server_id: text,
    sender: text,
    hidden_at: number,
  },
  unsealed: ['line'],
});

/** What is kept of a message while its outcome is open. */
export const outboxTable = sealedTable({
  name: 'outbox',
  alias: 'o',
  key: 'id',
  sealed: {
    id: number,
    turn: number,
    caret: number,
    next_at: number,
    attempts: number,
    failure: text,
    lookup: text,
    attempt: text,
    due_at: number,
    due_wall: text,
    run: text,
    candidate: text,
  },
});

/** Unsent texts. */
export const draftTable = sealedTable({
  name: 'draft',
  alias: 'd',
  key: 'id',
  sealed: { id: number, address: text, session: text, line: text, text, exact_text: text, caret: number, at: number },
});

/** Who is suggested. `folded` only finds a row, and nothing is done by it. */
export const recipientTable = sealedTable({
  name: 'recipient',
  alias: 'r',
  key: 'address',
  join: 'LEFT JOIN line l ON l.id = r.line',
  sealed: { address: text, name: text, ...line, last_at: number, score: number },
  unsealed: ['line', 'folded'],
});

/** The ids of the service of messages that were deleted. */
export const goneTable = sealedTable({ name: 'gone', alias: 'g', key: 'server_id', sealed: { server_id: text, at: number } });

/** Small values. */
export const noteTable = sealedTable({ name: 'note', alias: 'n', key: 'key', sealed: { key: text, value: text } });

/** Every table with a person's words, numbers or decisions. */
export const sealedTables: readonly SealedTable[] = [noteTable, draftTable, outboxTable, goneTable, recipientTable, messageTable];
