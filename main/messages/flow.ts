import type { Result } from '../contract.ts';
import type { Database } from './database.ts';
import type { Message } from './message.ts';
import type { Applied, EventDetail, Outbox } from './outbox.ts';
import type { Effect, Event } from './outbox-table.ts';

/** Rows that changed or are new; `reset`: so many that the list should be read again. */
export interface MessagesChange {
  readonly items: readonly Message[];
  readonly removed: readonly number[];
  readonly reset: boolean;
}

/**
 * Puts an event on the disk, tells of it, then sets off what follows. Errors: `message-gone`, `not-possible-now` (that event cannot happen in
 * that state), and those of the disk.
 */
export type Apply = (id: number, event: Event, detail?: EventDetail) => Result<Applied>;

/** What the flow needs; an effect runs after its transition is durable. */
export interface FlowParts {
  readonly database: Database;
  readonly outbox: Outbox;
  readonly exists: (id: number) => boolean;
  readonly log: (line: string) => void;
  readonly onChange: (change: MessagesChange) => void;
  /** Ends the timer a message had in the state it left. */
  readonly cancelWait: (id: number) => void;
  readonly follow: (effect: Effect, message: Message, event: Event) => void;
}

/** Builds the one way by which a message changes its state. */
export function createFlow({ database, outbox, exists, log, onChange, cancelWait, follow }: FlowParts) {
  function report({ id, message, merged }: Applied): void {
    const removed = [...(message ? [] : [id]), ...(merged === undefined ? [] : [merged])];
    onChange({ items: message ? [message] : [], removed, reset: false });
  }

  const apply: Apply = (id, event, detail) => {
    const applied = database.attempt(() => outbox.apply(id, event, detail) ?? (exists(id) ? 'not-possible-now' : 'message-gone'));
    if (!applied.ok) {
      log(`message ${id}: ${event} could not be stored: ${applied.error.code}`);
      return applied;
    }
    if (typeof applied.value === 'string') return { ok: false, error: { code: applied.value } };
    const { message, effect } = applied.value;
    log(`message ${id}: ${event}, now ${message?.state ?? 'gone'}`);
    cancelWait(id);
    report(applied.value);
    if (message && effect) follow(effect, message, event);
    return { ok: true, value: applied.value };
  };

  return { apply, report };
}
