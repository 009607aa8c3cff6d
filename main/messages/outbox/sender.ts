import type { Clock } from '../../clock.ts';
import type { EvoVoiceClient } from '../../evo-voice/api.ts';
import type { Message } from '../../model/message.ts';
import type { Database } from '../store/database.ts';
import type { Outbox } from '../store/outbox.ts';
import { diskRetryMs } from './apply-event.ts';
import type { Deliver } from './deliver.ts';
import type { MessageTimers } from './message-timers.ts';
import { createTryLimit } from './retries.ts';

/** Requests in flight at the same time, over all conversations. */
const maxInFlight = 4;

/** The longest wait before the next try, in ms. */
const maxWaitMs = 3_600_000;

/** What sending needs. */
export interface SenderParts {
  readonly database: Pick<Database, 'attempt'>;
  readonly outbox: Pick<Outbox, 'inState'>;
  readonly deliver: Deliver;
  readonly client: () => EvoVoiceClient | undefined;
  readonly isPaused: () => boolean;
  readonly timers: Pick<MessageTimers, 'after' | 'has' | 'cancel'>;
  readonly clock: Clock;
}

/** The conversation a message belongs to: within one, order is kept and one request is in flight at a time. */
const conversationOf = (message: Message): string =>
  message.sessionId === undefined ? `${message.endpointId} ${message.address}` : `session ${message.sessionId}`;

/** Decides which queued messages are sent now. The outcome of each is on the disk before the next one of its conversation starts. */
export function createSender({ database, outbox, deliver, client: clientInUse, isPaused, timers, clock }: SenderParts) {
  const inFlight = new Map<string, Promise<void>>();
  /** Messages whose wait for the next try is over, whatever their row says. */
  const ready = new Set<number>();
  const tryLimit = createTryLimit({ clock, onFree: sendReady });

  /** Starts whatever may be sent now. To be called whenever that may have changed. */
  function sendReady(): void {
    const client = clientInUse();
    if (isPaused() || client === undefined) return;
    const seen = new Set(inFlight.keys());
    const queued = database.attempt(() => outbox.inState('queued'));
    if (!queued.ok) return void clock.setTimer(diskRetryMs, sendReady);
    for (const message of queued.value) {
      if (inFlight.size >= maxInFlight) return;
      const conversation = conversationOf(message);
      if (seen.has(conversation)) continue;
      seen.add(conversation);
      if (message.nextAt !== undefined && !ready.has(message.id)) waitForTry(message.id, message.nextAt - clock.now());
      else if (!tryLimit.isReached(message.id)) start(conversation, message, client);
    }
  }

  function start(conversation: string, message: Message, client: EvoVoiceClient): void {
    ready.delete(message.id);
    tryLimit.count(message.id);
    const done = deliver(message, client).finally(() => {
      inFlight.delete(conversation);
      sendReady();
    });
    inFlight.set(conversation, done);
  }

  /** Counts the wait instead of reading the wall clock, so that setting the clock back by an hour delays nothing. */
  function waitForTry(id: number, ms: number): void {
    if (timers.has(id)) return;
    timers.after(id, Math.min(ms, maxWaitMs), () => {
      ready.add(id);
      sendReady();
    });
  }

  return {
    sendReady,
    /** Ends every wait that is our own choice; one the service asked for with `Retry-After` goes on. */
    retryNow(): void {
      // The end of the pause calls this again.
      if (isPaused()) return;
      const queued = database.attempt(() => outbox.inState('queued'));
      for (const { id, nextAt, failure } of queued.ok ? queued.value : []) {
        if (nextAt === undefined || failure?.retryAfterMs !== undefined) continue;
        timers.cancel(id);
        ready.add(id);
      }
      sendReady();
    },
    /** Resolves when no request is in flight any more. */
    async idle(): Promise<void> {
      while (inFlight.size > 0) await Promise.all(inFlight.values());
    },
  };
}

export type Sender = ReturnType<typeof createSender>;
