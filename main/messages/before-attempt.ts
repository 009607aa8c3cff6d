import type { Clock } from '../clock.ts';
import type { EvoVoiceClient } from '../evo-voice/client.ts';
import { readDate } from '../evo-voice/dates.ts';
import type { MessageInfo } from '../evo-voice/dtos.ts';
import type { CallFailure, CallResult } from '../evo-voice/outcomes.ts';
import type { Message } from './message.ts';
import type { Attempt } from './outbox.ts';
import { type Place, placeOf } from './place.ts';

/** How far back the listing before a send reaches, and how long it may take. */
const windowMs = 26 * 3_600_000;
const limitMs = 3000;

/** What to note with the attempt, or why the service cannot be reached, so that nothing need be sent. */
export type Noted = { readonly ok: true; readonly attempt: Attempt } | { readonly ok: false; readonly failure: CallFailure };

/**
 * Notes which messages the line has just before a send, so that a later lookup never takes one of them for ours (evo-voice-api.md 6.1, step 1).
 * A login that may not list, and a service that does not answer within 3 s, leave the ids unknown; the send goes on.
 */
export async function noteBefore(client: EvoVoiceClient, message: Message, clock: Clock): Promise<Noted> {
  let place: Place | undefined;
  const attempt = (): Attempt => {
    const difference = client.clockDifferenceMs();
    const session = place?.ok ? place.session : undefined;
    return { at: clock.now(), serverAt: difference === undefined ? undefined : clock.now() + difference, session };
  };
  const list = async (): Promise<CallResult<readonly MessageInfo[]>> => {
    place = await placeOf(client, message);
    if (!place.ok) return place;
    return client.listMessages({
      endpointIds: [place.endpointId],
      afterDate: new Date(clock.now() + (client.clockDifferenceMs() ?? 0) - windowMs).toISOString(),
      sortField: 'Date',
      sortOrder: 'Descend',
      countPerPage: 50,
      simplifiedPaging: true,
    });
  };
  const listed = await within(clock, list());
  if (listed === undefined) return { ok: true, attempt: attempt() };
  if (listed.ok) {
    const newest = listed.value.reduce((last, info) => Math.max(last, readDate(info.date ?? '')?.ms ?? last), Number.NEGATIVE_INFINITY);
    const newestKnownAt = Number.isFinite(newest) ? newest : undefined;
    return { ok: true, attempt: { ...attempt(), knownIds: listed.value.map((info) => info.id), newestKnownAt } };
  }
  return nothingCanBeSent(listed.failure) ? { ok: false, failure: listed.failure } : { ok: true, attempt: attempt() };
}

const nothingCanBeSent = ({ code }: CallFailure): boolean =>
  code === 'offline' || code === 'unreachable' || code === 'certificate' || code === 'signed-out' || code === 'credentials-refused';

function within<T>(clock: Clock, call: Promise<T>): Promise<T | undefined> {
  return new Promise((resolve) => {
    const cancel = clock.setTimer(limitMs, () => resolve(undefined));
    const end = (value: T | undefined) => {
      cancel();
      resolve(value);
    };
    call.then(end, () => end(undefined));
  });
}
