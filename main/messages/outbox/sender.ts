import type { Clock } from '../../clock.ts';
import type { EvoVoiceClient } from '../../evo-voice/client.ts';
import type { SendMessage } from '../../evo-voice/dtos.ts';
import type { SendOutcome } from '../../evo-voice/outcomes.ts';
import type { Message, Target } from '../../model/message.ts';
import type { Database } from '../store/database.ts';
import type { EventDetail, Outbox } from '../store/outbox.ts';
import { type Apply, type ApplyUntilStored, diskRetryMs, isDisk } from './apply-event.ts';
import { backOffMs } from './back-off.ts';
import type { EarlierRunCheck } from './earlier-run.ts';
import { isLate } from './late.ts';
import type { Waits } from './message-timers.ts';
import { noteBefore } from './pre-send-snapshot.ts';
import type { Event } from './transitions.ts';
import { createTries } from './tries.ts';

/** Requests out at the same time, over all conversations (design.md 4). */
const mostInFlight = 4;

/** The longest wait for a next try, in ms. */
const longestWaitMs = 3_600_000;

/** What sending needs. */
export interface SenderParts {
  readonly database: Pick<Database, 'attempt'>;
  readonly outbox: Pick<Outbox, 'inState'>;
  /** Both write an event to the disk; see `flow.ts`. */
  readonly apply: Apply;
  readonly applyUntilStored: ApplyUntilStored;
  readonly checkEarlierRun: EarlierRunCheck;
  /** This start of the app. */
  readonly run: () => string;
  readonly client: () => EvoVoiceClient | undefined;
  readonly clock: Clock;
  readonly random: () => number;
  readonly waits: Waits;
  readonly isPaused: () => boolean;
  /** A 401 that a new sign-in could not mend. */
  readonly onSignedOut: () => void;
}

/** The conversation a message belongs to: within one, order is kept and one request is out at a time. */
const conversationOf = (message: Message): string =>
  message.sessionId === undefined ? `${message.endpointId} ${message.address}` : `session ${message.sessionId}`;

/**
 * Sends queued messages. A row is `sending` on the disk before its request starts, and its outcome is on the disk before the next
 * message of that conversation is taken.
 */
