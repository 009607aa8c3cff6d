import { type Clock, sleep } from '../../clock.ts';
import type { MessageInfo } from '../../evo-voice/dtos.ts';
import type { Log } from '../../log.ts';
import { type Failure, fail, ok, type Result } from '../../model/failure.ts';
import type { Message } from '../../model/message.ts';
import type { Database } from '../store/database.ts';
import type { Applied, EventDetail, Outbox } from '../store/outbox.ts';
import type { MessageTimers } from './message-timers.ts';
import type { Event } from './transitions.ts';

/** Rows that changed or are new; `reset`: so many that the list should be read again. */
export interface MessagesChange {
  readonly items: readonly Message[];
  readonly removed: readonly number[];
  readonly reset: boolean;
}

/**
 * Puts an event on the disk, reports it, then tells who subscribed. Errors: `message-gone`, `not-possible-now` (that event cannot happen in that
 * state), and those of the disk.
 */
export type Apply = (id: number, event: Event, detail?: EventDetail) => Result<Applied>;

/**
 * The same for what nobody waits for at the screen (timers, lookups, outcomes): at once where the disk takes it, else again every 5 s until it does;
 * the events of one message stay in order. Errors: `message-gone`, `not-possible-now`.
 */
export type ApplyUntilStored = (id: number, event: Event, detail?: EventDetail) => Promise<Result<Applied>>;

/** Is told of an event once it is on the disk. */
export type FollowUp = (applied: Applied, event: Event) => void;

/** ms until something that the disk refused is tried again. */
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

/** Makes the one way by which a message changes its state. The timer a message had in the state it left is ended. */
export function createApplyEvent({ database, outbox, exists, timers, clock, log, onChange }: ApplyEventParts) {
  const followUps: FollowUp[] = [];
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
    for (const followUp of followUps) followUp(applied, event);
    return ok(applied);
  };

  async function again(before: Promise<unknown>, id: number, event: Event, detail?: EventDetail): Promise<Result<Applied>> {
    await before;
    for (;;) {
      const applied = apply(id, event, detail);
      if (applied.ok || !isDisk(applied.error)) return applied;
      await sleep(clock, diskRetryMs);
    }
  }

  const applyUntilStored: ApplyUntilStored = async (id, event, detail) => {
    const before = unstored.get(id);
    const applied = before === undefined ? apply(id, event, detail) : undefined;
    if (applied && (applied.ok || !isDisk(applied.error))) return applied;
    const stored = again(before ?? sleep(clock, diskRetryMs), id, event, detail);
    unstored.set(id, stored);
    stored.finally(() => unstored.get(id) === stored && unstored.delete(id));
    return stored;
  };

  return {
    apply,
    applyUntilStored,
    /** Tells the list of a row that changed without an event. */
    report,
    /** From now on `followUp` is told of every event, after the list. */
    subscribe: (followUp: FollowUp): void => void followUps.push(followUp),
  };
}

/** Whether a failure is of the disk, so that trying again makes sense. */
export const isDisk = ({ code }: Failure): boolean => code !== 'not-possible-now' && code !== 'message-gone';

/** What a row takes over from the message of the service that it is: its id and, for a chat session, its line and person, which only the service knows. */
export function takenFrom(
  { sessionId }: Message,
  { id: serverId, endpointId, endpointDisplayName, otherAddress }: MessageInfo,
): EventDetail {
  return sessionId === undefined ? { serverId } : { serverId, endpointId, lineName: endpointDisplayName, address: otherAddress };
}
