import type { Clock } from '../clock.ts';
import type { Failure } from '../contract.ts';
import type { EvoVoiceClient } from '../evo-voice/client.ts';
import type { SendMessage } from '../evo-voice/dtos.ts';
import type { SendOutcome } from '../evo-voice/outcomes.ts';
import { backOffMs } from './back-off.ts';
import { noteBefore } from './before-attempt.ts';
import type { Database } from './database.ts';
import type { Apply } from './flow.ts';
import type { Message, Target } from './message.ts';
import type { EventDetail, Outbox } from './outbox.ts';
import type { Event } from './outbox-table.ts';
import type { Waits } from './waits.ts';

/** Requests out at the same time, over all conversations (design.md 4). */
const mostInFlight = 4;

/** The longest wait for a next try, in ms. */
const longestWaitMs = 3_600_000;

/** ms until something that the disk refused is tried again. */
const diskRetryMs = 5000;

/** What sending needs. */
export interface SenderParts {
  readonly database: Pick<Database, 'attempt'>;
  readonly outbox: Pick<Outbox, 'inState' | 'endWait'>;
  /** Writes an event to the disk; see `flow.ts`. */
  readonly apply: Apply;
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
  const { database, outbox, apply, clock, waits } = parts;
  const inFlight = new Map<string, Promise<void>>();

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
      if (message.nextAt === undefined) start(conversation, message, client);
      else if (!waits.has(message.id)) waitForTry(message.id, message.nextAt - clock.now());
    }
  }

  function start(conversation: string, message: Message, client: EvoVoiceClient): void {
    const done = deliver(message, client).finally(() => {
      inFlight.delete(conversation);
      pump();
    });
    inFlight.set(conversation, done);
  }

  /** The wait is counted, not read from the wall clock, so that a clock set back an hour holds nothing up. */
  function waitForTry(id: number, ms: number): void {
    waits.after(id, Math.min(ms, longestWaitMs), () => {
      database.attempt(() => outbox.endWait(id));
      pump();
    });
  }

  async function deliver(message: Message, client: EvoVoiceClient): Promise<void> {
    const noted = await noteBefore(client, message, clock);
    if (parts.isPaused()) return;
    if (!noted.ok) return settle({ ...message, attempts: message.attempts + 1 }, { kind: 'not-processed', failure: noted.failure }, client);
    const taken = apply(message.id, 'taken', { attempt: noted.attempt, attempts: message.attempts + 1, nextAt: null });
    if (!taken.ok) return isDisk(taken.error) ? sleep(diskRetryMs) : undefined;
    const sending = taken.value.message;
    if (sending?.target) await settle(sending, await ask(client, requestOf(sending.target, sending.text)), client);
  }

  /** Puts an outcome on the disk, however long the disk refuses it: until then the row says `sending`, and a restart makes that `unknown`. */
  async function settle(message: Message, outcome: SendOutcome, client: EvoVoiceClient): Promise<void> {
    const isSignedOut = outcome.kind === 'not-processed' && /^(signed-out|credentials-refused)$/.test(outcome.failure.code);
    // A client of an earlier login says nothing about the one in use.
    if (isSignedOut && parts.client() === client) parts.onSignedOut();
    const [event, detail] = eventOf(outcome, message, isSignedOut);
    for (;;) {
      const applied = apply(message.id, event, detail);
      if (applied.ok || !isDisk(applied.error)) return;
      await sleep(diskRetryMs);
    }
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
    /** Settles when no request is out any more. */
    async idle(): Promise<void> {
      while (inFlight.size > 0) await Promise.all(inFlight.values());
    },
  };
}

export type Sender = ReturnType<typeof createSender>;

const isDisk = (failure: Failure): boolean => failure.code !== 'not-possible-now' && failure.code !== 'message-gone';

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
