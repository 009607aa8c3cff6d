import type { Clock } from '../../clock.ts';
import type { EvoVoiceClient } from '../../evo-voice/api.ts';
import { ok, type Result, type ServiceFailure } from '../../model/failure.ts';
import type { Message } from '../../model/message.ts';
import { type ApplyUntilStored, diskRetryMs, isDiskFailure } from '../outbox/apply-event.ts';
import type { OpenAttempt, SessionLine } from '../outbox/attempt.ts';
import { findListingTarget } from '../outbox/listing-target.ts';
import type { MessageTimers } from '../outbox/message-timers.ts';
import type { Database } from '../store/database.ts';
import type { Outbox } from '../store/outbox.ts';
import { type Listed, listSince } from './listing.ts';
import type { Reconciler } from './reconcile.ts';

/** When the service is asked, in ms after an outcome became unknown. */
const lookupTimesMs: readonly number[] = [2000, 5000, 15_000, 60_000];

/** What a lookup needs. */
export interface LookupParts {
  readonly database: Pick<Database, 'attempt' | 'attemptLater'>;
  readonly outbox: Pick<Outbox, 'attempts'>;
  readonly reconciler: Pick<Reconciler, 'reconcile'>;
  readonly applyUntilStored: ApplyUntilStored;
  readonly client: () => EvoVoiceClient | undefined;
  readonly timers: Pick<MessageTimers, 'after' | 'has'>;
  /** While paused, the service is not asked; `again` makes up for it. */
  readonly isPaused: () => boolean;
  readonly clock: Pick<Clock, 'setTimer'>;
}

/**
 * Finds out what became of messages of unknown outcome by looking for them on the service; it never sends anything. A message not found by the last
 * time stays `unknown` and says so: that it is not listed proves nothing.
 */
export function createLookup({
  database,
  outbox,
  reconciler,
  applyUntilStored,
  client: clientInUse,
  timers,
  isPaused,
  clock,
}: LookupParts) {
  /** Looks at the given times, in ms from now. */
  function begin(message: Message, times: readonly number[] = lookupTimesMs): void {
    const [first = 0, ...later] = times;
    const rest = later.map((time) => time - first);
    timers.after(message.id, first, () => void step(message, rest));
  }

  /** Looks once, then at the times in `rest`, in ms from now. If the disk refuses the result, looks once more first. */
  async function step(message: Message, rest: readonly number[]): Promise<void> {
    const looked = await database.attemptLater(() => check(message.id, rest.length === 0));
    if (!looked.ok && isDiskFailure(looked.error)) begin(message, [diskRetryMs, ...rest.map((time) => time + diskRetryMs)]);
    else if (looked.ok && looked.value && rest.length > 0) begin(message, rest);
  }

  /** Looks once; tells whether it makes sense to look again. */
  async function check(id: number, isLast: boolean): Promise<boolean> {
    const client = isPaused() ? undefined : clientInUse();
    const find = () => outbox.attempts('unknown').find(({ message }) => message.id === id);
    const open = find();
    const listed = client === undefined || open === undefined ? undefined : await list(client, open);
    if (listed?.ok) reconciler.reconcile(listed.value.infos, listed.value.session && { id, ...listed.value.session });
    if (open !== undefined && find() === undefined) return false;
    if (listed?.ok === false && listed.error.code === 'role-missing') {
      await applyUntilStored(id, 'may-not-look', { lookup: 'not-permitted' });
      return false;
    }
    // Of an imported message no attempt was recorded, so there is nothing to look for.
    if (open !== undefined && !isLast) return true;
    await applyUntilStored(id, 'not-found', { lookup: 'given-up' });
    return false;
  }

  async function list(client: EvoVoiceClient, { message, attempt }: OpenAttempt): Promise<Result<LineListed, ServiceFailure>> {
    const recorded = attempt.session && ok({ endpointId: attempt.session.endpointId, session: attempt.session });
    const target = recorded ?? (await findListingTarget(client, message));
    if (!target.ok) return target;
    const since = attempt.serverAt ?? attempt.at + (client.clockDifference()?.leastMs ?? 0);
    const listed = await listSince(client, target.value.endpointId, since, clock);
    return listed.ok ? ok({ ...listed.value, session: target.value.session }) : listed;
  }

  return {
    begin,
    /** Looks once more for every message of unknown outcome, e.g. when the network is back. */
    again(): void {
      const open = database.attempt(() => outbox.attempts('unknown'));
      for (const { message } of open.ok ? open.value : []) if (!timers.has(message.id)) begin(message, [0]);
    },
  };
}

/** The messages on the line of a message, and the line of its session. */
interface LineListed extends Listed {
  readonly session?: SessionLine;
}
