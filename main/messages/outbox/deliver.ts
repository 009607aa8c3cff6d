import { type Clock, sleep } from '../../clock.ts';
import type { EvoVoiceClient } from '../../evo-voice/client.ts';
import type { SendMessage } from '../../evo-voice/dtos.ts';
import type { SendOutcome } from '../../evo-voice/outcomes.ts';
import { fail, type ServiceFailure } from '../../model/failure.ts';
import type { Message, Target } from '../../model/message.ts';
import type { EventDetail } from '../store/outbox.ts';
import { type Apply, type ApplyUntilStored, diskRetryMs, isDisk, takenFrom } from './apply-event.ts';
import { isLate } from './late.ts';
import { noteBefore } from './pre-send-snapshot.ts';
import { backOffMs } from './retries.ts';
import type { Event } from './transitions.ts';

/**
 * What became of the look for a message that an earlier run may have sent. `not-sent`: no earlier run sent it; `settled`: it is no longer queued;
 * `failed`: it could not be looked up now.
 */
export type EarlierRun =
  | { readonly kind: 'not-sent' }
  | { readonly kind: 'settled' }
  | { readonly kind: 'failed'; readonly failure: ServiceFailure };

/** What delivering needs. */
export interface DeliverParts {
  readonly apply: Apply;
  readonly applyUntilStored: ApplyUntilStored;
  readonly checkEarlierRun: (client: EvoVoiceClient, message: Message) => Promise<EarlierRun>;
  /** This start of the app. */
  readonly run: string;
  readonly client: () => EvoVoiceClient | undefined;
  readonly isPaused: () => boolean;
  readonly clock: Clock;
  readonly random: () => number;
  /** A 401 that a new sign-in could not mend. */
  readonly onSignedOut: () => void;
}

/** Takes a queued message to the service, unless it turns out that it may not leave; settles when what came of that is on the disk. */
export type Deliver = (message: Message, client: EvoVoiceClient) => Promise<void>;

/** Makes the function that delivers one message. Its row is `sending` on the disk before its request starts. */
export function createDeliver(parts: DeliverParts): Deliver {
  const { apply, applyUntilStored, checkEarlierRun, run, client: clientInUse, isPaused, clock, random, onSignedOut } = parts;

  async function putOff({ id }: Message): Promise<void> {
    await applyUntilStored(id, 'late', { nextAt: null });
  }

  /** Puts an outcome on the disk, however long the disk refuses it: until then the row says `sending`, and a restart makes that `unknown`. */
  async function settle(message: Message, outcome: SendOutcome, client: EvoVoiceClient): Promise<void> {
    const isSignedOut = outcome.kind === 'not-processed' && /^(signed-out|credentials-refused)$/.test(outcome.failure.code);
    // A client of an earlier login says nothing about the one in use.
    if (isSignedOut && clientInUse() === client) onSignedOut();
    const [event, detail] = eventOf(outcome, message, isSignedOut);
    await applyUntilStored(message.id, event, detail);
  }

  function eventOf(outcome: SendOutcome, message: Message, isSignedOut: boolean): [Event, EventDetail] {
    switch (outcome.kind) {
      case 'accepted':
        return ['accepted', takenFrom(message, outcome.message)];
      case 'refused':
        return ['refused', { failure: outcome.failure }];
      case 'not-processed': {
        const wait = backOffMs(message.attempts, outcome.failure, random());
        return ['not-processed', { failure: outcome.failure, attempts: message.attempts, nextAt: isSignedOut ? null : clock.now() + wait }];
      }
      case 'unknown':
        return ['outcome-unknown', { failure: outcome.failure, lookup: 'checking' }];
    }
  }

  return async (message, client) => {
    if (isLate(message.dueAt, clock.now())) return putOff(message);
    const earlier = await checkEarlierRun(client, message);
    if (earlier.kind === 'settled' || isPaused()) return;
    const noted = earlier.kind === 'failed' ? fail(earlier.failure) : await noteBefore(client, message, clock);
    if (isPaused()) return;
    // The machine may have slept since.
    if (isLate(message.dueAt, clock.now())) return putOff(message);
    const attempts = message.attempts + 1;
    if (!noted.ok) return settle({ ...message, attempts }, { kind: 'not-processed', failure: noted.error }, client);
    const taken = apply(message.id, 'taken', { attempt: noted.value, attempts, nextAt: null, run });
    if (!taken.ok) return isDisk(taken.error) ? sleep(clock, diskRetryMs) : undefined;
    const sending = taken.value.message;
    if (sending?.target) await settle(sending, await send(client, requestOf(sending.target, sending.text)), client);
  };
}

/** Only the fields of the chosen form: the service takes a line and a number, or a session. */
const requestOf = (target: Target, body: string): SendMessage =>
  target.kind === 'sms' ? { endpointId: target.endpointId, toAddress: target.toAddress, body } : { sessionId: target.sessionId, body };

/** A client answers in values; should it throw all the same, nobody knows what the service did. */
async function send(client: EvoVoiceClient, request: SendMessage): Promise<SendOutcome> {
  try {
    return await client.send(request);
  } catch {
    return { kind: 'unknown', failure: { code: 'connection-lost' } };
  }
}
