import type { EvoVoiceClient } from '../../evo-voice/client.ts';
import type { MessageInfo } from '../../evo-voice/dtos.ts';
import type { ServiceFailure } from '../../model/failure.ts';
import type { Message } from '../../model/message.ts';

import { type ApplyUntilStored, diskRetryMs, isDisk } from '../outbox/apply-event.ts';
import type { OpenAttempt } from '../outbox/attempt.ts';
import type { Waits } from '../outbox/message-timers.ts';
import type { Database } from '../store/database.ts';
import type { Outbox } from '../store/outbox.ts';
import { listSince } from './listing.ts';
import { placeOf, type SessionPlace } from './listing-target.ts';
import type { Claims } from './reconcile.ts';

/** ms after an outcome became unknown at which the service is asked (design.md 4). */
export const lookupTimesMs: readonly number[] = [2000, 5000, 15_000, 60_000];

/** Pages of 100 that are read at most. */
const mostPages = 20;

/** What a lookup needs. */
export interface LookupParts {
  readonly database: Pick<Database, 'attemptLater'>;
  readonly outbox: Pick<Outbox, 'attempts'>;
  readonly claims: Claims;
  readonly applyUntilStored: ApplyUntilStored;
  readonly client: () => EvoVoiceClient | undefined;
  readonly waits: Waits;
  /** While it is, nobody is asked; `again` makes up for it. */
  readonly isPaused: () => boolean;
}

/**
 * Finds out what became of messages whose outcome is not known, by looking for them on the service; it never sends anything.
 * What is not found after the last time stays `unknown` and says so: absence proves nothing.
 */
export function createLookup({ database, outbox, claims, applyUntilStored, client, waits, isPaused }: LookupParts) {
  /** Asks at the given times, in ms from now. */
  function begin(message: Message, times: readonly number[] = lookupTimesMs): void {
    const [first = 0, ...later] = times;
    const rest = later.map((time) => time - first);
    waits.after(message.id, first, () => void step(message, rest));
  }

  /** Looks once, then again at the times in `rest`, in ms from now. What the disk refused is done once more before that. */
  async function step(message: Message, rest: readonly number[]): Promise<void> {
    const looked = await database.attemptLater(() => check(message.id, rest.length === 0));
    if (!looked.ok && isDisk(looked.error)) begin(message, [diskRetryMs, ...rest.map((time) => time + diskRetryMs)]);
    else if (looked.ok && looked.value && rest.length > 0) begin(message, rest);
  }

  /** Looks once; gives whether looking again makes sense. */
  async function check(id: number, isLast: boolean): Promise<boolean> {
    const service = isPaused() ? undefined : client();
    const find = () => outbox.attempts('unknown').find(({ message }) => message.id === id);
    const open = find();
    const listed = service === undefined || open === undefined ? undefined : await list(service, open);
    if (listed?.ok) claims.take(listed.value, listed.session && { id, ...listed.session });
    if (open !== undefined && find() === undefined) return false;
    if (listed?.ok === false && listed.error.code === 'role-missing') {
      await applyUntilStored(id, 'may-not-look', { lookup: 'not-permitted' });
      return false;
    }
    // Nothing was noted of a message that was imported, so there is nothing to look for.
    if (open !== undefined && !isLast) return true;
    await applyUntilStored(id, 'not-found', { lookup: 'given-up' });
    return false;
  }

  async function list(service: EvoVoiceClient, open: OpenAttempt): Promise<Listed> {
    const place = open.attempt.session
      ? { ok: true as const, endpointId: open.attempt.session.endpointId, session: open.attempt.session }
      : await placeOf(service, open.message);
    if (!place.ok) return place;
    const since = open.attempt.serverAt ?? open.attempt.at + (service.clockDifference()?.leastMs ?? 0);
    const listed = await listSince(service, place.endpointId, since, mostPages);
    return listed.ok ? { ...listed, session: place.session } : listed;
  }

  return {
    begin,
    /** Looks once more, soon, for everything whose outcome is open, e.g. when the network is back. */
    again(): void {
      for (const { message } of outbox.attempts('unknown')) if (!waits.has(message.id)) begin(message, [0]);
    },
  };
}

export type Lookup = ReturnType<typeof createLookup>;

type Listed =
  | { readonly ok: true; readonly value: readonly MessageInfo[]; readonly session?: SessionPlace }
  | { readonly ok: false; readonly error: ServiceFailure };
