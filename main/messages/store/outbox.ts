import type { Draft, SavedDraft } from '../../model/draft.ts';
import type { ServiceFailure } from '../../model/failure.ts';
import type { Candidate, Message, Submission } from '../../model/message.ts';

import type { Attempt, OpenAttempt } from '../outbox/attempt.ts';
import { type Effect, type Event, transitionOf } from '../outbox/transitions.ts';
import type { Database, Value } from './database.ts';
import type { Drafts } from './drafts.ts';
import { messageColumns, messageOf, outboxTables, stateCode } from './message-rows.ts';
import type { MessageChange, MessageStore } from './message-store.ts';

/** What an event brings along; members that are absent stay as they are, null empties them. */
export interface EventDetail extends Omit<MessageChange, 'state'> {
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

/** What an event did: the row as it is now (undefined when it is gone), what follows, and the draft to hand back. */
export interface Applied {
  readonly id: number;
  readonly message?: Message;
  readonly effect?: Effect;
  readonly draft?: SavedDraft;
  /** A pulled row that turned out to be the same message and was merged into this one. */
  readonly merged?: number;
}

/** The draft a message goes back to. */
const draftOf = (message: Message): Draft => ({
  endpointId: message.endpointId,
  sessionId: message.sessionId,
  to: message.address,
  text: message.text,
  caret: message.caret,
});

/**
 * Outgoing messages with an open end. `submit` and `apply` are each one transaction that is on the disk when they return; what follows from
 * it is the caller's to do afterwards. All calls throw what SQLite throws.
 */
export function createOutbox(database: Database, store: MessageStore, drafts: Pick<Drafts, 'insert'>) {
  const nextTurn = (): number => Number(database.prepare('SELECT max(turn) AS turn FROM outbox').get()?.turn ?? 0) + 1;
  const set = (id: number, column: string, value: Value) => database.prepare(`UPDATE outbox SET ${column} = ? WHERE id = ?`).run(value, id);

  function write(id: number, detail: EventDetail): void {
    if (detail.nextAt !== undefined) set(id, 'next_at', detail.nextAt);
    if (detail.failure !== undefined) set(id, 'failure', detail.failure && JSON.stringify(detail.failure));
    if (detail.lookup !== undefined) set(id, 'lookup', detail.lookup);
    if (detail.attempts !== undefined) set(id, 'attempts', detail.attempts);
    if (detail.candidate !== undefined) set(id, 'candidate', detail.candidate && JSON.stringify(detail.candidate));
    if (detail.dueAt !== undefined) set(id, 'due_at', detail.dueAt);
    if (detail.run !== undefined) set(id, 'run', detail.run);
    if (detail.attempt !== undefined) set(id, 'attempt', JSON.stringify(detail.attempt));
  }

  /**
   * Every id of the service stands for one row. A pulled row that holds it is the same message and gives way; another message of ours that
   * holds it keeps it, which happens only when the service made one message of two equal requests.
   */
  function claimServerId(id: number, serverId: string | null | undefined): { serverId?: string | null; merged?: number } {
    if (typeof serverId !== 'string') return { serverId };
    const holder = store.findByServerId(serverId);
    if (holder === undefined || holder.id === id) return { serverId };
    if (store.isOwn(holder.id)) return {};
    store.remove(holder);
    return { serverId, merged: holder.id };
  }

  function rows(where: string, ...values: readonly Value[]): readonly Message[] {
    return database
      .prepare(`SELECT ${messageColumns} FROM ${outboxTables} WHERE ${where} ORDER BY o.turn`)
      .all(...values)
      .map(messageOf);
  }

  return {
    /** `run` names this start of the app; a row of another one is looked up before it is sent. */
    submit(submission: Submission, now: number, run: string): Message {
      const { target, text, lineName, name, holdMs, sendAt, caret } = submission;
      const state = sendAt !== undefined ? 'scheduled' : holdMs > 0 ? 'held' : 'queued';
      return database.transaction(() => {
        const place =
          target.kind === 'sms'
            ? { endpointId: target.endpointId, address: target.toAddress }
            : { sessionId: target.sessionId, address: '' };
        const id = store.insert({ state, own: true, at: now, lineName, name, text, ...place });
        const dueAt = sendAt ?? now + holdMs;
        database
          .prepare('INSERT INTO outbox (id, turn, caret, next_at, due_at, run) VALUES (?, ?, ?, ?, ?, ?)')
          .run(id, nextTurn(), caret, state === 'queued' ? null : dueAt, dueAt, run);
        return store.find(id) as Message;
      });
    },

    /**
     * Applies an event; what is handed back becomes a draft of its own in the same transaction. Gives undefined when the event cannot happen to the
     * message as it is, or the message is gone.
     */
    apply(id: number, event: Event, detail: EventDetail = {}): Applied | undefined {
      return database.transaction(() => {
        const before = store.find(id);
        const transition = before && transitionOf(before, event);
        if (!before || !transition) return undefined;
        if (transition.to === 'gone') {
          store.remove(before);
          return { id, draft: transition.effect === 'give-draft' ? drafts.insert(draftOf(before)) : undefined };
        }
        const claim = claimServerId(id, detail.serverId);
        const shown = before.hiddenAt !== undefined && transition.to !== 'unknown' ? { hiddenAt: null } : {};
        store.change(id, { ...detail, ...shown, serverId: claim.serverId, state: transition.to });
        write(id, detail);
        if (transition.to !== 'unknown' && before.candidate !== undefined) write(id, { candidate: null });
        if (transition.to === 'queued' && before.state !== 'sending' && before.state !== 'queued') {
          // Who comes back from an open end lines up behind what is waiting; a hold that ends keeps its place.
          if (before.state === 'failed' || before.state === 'unknown' || before.state === 'review') set(id, 'turn', nextTurn());
          write(id, { nextAt: null, failure: null, lookup: null });
        }
        if (transition.to === 'accepted' && event !== 'mark-sent') database.prepare('DELETE FROM outbox WHERE id = ?').run(id);
        return { id, message: store.find(id), effect: transition.effect, merged: claim.merged };
      });
    },

    /** Rows in one state, in the order they were submitted. */
    inState: (state: Message['state']): readonly Message[] => rows('m.state = ?', stateCode[state]),

    /** Everything that waits, is on its way, or ended openly. */
    open: (): readonly Message[] => rows('true'),

    /** What was noted at the last attempt of every message in one state that had one. */
    attempts(state: Message['state']): readonly OpenAttempt[] {
      return database
        .prepare(
          `SELECT ${messageColumns}, o.attempt FROM ${outboxTables}
           WHERE m.state = ? AND o.attempt IS NOT NULL ORDER BY o.turn`,
        )
        .all(stateCode[state])
        .map((row) => ({ message: messageOf(row), attempt: JSON.parse(String(row.attempt)) as Attempt }));
    },

    /** What is to leave by itself, in the order it was submitted. */
    waiting: (): readonly Message[] => rows(`m.state IN (${stateCode.held}, ${stateCode.scheduled}, ${stateCode.queued})`),

    /** Ids of what is in review because it did not leave in time, in the order it was submitted; without what an earlier run may have sent. */
    late(): readonly number[] {
      return database
        .prepare(
          `SELECT o.id FROM outbox o CROSS JOIN message m ON m.id = o.id
           WHERE o.due_at IS NOT NULL AND o.lookup IS NULL AND m.state = ${stateCode.review} ORDER BY o.turn`,
        )
        .all()
        .map((row) => Number(row.id));
    },

    /** Gives a message that was marked as sent by hand the id it was met under. */
    settle(id: number, serverId: string): Applied {
      return database.transaction(() => {
        const claim = claimServerId(id, serverId);
        store.change(id, { serverId: claim.serverId });
        database.prepare('DELETE FROM outbox WHERE id = ?').run(id);
        return { id, message: store.find(id), merged: claim.merged };
      });
    },

    /** Keeps what a person is to be asked about with a message of unknown outcome; null: there is nothing to ask any more. */
    offer(id: number, candidate: Candidate | null): Applied {
      write(id, { candidate });
      return { id, message: store.find(id) };
    },

    /** Opens the end of a row that was imported. */
    adopt(id: number, lookup: 'given-up' | null): void {
      database.prepare('INSERT INTO outbox (id, turn, caret, lookup) VALUES (?, ?, 0, ?)').run(id, nextTurn(), lookup);
    },
  };
}

export type Outbox = ReturnType<typeof createOutbox>;
