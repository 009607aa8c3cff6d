import { type Clock, timedOut, withTimeout } from '../../clock.ts';
import type { EvoVoiceClient, MessagesQuery } from '../../evo-voice/api.ts';
import type { MessageInfo } from '../../evo-voice/dtos.ts';
import { ok, type Result, type ServiceFailure } from '../../model/failure.ts';
import type { WorkProgress } from '../../model/work-progress.ts';
import type { MessagesChange } from '../outbox/apply-event.ts';
import type { KeyValues } from '../store/key-values.ts';
import type { Outbox } from '../store/outbox.ts';
import { listedAt, type TakeIn } from './take-in.ts';

/** Messages may be listed late, or with dates cut to whole seconds, so each look starts a little before the end of the last one, in ms. */
const overlapMs = 5 * 60_000;
const pageSize = 100;
const maxNewPages = 50;

/** ms the list of conversations may take: it only comes first for convenience, and must not hide for long that no answer comes. */
const conversationsLimitMs = 20_000;

/** With more new rows than this, the list is told to read again instead of being told each of them. */
const maxToldRows = 50;

/** How far the pull has got; kept in the file, so that it continues where it stopped. */
interface PullProgress {
  /** The newest date seen, ms since 1970, by the service's clock. */
  readonly since?: number;
  /** The next page of old messages, newest first; undefined once all are here. */
  readonly oldPage?: number;
  readonly taken: number;
}

/** What became of a page: how many of its messages are kept, how many of those are new, and its newest date (ms since 1970). */
interface TakenPage {
  readonly listed: number;
  readonly added: number;
  readonly newest?: number;
}

/** What pulling pages needs. */
export interface PullPagesParts {
  readonly keyValues: KeyValues;
  readonly outbox: Pick<Outbox, 'attempts'>;
  readonly takeIn: TakeIn;
  /** Messages older than this (ms since 1970) are not kept; undefined: all are. */
  readonly keptSince: () => number | undefined;
  readonly clock: Pick<Clock, 'setTimer'>;
  readonly onChange: (change: MessagesChange) => void;
  readonly onPull: (progress: WorkProgress) => void;
}

/** Pulls the service's messages page by page and remembers how far it got. All calls throw what SQLite throws. */
export function createPullPages({ keyValues, outbox, takeIn, keptSince, clock, onChange, onPull }: PullPagesParts) {
  const progress = (): PullProgress => (keyValues.read('pull') as PullProgress | undefined) ?? { oldPage: 0, taken: 0 };
  const setProgress = (reached: PullProgress): void => keyValues.write('pull', reached);

  function isKept(info: MessageInfo): boolean {
    const since = keptSince() ?? Number.NEGATIVE_INFINITY;
    return (listedAt(info) ?? since) >= since;
  }

  async function takePage(client: EvoVoiceClient, query: MessagesQuery): Promise<Result<TakenPage, ServiceFailure>> {
    const answer = await client.listMessages({
      sortField: 'Date',
      sortOrder: 'Descend',
      countPerPage: pageSize,
      simplifiedPaging: true,
      ...query,
    });
    if (!answer.ok) return answer;
    const kept = answer.value.filter(isKept);
    const added = await takeIn(kept);
    const isLong = added.length > maxToldRows;
    if (added.length > 0) onChange({ items: isLong ? [] : added, removed: [], reset: isLong });
    const dates = answer.value.map(listedAt).filter((date) => date !== undefined);
    return ok({ listed: kept.length, added: added.length, newest: dates.length > 0 ? Math.max(...dates) : undefined });
  }

  /** The newest message of each conversation comes first, so that the list is useful before all pages are here. */
  async function takeConversations(client: EvoVoiceClient): Promise<void> {
    const answer = await withTimeout(clock, conversationsLimitMs, client.listConversations());
    if (answer === timedOut || !answer.ok) return;
    const newest = answer.value.map(({ mostRecentMessage }) => mostRecentMessage).filter((info) => info !== undefined);
    const added = await takeIn(newest.filter(isKept));
    if (added.length > 0) onChange({ items: [], removed: [], reset: true });
  }

  /** Where the next look may start: a message that may be ours must be listed again once that is known. */
  function nextStart(newest: number | undefined): number | undefined {
    const open = [...outbox.attempts('sending'), ...outbox.attempts('unknown')].map(({ attempt }) => attempt.serverAt ?? attempt.at);
    return newest === undefined ? undefined : Math.min(newest, ...open);
  }

  return {
    progress,

    /** Takes in what is new since the last look. */
    async pullNew(client: EvoVoiceClient): Promise<Result<null, ServiceFailure>> {
      const { since } = progress();
      const afterDate = since === undefined ? undefined : new Date(since - overlapMs).toISOString();
      let newest = since;
      let taken = 0;
      for (let page = 0; page < maxNewPages; page++) {
        const result = await takePage(client, { afterDate, page });
        if (!result.ok) return result;
        taken += result.value.added;
        if (result.value.newest !== undefined) newest = Math.max(newest ?? result.value.newest, result.value.newest);
        if (result.value.listed === 0 || (since === undefined && result.value.added === 0)) break;
      }
      const before = progress();
      setProgress({ ...before, since: nextStart(newest) ?? before.since, taken: before.taken + taken });
      return ok(null);
    },

    /** Takes in one page of old messages. */
    async pullOld(client: EvoVoiceClient, page: number): Promise<Result<null, ServiceFailure>> {
      const since = keptSince();
      if (page === 0) await takeConversations(client);
      const result = await takePage(client, { page, afterDate: since === undefined ? undefined : new Date(since).toISOString() });
      if (!result.ok) return result;
      const before = progress();
      const taken = before.taken + result.value.added;
      const isEnd = result.value.listed === 0;
      setProgress({ since: before.since ?? result.value.newest, oldPage: isEnd ? undefined : page + 1, taken });
      onPull({ kind: 'pull', done: taken, state: isEnd ? 'finished' : 'running' });
      return ok(null);
    },
  };
}

export type PullPages = ReturnType<typeof createPullPages>;
