import { type Clock, sleep } from '../../clock.ts';
import type { MessageInfo } from '../../evo-voice/dtos.ts';
import type { Log } from '../../log.ts';
import { type Failure, fail, ok, type Result } from '../../model/failure.ts';
import type { Message } from '../../model/message.ts';
import type { Database } from '../store/database.ts';
import type { Applied, EventDetail, Outbox } from '../store/outbox.ts';
import type { MessageTimers } from './message-timers.ts';
import type { Event } from './transitions.ts';

/** Messages that changed or are new; `reset`: so much changed that the list should be read again. */
export interface MessagesChange {
  readonly items: readonly Message[];
  readonly removed: readonly number[];
  readonly reset: boolean;
}

/**
 * Stores an event, tells the list, then those who subscribed. Errors: `message-gone`, `entry-damaged`, `not-possible-now` (the event cannot happen to
 * the message as it is), and those of the disk.
 */
export type Apply = (id: number, event: Event, detail?: EventDetail) => Result<Applied>;

/**
 * The same for events nobody is waiting for at the screen (timers, lookups, outcomes): if the disk refuses one, it is tried again every 5 s until it
 * is stored. The events of one message stay in order. Errors: `message-gone`, `entry-damaged`, `not-possible-now`.
 */
export type ApplyUntilStored = (id: number, event: Event, detail?: EventDetail) => Promise<Result<Applied>>;

/** Is told of an event once it is on the disk. */
export type OnApplied = (applied: Applied, event: Event) => void;

/** ms after which something the disk refused is tried again. */
export const diskRetryMs = 5000;

/** What applying events needs. */
export interface ApplyEventParts {
  readonly database: Pick<Database, 'attempt'>;
  readonly outbox: Pick<Outbox, 'apply'>;
  readonly exists: (id: number) => boolean;
  readonly timers: Pick<MessageTimers, 'cancel'>;
  readonly clock: Clock;
  readonly log: Log;
  readonly onChange: (change: MessagesChange) => void;
}

/** The only way a message changes its state. Ends the timer the message had in its previous state. */
export function createApplyEvent({ database, outbox, exists, timers, clock, log, onChange }: ApplyEventParts) {
  const subscribers: OnApplied[] = [];
  const unstored = new Map<number, Promise<Result<Applied>>>();

  function report({ id, message, merged }: Applied): void {
    const removed = [...(message ? [] : [id]), ...(merged === undefined ? [] : [merged])];
    onChange({ items: message ? [message] : [], removed, reset: false });
  }

  const apply: Apply = (id, event, detail) => {
    const stored = database.attempt(() => outbox.apply(id, event, detail) ?? (exists(id) ? 'not-possible-now' : 'message-gone'));
    if (!stored.ok) {
      log.warn('message not stored', { id, event, code: stored.error.code });
      return stored;
    }
    const { value: applied } = stored;
    if (typeof applied === 'string') return fail({ code: applied });
    log.info('message', { id, event, state: applied.message?.state ?? 'gone' });
    timers.cancel(id);
    report(applied);
    for (const onApplied of subscribers) onApplied(applied, event);
    return ok(applied);
  };

  async function applyAfter(before: Promise<unknown>, id: number, event: Event, detail?: EventDetail): Promise<Result<Applied>> {
    await before;
    for (;;) {
      const applied = apply(id, event, detail);
      if (applied.ok || !isDiskFailure(applied.error)) return applied;
      await sleep(clock, diskRetryMs);
    }
  }

  const applyUntilStored: ApplyUntilStored = async (id, event, detail) => {
    const before = unstored.get(id);
    const applied = before === undefined ? apply(id, event, detail) : undefined;
    if (applied && (applied.ok || !isDiskFailure(applied.error))) return applied;
    const stored = applyAfter(before ?? sleep(clock, diskRetryMs), id, event, detail);
    unstored.set(id, stored);
    stored.finally(() => unstored.get(id) === stored && unstored.delete(id));
    return stored;
  };

  return {
    apply,
    applyUntilStored,
    /** Tells the list about a message that changed without an event. */
    report,
    /** Tells `onApplied` about every event from now on, after the list. */
    subscribe: (onApplied: OnApplied): void => void subscribers.push(onApplied),
  };
}

/** Whether a failure is the disk's, so that trying again makes sense. */
export const isDiskFailure = ({ code }: Failure): boolean =>
  code !== 'not-possible-now' && code !== 'message-gone' && code !== 'entry-damaged';

/**
 * What to store with a message once the service's own copy of it is known: the id and, for a chat session, the line and the person, which only the
 * service knows.
 */
export function acceptedAs(
  { sessionId }: Message,
  { id: serverId, endpointId, endpointDisplayName, otherAddress }: MessageInfo,
): EventDetail {
  return sessionId === undefined ? { serverId } : { serverId, endpointId, lineName: endpointDisplayName, address: otherAddress };
}
