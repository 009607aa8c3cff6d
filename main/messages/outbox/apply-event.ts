import type { Clock } from '../../clock.ts';
import type { Failure, Result } from '../../model/failure.ts';
import type { Message } from '../../model/message.ts';
import type { Database } from '../store/database.ts';
import type { Applied, EventDetail, Outbox } from '../store/outbox.ts';
import type { Effect, Event } from './transitions.ts';

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

/**
 * The same for what nobody waits for at the screen (timers, lookups, claims, outcomes): at once where the disk takes it, else again every 5 s until
 * it does; the events of one message stay in order. Errors: `message-gone`, `not-possible-now`.
 */
export type ApplyUntilStored = (id: number, event: Event, detail?: EventDetail) => Promise<Result<Applied>>;

/** ms until something that the disk refused is tried again. */
export const diskRetryMs = 5000;

/** What the flow needs; an effect runs after its transition is durable. */
export interface FlowParts {
  readonly database: Database;
  readonly outbox: Outbox;
  readonly exists: (id: number) => boolean;
  readonly clock: Clock;
  readonly log: (line: string) => void;
  readonly onChange: (change: MessagesChange) => void;
  /** Ends the timer a message had in the state it left. */
  readonly cancelWait: (id: number) => void;
  readonly follow: (effect: Effect, message: Message, event: Event) => void;
}

/** Builds the one way by which a message changes its state. */
export function createFlow({ database, outbox, exists, clock, log, onChange, cancelWait, follow }: FlowParts) {
  const unstored = new Map<number, Promise<Result<Applied>>>();

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

  const pause = () => new Promise<void>((resolve) => clock.setTimer(diskRetryMs, resolve));

  async function again(before: Promise<unknown>, id: number, event: Event, detail?: EventDetail): Promise<Result<Applied>> {
    await before;
    for (;;) {
      const applied = apply(id, event, detail);
      if (applied.ok || !isDisk(applied.error)) return applied;
      await pause();
    }
  }

  const applyUntilStored: ApplyUntilStored = async (id, event, detail) => {
    const before = unstored.get(id);
    const applied = before === undefined ? apply(id, event, detail) : undefined;
    if (applied && (applied.ok || !isDisk(applied.error))) return applied;
    const stored = again(before ?? pause(), id, event, detail);
    unstored.set(id, stored);
    stored.finally(() => unstored.get(id) === stored && unstored.delete(id));
    return stored;
  };

  return { apply, applyUntilStored, report };
}

/** Whether a failure is of the disk, so that trying again makes sense. */
export const isDisk = ({ code }: Failure): boolean => code !== 'not-possible-now' && code !== 'message-gone';
