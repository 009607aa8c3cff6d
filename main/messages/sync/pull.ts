import type { Clock } from '../../clock.ts';
import type { EvoVoiceClient, MessagesQuery } from '../../evo-voice/client.ts';
import type { MessageInfo } from '../../evo-voice/dtos.ts';
import type { ServiceFailure } from '../../model/failure.ts';
import type { WorkProgress } from '../../model/work-progress.ts';
import type { MessagesChange } from '../outbox/apply-event.ts';
import type { Notes } from '../store/key-values.ts';
import type { Outbox } from '../store/outbox.ts';
import { listedAt, type PulledParts, takeIn } from './take-in.ts';

/** ms between two looks for new messages, between two pages of old ones, and the longest pause after failures (evo-voice-api.md 6.2). */
const newEveryMs = 30_000;
const pageEveryMs = 1000;
const longestPauseMs = 10 * 60_000;

/** Dates may be listed late or cut to whole seconds, so each look goes back a little further than the last one got. */
const overlapMs = 5 * 60_000;
const pageSize = 100;
const mostNewPages = 50;

/** How far the pull has got; kept in the file, so that it goes on where it stopped. */
interface Progress {
  /** The newest date seen, by the service's clock, ms since 1970. */
  readonly since?: number;
  /** The next page of old messages, newest first; undefined once all are here. */
  readonly oldPage?: number;
  readonly taken: number;
}

/** What the pull needs. */
export interface PullParts extends PulledParts {
  readonly notes: Notes;
  readonly outbox: Pick<Outbox, 'attempts'>;
  readonly client: () => EvoVoiceClient | undefined;
  /** While it is, nobody is asked. */
  readonly isPaused: () => boolean;
  readonly clock: Clock;
  readonly log: (line: string) => void;
  readonly onChange: (change: MessagesChange) => void;
  readonly onPull: (progress: WorkProgress) => void;
  /** Whether the service lets this login list messages. */
  readonly onMayList: (may: boolean) => void;
  /** Older messages than this (ms since 1970) are not kept; undefined: all are. */
  readonly keptSince: () => number | undefined;
}

