import { type Clock, timedOut, withTimeout } from '../../clock.ts';
import type { EvoVoiceClient } from '../../evo-voice/client.ts';
import { readDate } from '../../evo-voice/dates.ts';
import type { MessageInfo } from '../../evo-voice/dtos.ts';
import { isAnswerOfService } from '../../evo-voice/outcomes.ts';
import { fail, ok, type Result, type ServiceFailure } from '../../model/failure.ts';
import type { Message } from '../../model/message.ts';
import type { Attempt } from './attempt.ts';
import { type ListingTarget, listingTargetOf } from './listing-target.ts';

/** How far back the listing before a send reaches, and how long it may take. */
const windowMs = 26 * 3_600_000;
const listLimitMs = 3000;

/** ms that the light question may take which is asked when the listing did not prove that the service is there. */
const statusLimitMs = 5000;

const pageSize = 50;

/** A list with fewer messages than this was not cut off, however few the service gives at a time. */
const shortList = 10;

/**
 * Makes sure just before a send that the service is reached, and notes which messages the line has. No byte of the send may leave before:
 * an error of the network proves almost nothing about a request that was handed over (`network-errors.ts`), but one that never was is
 * provably not processed. The noted ids keep a later lookup from taking one of those messages for ours. A login that may not list, and a listing
 * that takes more than 3 s or fails, leave the ids unknown; the send goes on if the service answers who is signed in within 5 s.
 */
export async function noteBefore(client: EvoVoiceClient, message: Message, clock: Clock): Promise<Result<Attempt, ServiceFailure>> {
  const since = clock.now() + (client.clockDifference()?.leastMs ?? 0) - windowMs;
  let target: ListingTarget | undefined;
  const listing = async (): Promise<Result<readonly MessageInfo[], ServiceFailure>> => {
    const found = await listingTargetOf(client, message);
    if (!found.ok) return found;
    target = found.value;
    return list(client, target.endpointId, since);
  };
  const listed = await within(clock, listLimitMs, listing());
  const failure = listed.ok ? undefined : listed.error;
  if (failure && (failure.code === 'signed-out' || failure.code === 'credentials-refused')) return fail(failure);
  if (failure && !isAnswerOfService(failure) && !(await isThere(client, clock))) return fail(failure);
  return ok({ ...timesOf(client, clock), session: target?.session, ...(listed.ok ? idsOf(listed.value, since) : {}) });
}

function list(client: EvoVoiceClient, endpointId: string, since: number): Promise<Result<readonly MessageInfo[], ServiceFailure>> {
  return client.listMessages({
    endpointIds: [endpointId],
    afterDate: new Date(since).toISOString(),
    sortField: 'Date',
    sortOrder: 'Descend',
    countPerPage: pageSize,
    simplifiedPaging: true,
  });
}

async function isThere(client: EvoVoiceClient, clock: Clock): Promise<boolean> {
  const status = await within(clock, statusLimitMs, client.authStatus());
  return status.ok || isAnswerOfService(status.error);
}

function timesOf(client: EvoVoiceClient, clock: Clock): Pick<Attempt, 'at' | 'serverAt' | 'serverAtMost'> {
  const at = clock.now();
  const difference = client.clockDifference();
  return difference === undefined ? { at } : { at, serverAt: at + difference.leastMs, serverAtMost: at + difference.mostMs };
}

/**
 * What a listing tells. It is complete when it came newest first, as asked, and reaches below its newest date: a service may give fewer
 * messages at a time than it is asked for, and leave out others with that same date.
 */
function idsOf(listed: readonly MessageInfo[], since: number): Pick<Attempt, 'knownIds' | 'newestKnownAt' | 'isComplete'> {
  const dates = listed.map((info) => readDate(info.date ?? '')?.ms ?? Number.NaN);
  const isSorted = dates.every((date, index) => date <= (dates[index - 1] ?? Number.POSITIVE_INFINITY));
  const readable = dates.filter((date) => !Number.isNaN(date));
  const newest = Math.max(...readable);
  const reachesBelow = listed.length < shortList || (dates.at(-1) ?? newest) < newest;
  return {
    knownIds: listed.map((info) => info.id),
    newestKnownAt: listed.length === 0 ? since : Number.isFinite(newest) ? newest : undefined,
    isComplete: isSorted && reachesBelow,
  };
}

/** The result of a call, or why there is none after `ms`. */
async function within<T>(clock: Clock, ms: number, call: Promise<Result<T, ServiceFailure>>): Promise<Result<T, ServiceFailure>> {
  const result = await withTimeout(clock, ms, call).catch(() => fail({ code: 'connection-lost' as const }));
  return result === timedOut ? fail({ code: 'timeout' }) : result;
}
