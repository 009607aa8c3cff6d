import type { ServiceFailure } from '../../model/failure.ts';
import type { Candidate, Message, MessageState } from '../../model/message.ts';
import type { Attempt, OpenAttempt } from '../outbox/attempt.ts';
import { insertRow, readableOf, readNumber, unlessDamaged, updateRow } from './codec.ts';
import type { Database, Row, Value } from './database.ts';
import {
  lineOfMessage,
  messageColumns,
  messageOf,
  openAttemptOf,
  outboxTables,
  stateCode,
  storedMessageOf,
  waits,
} from './message-rows.ts';
import { outboxTable } from './tables.ts';

/** What the outbox keeps of a message; absent members stay as they are, null clears them. */
export interface OutboxValues {
  /** ms since 1970: the end of the hold, the scheduled time, or the next attempt. */
  readonly nextAt?: number | null;
  readonly failure?: ServiceFailure | null;
  readonly lookup?: Message['lookup'] | null;
  readonly attempt?: Attempt;
  readonly attempts?: number;
  readonly candidate?: Candidate | null;
  /** ms since 1970: when it is to leave. */
  readonly dueAt?: number;
  /** The run that made sure that no earlier one has sent it. */
  readonly run?: string;
}

const jsonOf = (value: object | null | undefined): string | null | undefined => value && JSON.stringify(value);

const codes = (...states: readonly MessageState[]): string => states.map((state) => stateCode[state]).join(', ');

/**
 * The messages whose outcome is open, in the order they were submitted. Damaged ones are left out, so that nothing ever follows from them. All calls
 * throw what SQLite throws; those that write, `DamagedRow` too.
 */
export function createOutboxRows(database: Database) {
  function select<T>(decode: (row: Row) => T, where: string, ...values: readonly Value[]): readonly T[] {
    const rows = database.prepare(`SELECT ${messageColumns} FROM ${outboxTables} WHERE ${where} ORDER BY o.turn`).all(...values);
    return readableOf(database, rows, decode);
  }

  const toMessage = (row: Row): Message => messageOf(database, row);

  const nextTurn = (): number => (readNumber(database, 'SELECT max(turn) AS value FROM outbox') ?? 0) + 1;

  return {
    /** Those in one state. */
    inState: (state: MessageState): readonly Message[] => select(toMessage, 'm.state = ?', stateCode[state]),

    /** All of them. */
    open: (): readonly Message[] => select(toMessage, 'true'),

    /** Those that will leave without the person doing anything. */
    waiting: (): readonly Message[] => select(toMessage, `m.state IN (${codes('held', 'scheduled', 'queued')})`),

    /** Those in one state for which there was an attempt, with what was recorded at the last one. */
    attempts: (state: MessageState): readonly OpenAttempt[] =>
      select((row) => openAttemptOf(database, row), 'm.state = ? AND o.attempt IS NOT NULL', stateCode[state]).filter(
        (open) => open !== undefined,
      ),

    /** The ids of those in review because they did not leave in time, without those an earlier run may have sent. */
    late: (): readonly number[] =>
      select(toMessage, `o.due_at IS NOT NULL AND o.lookup IS NULL AND m.state = ${codes('review')}`).map(({ id }) => id),

    /**
     * How many messages that were not sent for certain are damaged: those in the outbox that cannot be read, or whose message is gone, and those that
     * should be in it and are not.
     */
    countDamaged(): number {
      const inOutbox = database
        .prepare(`SELECT ${messageColumns}, m.id AS found FROM outbox o LEFT JOIN message m ON m.id = o.id ${lineOfMessage}`)
        .all();
      const isDamaged = (row: Row): boolean =>
        row.found === null || unlessDamaged(database, () => storedMessageOf(database, row)) === undefined;
      const outside = `SELECT count(*) AS value FROM message WHERE state IN (${codes(...waits)}) AND id NOT IN (SELECT id FROM outbox)`;
      return inOutbox.filter(isDamaged).length + (readNumber(database, outside) ?? 0);
    },

    /** Adds a message behind all others. */
    add(id: number, { caret, nextAt, dueAt, run, lookup }: OutboxValues & { readonly caret: number }): void {
      insertRow(database, outboxTable, { id, turn: nextTurn(), caret, next_at: nextAt, attempts: 0, due_at: dueAt, run, lookup });
    },

    change(id: number, { nextAt, failure, lookup, attempts, candidate, dueAt, run, attempt }: OutboxValues): void {
      updateRow(database, outboxTable, id, {
        next_at: nextAt,
        failure: jsonOf(failure),
        lookup,
        attempts,
        candidate: jsonOf(candidate),
        due_at: dueAt,
        run,
        attempt: jsonOf(attempt),
      });
    },

    /** Moves a message behind all others. */
    moveToEnd(id: number): void {
      updateRow(database, outboxTable, id, { turn: nextTurn() });
    },

    /** Takes away a message whose outcome is known for good. */
    remove(id: number): void {
      database.prepare('DELETE FROM outbox WHERE id = ?').run(id);
    },
  };
}

/**
 * How many unsent messages would be lost with the history: those with an open outcome that the person did not hide, and drafts with a text. Throws
 * what SQLite throws.
 */
export function countUnsent(database: Database): number {
  const open = `SELECT count(*) AS value FROM outbox o CROSS JOIN message m ON m.id = o.id
    WHERE m.state NOT IN (${codes('accepted', 'received')}) AND m.hidden_at IS NULL`;
  const drafts = "SELECT count(*) AS value FROM draft WHERE text <> '' OR exact_text IS NOT NULL";
  return (readNumber(database, open) ?? 0) + (readNumber(database, drafts) ?? 0);
}
