import type { EvoVoiceClient } from '../evo-voice/client.ts';
import type { MessageInfo } from '../evo-voice/dtos.ts';
import type { CallFailure } from '../evo-voice/outcomes.ts';
import type { OpenAttempt } from './attempt.ts';
import type { Claims } from './claims.ts';
import type { Apply } from './flow.ts';
import type { Message } from './message.ts';
import type { Outbox } from './outbox.ts';
import { placeOf, type SessionPlace } from './place.ts';
import type { Waits } from './waits.ts';

/** ms after an outcome became unknown at which the service is asked (design.md 4). */
export const lookupTimesMs: readonly number[] = [2000, 5000, 15_000, 60_000];

/** A listing asks for more than is needed, since nobody knows how `afterDate` compares (evo-voice-api.md 6.1). */
const windowMs = 26 * 3_600_000;
const pageSize = 100;
const mostPages = 20;

/** What a lookup needs. */
export interface LookupParts {
  readonly outbox: Pick<Outbox, 'attempts'>;
  readonly claims: Claims;
  readonly apply: Apply;
  readonly client: () => EvoVoiceClient | undefined;
  readonly waits: Waits;
  /** While it is, nobody is asked; `again` makes up for it. */
  readonly isPaused: () => boolean;
}

/**
 * Finds out what became of messages whose outcome is not known, by looking for them on the service; it never sends anything.
 * What is not found after the last time stays `unknown` and says so: absence proves nothing.
 */
export function createLookup({ outbox, claims, apply, client, waits, isPaused }: LookupParts) {
  /** Asks at the given times, in ms from now. */
  function begin(message: Message, times: readonly number[] = lookupTimesMs): void {
    const [first = 0, ...later] = times;
    waits.after(message.id, first, () => {
      check(message.id, later.length === 0).then(
        (isOpen) =>
          isOpen &&
          later.length > 0 &&
          begin(
            message,
            later.map((time) => time - first),
          ),
        () => undefined,
      );
    });
  }

  /** Looks once; gives whether looking again makes sense. */
  async function check(id: number, isLast: boolean): Promise<boolean> {
    const service = isPaused() ? undefined : client();
    const open = outbox.attempts('unknown').find(({ message }) => message.id === id);
    if (open === undefined) return false;
    const listed = service === undefined ? undefined : await list(service, open);
    if (listed?.ok) claims.take(listed.value, listed.session && { id, ...listed.session });
    if (!outbox.attempts('unknown').some(({ message }) => message.id === id)) return false;
    if (listed && !listed.ok && listed.failure.code === 'role-missing') {
      apply(id, 'may-not-look', { lookup: 'not-permitted' });
      return false;
    }
    if (isLast) apply(id, 'not-found', { lookup: 'given-up' });
    return true;
  }

  async function list(service: EvoVoiceClient, open: OpenAttempt): Promise<Listed> {
    const place = open.attempt.session
      ? { ok: true as const, endpointId: open.attempt.session.endpointId, session: open.attempt.session }
      : await placeOf(service, open.message);
    if (!place.ok) return place;
    const since = (open.attempt.serverAt ?? open.attempt.at + (service.clockDifference()?.leastMs ?? 0)) - windowMs;
    const found: MessageInfo[] = [];
    for (let page = 0; page < mostPages; page++) {
      const answer = await service.listMessages({
        endpointIds: [place.endpointId],
        afterDate: new Date(since).toISOString(),
        sortField: 'Date',
        sortOrder: 'Descend',
        page,
        countPerPage: pageSize,
        simplifiedPaging: true,
      });
      if (!answer.ok) return answer;
      found.push(...answer.value);
      if (answer.value.length === 0) break;
    }
    return { ok: true, value: found, session: place.session };
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
  | { readonly ok: false; readonly failure: CallFailure };
