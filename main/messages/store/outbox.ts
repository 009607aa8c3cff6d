import type { Draft, SavedDraft } from '../../model/draft.ts';
import type { Candidate, Message, Submission } from '../../model/message.ts';
import { type Effect, type Event, type Transition, transitionOf } from '../outbox/transitions.ts';
import type { Database } from './database.ts';
import type { Drafts } from './drafts.ts';
import type { MessageChange, MessageStore } from './message-store.ts';
import { createOutboxRows, type OutboxValues } from './outbox-rows.ts';
import { claimServerId } from './server-ids.ts';

/** What else an event changes; absent members stay as they are, null clears them. */
export interface EventDetail extends Omit<MessageChange, 'state'>, OutboxValues {}

/** What an event did: the message as it is now (undefined if it is gone), what follows, and the draft that was made of it. */
export interface Applied {
  readonly id: number;
  readonly message?: Message;
  readonly effect?: Effect;
  readonly draft?: SavedDraft;
  /** The id of a pulled message that turned out to be the same one and was removed. */
  readonly merged?: number;
}

/** A message as a draft. */
const draftOf = (message: Message): Draft => ({
  endpointId: message.endpointId,
  sessionId: message.sessionId,
  to: message.address,
  text: message.text,
  caret: message.caret,
});

/**
 * Outgoing messages whose outcome is open, and the transitions of their states. `submit` and `apply` are each a transaction that is on the disk when
 * they return; acting on the result is up to the caller. All calls throw what SQLite throws, and `DamagedRow`.
 */
export function createOutbox(database: Database, store: MessageStore, drafts: Pick<Drafts, 'insert'>) {
  const rows = createOutboxRows(database);

  /** Deletes a message, and makes a draft of it if that is the effect. */
  function removeMessage(message: Message, { effect }: Transition): Applied {
    store.remove(message);
    return { id: message.id, draft: effect === 'give-draft' ? drafts.insert(draftOf(message)) : undefined };
  }

  /** Moves a message to another state, or keeps it in the one it is in. */
  function changeState(before: Message, to: Message['state'], event: Event, detail: EventDetail): Pick<Applied, 'merged'> {
    const { id } = before;
    const { serverId, merged } = claimServerId(store, id, detail.serverId);
    const shown = before.hiddenAt !== undefined && to !== 'unknown' ? { hiddenAt: null } : {};
    store.change(id, { ...detail, ...shown, serverId, state: to });
    rows.change(id, detail);
    if (to !== 'unknown' && before.candidate !== undefined) rows.change(id, { candidate: null });
    if (to === 'queued' && before.state !== 'sending' && before.state !== 'queued') {
      // A message that is sent again goes behind those that are waiting; one whose hold ends keeps its place.
      if (before.state === 'failed' || before.state === 'unknown' || before.state === 'review') rows.moveToEnd(id);
      rows.change(id, { nextAt: null, failure: null, lookup: null });
    }
    if (to === 'accepted' && event !== 'mark-sent') rows.remove(id);
    return { merged };
  }

  return {
    /** Stores a new message. `run` names this start of the app: a message of another one is looked up before it is sent. `now` is in ms since 1970. */
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
     * Applies an event to a message; if that makes a draft of it, both happen in the same transaction. Returns undefined if the event cannot happen in
     * the state the message is in, or if the message is gone.
     */
    apply(id: number, event: Event, detail: EventDetail = {}): Applied | undefined {
      return database.transaction(() => {
        const before = store.find(id);
        const transition = before && transitionOf(before, event);
        if (!before || !transition) return undefined;
        if (transition.to === 'gone') return removeMessage(before, transition);
        const { merged } = changeState(before, transition.to, event, detail);
        return { id, message: store.find(id), effect: transition.effect, merged };
      });
    },

    /** Gives a message that the person marked as sent the id under which the service lists it. */
    confirmMarkedSent(id: number, serverId: string): Applied {
      return database.transaction(() => {
        const claimed = claimServerId(store, id, serverId);
        store.change(id, { serverId: claimed.serverId });
        rows.remove(id);
        return { id, message: store.find(id), merged: claimed.merged };
      });
    },

    /** Stores the message of the service that may be this one, for the person to be asked about; null: there is nothing to ask any more. */
    setCandidate(id: number, candidate: Candidate | null): Applied {
      rows.change(id, { candidate });
      return { id, message: store.find(id) };
    },

    /** Adds an imported message whose outcome is open. */
    addUnresolved(id: number, lookup: 'given-up' | null): void {
      rows.add(id, { caret: 0, lookup });
    },

    inState: rows.inState,
    open: rows.open,
    waiting: rows.waiting,
    attempts: rows.attempts,
    late: rows.late,
    countDamaged: rows.countDamaged,
  };
}

export type Outbox = ReturnType<typeof createOutbox>;