export function createSender(parts: SenderParts) {
  const { database, outbox, apply, applyUntilStored, clock, waits } = parts;
  const inFlight = new Map<string, Promise<void>>();
  /** Messages whose wait for the next try is over, whatever the row says. */
  const ready = new Set<number>();
  const tries = createTries({ clock, onFree: pump });

  /** Takes what may go now; call it whenever that may have changed. */
  function pump(): void {
    const client = parts.client();
    if (parts.isPaused() || client === undefined) return;
    const passed = new Set(inFlight.keys());
    const queued = database.attempt(() => outbox.inState('queued'));
    if (!queued.ok) return void clock.setTimer(diskRetryMs, pump);
    for (const message of queued.value) {
      if (inFlight.size >= mostInFlight) return;
      const conversation = conversationOf(message);
      if (passed.has(conversation)) continue;
      passed.add(conversation);
      if (message.nextAt !== undefined && !ready.has(message.id)) waitForTry(message.id, message.nextAt - clock.now());
      else if (!tries.isUsedUp(message.id)) start(conversation, message, client);
    }
  }

  function start(conversation: string, message: Message, client: EvoVoiceClient): void {
    ready.delete(message.id);
    tries.begin(message.id);
    const done = deliver(message, client).finally(() => {
      inFlight.delete(conversation);
      pump();
    });
    inFlight.set(conversation, done);
  }

  /** The wait is counted, not read from the wall clock, so that a clock set back an hour holds nothing up. */
  function waitForTry(id: number, ms: number): void {
    if (waits.has(id)) return;
    waits.after(id, Math.min(ms, longestWaitMs), () => {
      ready.add(id);
      pump();
    });
  }

  /** Ends every wait that is our own; what the service asked for with `Retry-After` goes on. */
  function retryNow(): void {
    // While it is paused nothing is tried, and going on comes here again.
    if (parts.isPaused()) return;
    const queued = database.attempt(() => outbox.inState('queued'));
    for (const { id, nextAt, failure } of queued.ok ? queued.value : []) {
      if (nextAt === undefined || failure?.retryAfterMs !== undefined) continue;
      waits.cancel(id);
      ready.add(id);
    }
    pump();
  }

  async function deliver(message: Message, client: EvoVoiceClient): Promise<void> {
    if (isLate(message.dueAt, clock.now())) return putOff(message);
    const checked = await parts.checkEarlierRun(client, message);
    if (checked.kind === 'settled' || parts.isPaused()) return;
    const noted = checked.kind === 'failed' ? { ok: false as const, error: checked.failure } : await noteBefore(client, message, clock);
    if (parts.isPaused()) return;
    // The machine may have slept since.
    if (isLate(message.dueAt, clock.now())) return putOff(message);
    const attempts = message.attempts + 1;
    if (!noted.ok) return settle({ ...message, attempts }, { kind: 'not-processed', failure: noted.error }, client);
    const taken = apply(message.id, 'taken', { attempt: noted.attempt, attempts, nextAt: null, run: parts.run() });
    if (!taken.ok) return isDisk(taken.error) ? sleep(diskRetryMs) : undefined;
    const sending = taken.value.message;
    if (sending?.target) await settle(sending, await ask(client, requestOf(sending.target, sending.text)), client);
  }

  async function putOff({ id }: Message): Promise<void> {
    await applyUntilStored(id, 'late', { nextAt: null });
  }

  /** Puts an outcome on the disk, however long the disk refuses it: until then the row says `sending`, and a restart makes that `unknown`. */
  async function settle(message: Message, outcome: SendOutcome, client: EvoVoiceClient): Promise<void> {
    const isSignedOut = outcome.kind === 'not-processed' && /^(signed-out|credentials-refused)$/.test(outcome.failure.code);
    // A client of an earlier login says nothing about the one in use.
    if (isSignedOut && parts.client() === client) parts.onSignedOut();
    const [event, detail] = eventOf(outcome, message, isSignedOut);
    await applyUntilStored(message.id, event, detail);
  }

  function eventOf(outcome: SendOutcome, message: Message, isSignedOut: boolean): [Event, EventDetail] {
    switch (outcome.kind) {
      case 'accepted': {
        const { id, endpointId, endpointDisplayName, otherAddress } = outcome.message;
        const place = message.sessionId === undefined ? {} : { endpointId, lineName: endpointDisplayName, address: otherAddress };
        return ['accepted', { serverId: id, ...place }];
      }
      case 'refused':
        return ['refused', { failure: outcome.failure }];
      case 'not-processed': {
        const wait = backOffMs(message.attempts, outcome.failure, parts.random());
        return ['not-processed', { failure: outcome.failure, attempts: message.attempts, nextAt: isSignedOut ? null : clock.now() + wait }];
      }
      case 'unknown':
        return ['outcome-unknown', { failure: outcome.failure, lookup: 'checking' }];
    }
  }

  const sleep = (ms: number) => new Promise<void>((resolve) => clock.setTimer(ms, resolve));

  return {
    pump,
    retryNow,
    /** Settles when no request is out any more. */
    async idle(): Promise<void> {
      while (inFlight.size > 0) await Promise.all(inFlight.values());
    },
  };
}

export type Sender = ReturnType<typeof createSender>;

/** Only the fields of the chosen form (evo-voice-api.md 3.2). */
const requestOf = (target: Target, body: string): SendMessage =>
  target.kind === 'sms' ? { endpointId: target.endpointId, toAddress: target.toAddress, body } : { sessionId: target.sessionId, body };

/** A client answers in values; should it throw all the same, nobody knows what the service did. */
async function ask(client: EvoVoiceClient, request: SendMessage): Promise<SendOutcome> {
  try {
    return await client.send(request);
  } catch {
    return { kind: 'unknown', failure: { code: 'connection-lost' } };
  }
}
