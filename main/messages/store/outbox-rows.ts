import type { ServiceFailure } from '../../model/failure.ts';
import type { Candidate, Message, MessageState } from '../../model/message.ts';
import type { Attempt, OpenAttempt } from '../outbox/attempt.ts';
import { createRowCodec, insertRow, integer, readNumber, updateRow } from './codec.ts';
import type { Database, Value } from './database.ts';
import { messageColumns, messageOf, openAttemptOf, outboxTables, stateCode } from './message-rows.ts';

/** What is kept of a message while its end is open; members that are absent stay as they are, null empties them. */
export interface OpenEnd {
  /** ms since 1970: the end of the hold, the scheduled time, or the next try. */
  readonly nextAt?: number | null;
  readonly failure?: ServiceFailure | null;
  readonly lookup?: Message['lookup'] | null;
  readonly attempt?: Attempt;
  readonly attempts?: number;
  readonly candidate?: Candidate | null;
  /** ms since 1970: when it is to leave from now on. */
  readonly dueAt?: number;
  /** The run that has made sure that no earlier one sent it. */
  readonly run?: string;
}

const idRow = createRowCodec('outbox', { id: integer('o.id') });

const jsonOf = (value: object | null | undefined): string | null | undefined => value && JSON.stringify(value);

const codes = (...states: readonly MessageState[]): string => states.map((state) => stateCode[state]).join(', ');

/** The rows of messages whose end is open, in the order they were submitted. All calls throw what SQLite throws, and `DamagedRow`. */
export function createOutboxRows(database: Database) {
  const select = (where: string, ...values: readonly Value[]) =>
    database.prepare(`SELECT ${messageColumns} FROM ${outboxTables} WHERE ${where} ORDER BY o.turn`).all(...values);

  const nextTurn = (): number => (readNumber(database, 'SELECT max(turn) AS value FROM outbox') ?? 0) + 1;

  return {
    /** Rows in one state. */
    inState: (state: MessageState): readonly Message[] => select('m.state = ?', stateCode[state]).map(messageOf),

    /** Everything that waits, is on its way, or ended openly. */
    open: (): readonly Message[] => select('true').map(messageOf),

    /** What is to leave by itself. */
    waiting: (): readonly Message[] => select(`m.state IN (${codes('held', 'scheduled', 'queued')})`).map(messageOf),

    /** What was noted at the last attempt of every message in one state that had one. */
    attempts: (state: MessageState): readonly OpenAttempt[] =>
      select('m.state = ? AND o.attempt IS NOT NULL', stateCode[state]).flatMap((row) => openAttemptOf(row) ?? []),

    /** Ids of what is in review because it did not leave in time; without what an earlier run may have sent. */
    late: (): readonly number[] =>
      database
        .prepare(
          `SELECT ${idRow.columns} FROM outbox o CROSS JOIN message m ON m.id = o.id
           WHERE o.due_at IS NOT NULL AND o.lookup IS NULL AND m.state = ${codes('review')} ORDER BY o.turn`,
        )
        .all()
        .map((row) => idRow.decode(row).id),

    /** Opens the end of a message, behind all others. */
    add(id: number, { caret, nextAt, dueAt, run, lookup }: OpenEnd & { readonly caret: number }): void {
      insertRow(database, 'outbox', { id, turn: nextTurn(), caret, next_at: nextAt, due_at: dueAt, run, lookup });
    },

    change(id: number, { nextAt, failure, lookup, attempts, candidate, dueAt, run, attempt }: OpenEnd): void {
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

    /** Puts a message behind all others. */
    moveToEnd(id: number): void {
      updateRow(database, 'outbox', 'id', id, { turn: nextTurn() });
    },

    /** The end of a message is known, for good. */
    close(id: number): void {
      database.prepare('DELETE FROM outbox WHERE id = ?').run(id);
    },
  };
}

/**
 * How many messages would be lost with the history: those with an open end that nobody put out of the way, and drafts with a text. Throws what
 * SQLite throws.
 */
export function countUnsent(database: Database): number {
  const open = `SELECT count(*) AS value FROM outbox o CROSS JOIN message m ON m.id = o.id
    WHERE m.state NOT IN (${codes('accepted', 'received')}) AND m.hidden_at IS NULL`;
  const drafts = "SELECT count(*) AS value FROM draft WHERE text <> '' OR exact_text IS NOT NULL";
  return (readNumber(database, open) ?? 0) + (readNumber(database, drafts) ?? 0);
}
