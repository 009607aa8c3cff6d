import { type Clock, sleep } from '../../clock.ts';
import type { EvoVoiceClient } from '../../evo-voice/api.ts';
import type { SendMessage } from '../../evo-voice/dtos.ts';
import type { SendOutcome } from '../../evo-voice/outcomes.ts';
import { type Failure, fail, type ServiceFailure } from '../../model/failure.ts';
import type { Message, Target } from '../../model/message.ts';
import type { Database } from '../store/database.ts';
import type { EventDetail } from '../store/outbox.ts';
import { type Apply, type ApplyUntilStored, acceptedAs, diskRetryMs, isDiskFailure } from './apply-event.ts';
import { isLate } from './late.ts';
import { snapshotBeforeSend } from './pre-send-snapshot.ts';
import { backOffMs } from './retries.ts';
import type { Event } from './transitions.ts';

/**
 * Whether an earlier run of the app has sent a message. `not-sent`: none has; `settled`: one has or may have, and the message is no longer queued;
 * `failed`: it could not be looked up now.
 */
export type EarlierRunAnswer =
  | { readonly kind: 'not-sent' }
  | { readonly kind: 'settled' }
  | { readonly kind: 'failed'; readonly failure: ServiceFailure };

/** What delivering a message needs. */
export interface DeliverParts {
  readonly database: Pick<Database, 'attemptLater'>;
  readonly apply: Apply;
  readonly applyUntilStored: ApplyUntilStored;
  readonly checkEarlierRun: (client: EvoVoiceClient, message: Message) => Promise<EarlierRunAnswer>;
  /** Names this run of the app. */
  readonly run: string;
  readonly client: () => EvoVoiceClient | undefined;
  readonly isPaused: () => boolean;
  readonly clock: Clock;
  readonly random: () => number;
  /** The service answered 401 and signing in again did not help. */
  readonly onSignedOut: () => void;
}

/** Sends a queued message unless a check forbids it; resolves once the outcome is on the disk. */
export type Deliver = (message: Message, client: EvoVoiceClient) => Promise<void>;

/** Makes the function that delivers one message: checked, `sending` on the disk, sent, its outcome on the disk, in this order. */
export function createDeliver(parts: DeliverParts): Deliver {
  const { database, apply, applyUntilStored, checkEarlierRun, run, client: clientInUse, isPaused, clock, random, onSignedOut } = parts;

  async function moveToReview({ id }: Message): Promise<void> {
    await applyUntilStored(id, 'late', { nextAt: null });
  }

  /** Waits 5 s where the disk failed; the message is still queued and is tried again after that. */
  async function waitForDisk(failure: Failure): Promise<void> {
    if (isDiskFailure(failure)) await sleep(clock, diskRetryMs);
  }

  /** Stores an outcome, however long the disk refuses it: until then the row says `sending`, which a restart turns into `unknown`. */
  async function settle(message: Message, outcome: SendOutcome, client: EvoVoiceClient): Promise<void> {
    const isSignedOut = outcome.kind === 'not-processed' && /^(signed-out|credentials-refused)$/.test(outcome.failure.code);
    // The client of an earlier login says nothing about the present one.
    if (isSignedOut && clientInUse() === client) onSignedOut();
    const [event, detail] = eventOf(outcome, message, isSignedOut);
    await applyUntilStored(message.id, event, detail);
  }

  function eventOf(outcome: SendOutcome, message: Message, isSignedOut: boolean): [Event, EventDetail] {
    switch (outcome.kind) {
      case 'accepted':
        return ['accepted', acceptedAs(message, outcome.message)];
      case 'refused':
        return ['refused', { failure: outcome.failure }];
      case 'not-processed': {
        const nextAt = isSignedOut ? null : clock.now() + backOffMs(message.attempts, outcome.failure, random());
        return ['not-processed', { failure: outcome.failure, attempts: message.attempts, nextAt }];
      }
      case 'unknown':
        return ['outcome-unknown', { failure: outcome.failure, lookup: 'checking' }];
    }
  }

  return async (message, client) => {
    if (isLate(message.dueAt, clock.now())) return moveToReview(message);
    const checked = await database.attemptLater(() => checkEarlierRun(client, message));
    if (!checked.ok) return waitForDisk(checked.error);
    const { value: earlier } = checked;
    if (earlier.kind === 'settled' || isPaused()) return;
    const snapshot = earlier.kind === 'failed' ? fail(earlier.failure) : await snapshotBeforeSend(client, message, clock);
    if (isPaused()) return;
    // The machine may have slept since.
    if (isLate(message.dueAt, clock.now())) return moveToReview(message);
    const attempts = message.attempts + 1;
    if (!snapshot.ok) return settle({ ...message, attempts }, { kind: 'not-processed', failure: snapshot.error }, client);
    const taken = apply(message.id, 'taken', { attempt: snapshot.value, attempts, nextAt: null, run });
    if (!taken.ok) return waitForDisk(taken.error);
    const sending = taken.value.message;
    if (sending?.target) await settle(sending, await send(client, requestOf(sending.target, sending.text)), client);
  };
}

/** The service takes a line and a number, or a session, never both. */
const requestOf = (target: Target, body: string): SendMessage =>
  target.kind === 'sms' ? { endpointId: target.endpointId, toAddress: target.toAddress, body } : { sessionId: target.sessionId, body };

/** The client answers in values. Should it throw all the same, nobody knows what the service did. */
async function send(client: EvoVoiceClient, request: SendMessage): Promise<SendOutcome> {
  try {
    return await client.send(request);
  } catch {
    return { kind: 'unknown', failure: { code: 'connection-lost' } };
  }
}
