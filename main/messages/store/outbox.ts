import type { Draft, SavedDraft } from '../../model/draft.ts';
import type { Candidate, Message, Submission } from '../../model/message.ts';
import { type Effect, type Event, type Transition, transitionOf } from '../outbox/transitions.ts';
import type { Database } from './database.ts';
import type { Drafts } from './drafts.ts';
import type { MessageChange, MessageStore } from './message-store.ts';
import { createOutboxRows, type OpenEnd } from './outbox-rows.ts';
import { claimServerId } from './server-ids.ts';

/** What an event brings along; members that are absent stay as they are, null empties them. */
export interface EventDetail extends Omit<MessageChange, 'state'>, OpenEnd {}

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
 * it is the caller's to do afterwards. All calls throw what SQLite throws, and `DamagedRow`.
 */
export function createOutbox(database: Database, store: MessageStore, drafts: Pick<Drafts, 'insert'>) {
  const rows = createOutboxRows(database);

  /** Takes the row away; undo and keep-as-draft get a draft of its own for it. */
  function takeBack(message: Message, { effect }: Transition): Applied {
    store.remove(message);
    return { id: message.id, draft: effect === 'give-draft' ? drafts.insert(draftOf(message)) : undefined };
  }

  /** Moves a row on to another state, or keeps it in its own. */
  function moveOn(before: Message, to: Message['state'], event: Event, detail: EventDetail): Pick<Applied, 'merged'> {
    const { id } = before;
    const { serverId, merged } = claimServerId(store, id, detail.serverId);
    const shown = before.hiddenAt !== undefined && to !== 'unknown' ? { hiddenAt: null } : {};
    store.change(id, { ...detail, ...shown, serverId, state: to });
    rows.change(id, detail);
    if (to !== 'unknown' && before.candidate !== undefined) rows.change(id, { candidate: null });
    if (to === 'queued' && before.state !== 'sending' && before.state !== 'queued') {
      // Who comes back from an open end lines up behind what is waiting; a hold that ends keeps its place.
      if (before.state === 'failed' || before.state === 'unknown' || before.state === 'review') rows.moveToEnd(id);
      rows.change(id, { nextAt: null, failure: null, lookup: null });
    }
    if (to === 'accepted' && event !== 'mark-sent') rows.close(id);
    return { merged };
  }

  return {
    /** `run` names this start of the app; a row of another one is looked up before it is sent. */
    submit(submission: Submission, now: number, run: string): Message {
      const { target, text, lineName, name, holdMs, sendAt, caret } = submission;
      const state = sendAt !== undefined ? 'scheduled' : holdMs > 0 ? 'held' : 'queued';
      const place =
        target.kind === 'sms' ? { endpointId: target.endpointId, address: target.toAddress } : { sessionId: target.sessionId, address: '' };
      return database.transaction(() => {
        const id = store.insert({ state, own: true, at: now, lineName, name, text, ...place });
        const dueAt = sendAt ?? now + holdMs;
        rows.add(id, { caret, nextAt: state === 'queued' ? null : dueAt, dueAt, run });
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
        if (transition.to === 'gone') return takeBack(before, transition);
        const { merged } = moveOn(before, transition.to, event, detail);
        return { id, message: store.find(id), effect: transition.effect, merged };
      });
    },

    /** Gives a message that was marked as sent by hand the id it was met under. */
    confirmMarkedSent(id: number, serverId: string): Applied {
      return database.transaction(() => {
        const claimed = claimServerId(store, id, serverId);
        store.change(id, { serverId: claimed.serverId });
        rows.close(id);
        return { id, message: store.find(id), merged: claimed.merged };
      });
    },

    /** Keeps what a person is to be asked about with a message of unknown outcome; null: there is nothing to ask any more. */
    setCandidate(id: number, candidate: Candidate | null): Applied {
      rows.change(id, { candidate });
      return { id, message: store.find(id) };
    },

    /** Makes an imported message one whose outcome is open. */
    addUnresolved(id: number, lookup: 'given-up' | null): void {
      rows.add(id, { caret: 0, lookup });
    },

    inState: rows.inState,
    open: rows.open,
    waiting: rows.waiting,
    attempts: rows.attempts,
    late: rows.late,
  };
}

export type Outbox = ReturnType<typeof createOutbox>;
