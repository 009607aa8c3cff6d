import type { ServiceFailure } from '../../model/failure.ts';
import type { Candidate, Message, MessageState } from '../../model/message.ts';
import type { Attempt, OpenAttempt } from '../outbox/attempt.ts';
import { createRowCodec, insertRow, integer, readNumber, updateRow } from './codec.ts';
import type { Database, Value } from './database.ts';
import { messageColumns, messageOf, openAttemptOf, outboxTables, stateCode } from './message-rows.ts';

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

const idRow = createRowCodec('outbox', { id: integer('o.id') });

const jsonOf = (value: object | null | undefined): string | null | undefined => value && JSON.stringify(value);

const codes = (...states: readonly MessageState[]): string => states.map((state) => stateCode[state]).join(', ');

/** The messages whose outcome is open, in the order they were submitted. All calls throw what SQLite throws, and `DamagedRow`. */
export function createOutboxRows(database: Database) {
  const select = (where: string, ...values: readonly Value[]) =>
    database.prepare(`SELECT ${messageColumns} FROM ${outboxTables} WHERE ${where} ORDER BY o.turn`).all(...values);

  const nextTurn = (): number => (readNumber(database, 'SELECT max(turn) AS value FROM outbox') ?? 0) + 1;

  return {
    /** Those in one state. */
    inState: (state: MessageState): readonly Message[] => select('m.state = ?', stateCode[state]).map(messageOf),

    /** All of them. */
    open: (): readonly Message[] => select('true').map(messageOf),

    /** Those that will leave without the person doing anything. */
    waiting: (): readonly Message[] => select(`m.state IN (${codes('held', 'scheduled', 'queued')})`).map(messageOf),

    /** Those in one state for which there was an attempt, with what was recorded at the last one. */
    attempts: (state: MessageState): readonly OpenAttempt[] =>
      select('m.state = ? AND o.attempt IS NOT NULL', stateCode[state]).flatMap((row) => openAttemptOf(row) ?? []),

    /** The ids of those in review because they did not leave in time, without those an earlier run may have sent. */
    late: (): readonly number[] =>
      database
        .prepare(
          `SELECT ${idRow.columns} FROM outbox o CROSS JOIN message m ON m.id = o.id
           WHERE o.due_at IS NOT NULL AND o.lookup IS NULL AND m.state = ${codes('review')} ORDER BY o.turn`,
        )
        .all()
        .map((row) => idRow.decode(row).id),

    /** Adds a message behind all others. */
    add(id: number, { caret, nextAt, dueAt, run, lookup }: OutboxValues & { readonly caret: number }): void {
      insertRow(database, 'outbox', { id, turn: nextTurn(), caret, next_at: nextAt, due_at: dueAt, run, lookup });
    },

    change(id: number, { nextAt, failure, lookup, attempts, candidate, dueAt, run, attempt }: OutboxValues): void {
      updateRow(database, 'outbox', 'id', id, {
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
      updateRow(database, 'outbox', 'id', id, { turn: nextTurn() });
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