/** Fetches what was sent from elsewhere and what was received (issue 4, item 4): new messages every 30 s, old ones page by page in between. */
export function createPull(parts: PullParts) {
  const { database, notes, clock, log } = parts;
  let cancel: (() => void) | undefined;
  let running = 0;
  let failures = 0;
  let newAt = 0;

  const load = (): Progress => (notes.read('pull') as Progress | undefined) ?? { oldPage: 0, taken: 0 };

  function isKept(info: MessageInfo): boolean {
    const since = parts.keptSince() ?? Number.NEGATIVE_INFINITY;
    return (listedAt(info) ?? since) >= since;
  }

  async function takePage(client: EvoVoiceClient, query: MessagesQuery): Promise<{ listed: number; added: number; newest?: number }> {
    const answer = await client.listMessages({
      sortField: 'Date',
      sortOrder: 'Descend',
      countPerPage: pageSize,
      simplifiedPaging: true,
      ...query,
    });
    if (!answer.ok) throw new PullFailure(answer.error);
    const kept = answer.value.filter(isKept);
    const added = await takeIn(parts, kept, clock.now());
    if (added.length > 0) parts.onChange({ items: added.length > 50 ? [] : added, removed: [], reset: added.length > 50 });
    const dates = answer.value.map(listedAt).filter((date) => date !== undefined);
    return { listed: kept.length, added: added.length, newest: dates.length > 0 ? Math.max(...dates) : undefined };
  }

  /** The newest message of each conversation comes first, so that the list is of use while the rest is on its way. */
  async function takeConversations(client: EvoVoiceClient): Promise<void> {
    const answer = await client.listConversations();
    if (!answer.ok) return;
    const newest = answer.value.map(({ mostRecentMessage }) => mostRecentMessage).filter((info) => info !== undefined);
    const added = await takeIn(parts, newest.filter(isKept), clock.now());
    if (added.length > 0) parts.onChange({ items: [], removed: [], reset: true });
  }

  async function pullNew(client: EvoVoiceClient): Promise<void> {
    const { since } = load();
    let newest = since;
    let taken = 0;
    for (let page = 0; page < mostNewPages; page++) {
      const afterDate = since === undefined ? undefined : new Date(since - overlapMs).toISOString();
      const result = await takePage(client, { afterDate, page });
      taken += result.added;
      if (result.newest !== undefined) newest = Math.max(newest ?? result.newest, result.newest);
      if (result.listed === 0 || (since === undefined && result.added === 0)) break;
    }
    // A message that may still be ours must be listed again once its outcome is known.
    const open = [...parts.outbox.attempts('sending'), ...parts.outbox.attempts('unknown')].map(
      ({ attempt }) => attempt.serverAt ?? attempt.at,
    );
    const reached = newest === undefined ? undefined : Math.min(newest, ...open);
    const before = load();
    notes.write('pull', { ...before, since: reached ?? before.since, taken: before.taken + taken } satisfies Progress);
  }

  async function pullOld(client: EvoVoiceClient, page: number): Promise<void> {
    const keptSince = parts.keptSince();
    if (page === 0) await takeConversations(client);
    const result = await takePage(client, { page, afterDate: keptSince === undefined ? undefined : new Date(keptSince).toISOString() });
    const before = load();
    const taken = before.taken + result.added;
    const isEnd = result.listed === 0;
    notes.write('pull', { since: before.since ?? result.newest, oldPage: isEnd ? undefined : page + 1, taken } satisfies Progress);
    parts.onPull({ kind: 'pull', done: taken, state: isEnd ? 'finished' : 'running' });
  }

  async function tick(run: number): Promise<void> {
    const client = parts.isPaused() ? undefined : parts.client();
    let pause = newEveryMs;
    if (client !== undefined) {
      const pulled = await database
        .attemptLater(() => step(client))
        .catch((error: unknown) => ({ ok: false as const, error: thrownFailure(error) }));
      if (run !== running) return;
      if (pulled.ok) {
        failures = 0;
        parts.onMayList(true);
      } else if (pulled.error.code === 'role-missing') {
        parts.onMayList(false);
        return log('pull: this login may not list messages');
      } else
        pause = Math.max(
          Math.min(newEveryMs * 2 ** failures++, longestPauseMs),
          'retryAfterMs' in pulled.error ? (pulled.error.retryAfterMs ?? 0) : 0,
        );
      if (!pulled.ok) log(`pull: ${pulled.error.code}, again in ${Math.round(pause / 1000)} s`);
      else if (pulled.value) pause = pageEveryMs;
    }
    cancel = clock.setTimer(pause, () => void tick(run));
  }

  /** One look for new messages when it is time, else one page of old ones; gives whether there is more to do soon. */
  async function step(client: EvoVoiceClient): Promise<boolean> {
    const { oldPage, since } = load();
    if (since !== undefined && clock.now() >= newAt) {
      newAt = clock.now() + newEveryMs;
      await pullNew(client);
    } else if (oldPage !== undefined) await pullOld(client, oldPage);
    else await pullNew(client);
    return load().oldPage !== undefined;
  }

  return {
    start(): void {
      if (cancel) return;
      failures = 0;
      newAt = 0;
      running++;
      const run = running;
      cancel = clock.setTimer(0, () => void tick(run));
    },
    stop(): void {
      running++;
      cancel?.();
      cancel = undefined;
    },
  };
}

class PullFailure extends Error {
  readonly failure: ServiceFailure;
  constructor(failure: ServiceFailure) {
    super(failure.code);
    this.failure = failure;
  }
}

function thrownFailure(error: unknown): ServiceFailure {
  if (error instanceof PullFailure) return error.failure;
  throw error;
}
