import { type Clock, timedOut, withTimeout } from '../../clock.ts';
import type { EvoVoiceClient } from '../../evo-voice/api.ts';
import { readDate } from '../../evo-voice/dates.ts';
import type { MessageInfo } from '../../evo-voice/dtos.ts';
import { isAnswerOfService } from '../../evo-voice/outcomes.ts';
import { fail, ok, type Result, type ServiceFailure } from '../../model/failure.ts';
import type { Message } from '../../model/message.ts';
import type { Attempt } from './attempt.ts';
import { findListingTarget, type ListingTarget } from './listing-target.ts';

/** How far back the listing goes, and how long it may take. */
const windowMs = 26 * 3_600_000;
const listLimitMs = 3000;

/** How long the small request may take that asks whether the service can be reached, where the listing has not shown it. */
const statusLimitMs = 5000;

const pageSize = 50;

/** A list shorter than this was not cut off, however few messages the service gives at a time. */
const shortList = 10;

/**
 * Checks just before a message is sent that the service can be reached, and records which messages its line has. This comes first because a network
 * error proves almost nothing about a request already handed over (`network-errors.ts`), whereas one that was never started is provably not
 * processed. The ids keep a later lookup from mistaking one of those messages for ours. If the login may not list messages, or the listing fails or
 * takes more than 3 s, the ids stay unknown and the message may still be sent, provided the service says within 5 s who is signed in.
 */
export async function snapshotBeforeSend(client: EvoVoiceClient, message: Message, clock: Clock): Promise<Result<Attempt, ServiceFailure>> {
  const since = clock.now() + (client.clockDifference()?.leastMs ?? 0) - windowMs;
  let target: ListingTarget | undefined;
  const listing = async (): Promise<Result<readonly MessageInfo[], ServiceFailure>> => {
    const found = await findListingTarget(client, message);
    if (!found.ok) return found;
    target = found.value;
    return list(client, target.endpointId, since);
  };
  const listed = await within(clock, listLimitMs, listing());
  const failure = listed.ok ? undefined : listed.error;
  if (failure && (failure.code === 'signed-out' || failure.code === 'credentials-refused')) return fail(failure);
  if (failure && !isAnswerOfService(failure) && !(await isReachable(client, clock))) return fail(failure);
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

async function isReachable(client: EvoVoiceClient, clock: Clock): Promise<boolean> {
  const status = await within(clock, statusLimitMs, client.authStatus());
  return status.ok || isAnswerOfService(status.error);
}

function timesOf(client: EvoVoiceClient, clock: Clock): Pick<Attempt, 'at' | 'serverAt' | 'serverAtMost'> {
  const at = clock.now();
  const difference = client.clockDifference();
  return difference === undefined ? { at } : { at, serverAt: at + difference.leastMs, serverAtMost: at + difference.mostMs };
}

/**
 * What a listing shows. It is complete when it is sorted newest first, as asked for, and goes below its newest date: the service may give fewer
 * messages at a time than asked for, and leave out some with that same date.
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

/** The result of a call; `timeout` after `ms`. */
async function within<T>(clock: Clock, ms: number, call: Promise<Result<T, ServiceFailure>>): Promise<Result<T, ServiceFailure>> {
  const result = await withTimeout(clock, ms, call).catch(() => fail({ code: 'connection-lost' as const }));
  return result === timedOut ? fail({ code: 'timeout' }) : result;
}
