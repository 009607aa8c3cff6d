import type { Clock } from '../../clock.ts';
import { LONGEST_DRAFT, type SavedDraft } from '../../model/draft.ts';
import { fail, ok, type Result } from '../../model/failure.ts';
import type { Message, MessageAction } from '../../model/message.ts';
import { counterWords } from '../../words/compose.ts';
import type { Database } from '../store/database.ts';
import type { EventDetail, Outbox } from '../store/outbox.ts';
import { type Apply, isDiskFailure } from './apply-event.ts';

/** The result of an action: the draft made by undo and keep-as-draft, and the message as it is now unless it is gone. */
export interface Acted {
  readonly draft?: SavedDraft;
  readonly message?: Message;
}

/** What the actions of a person need. */
export interface ActionsParts {
  readonly database: Pick<Database, 'attempt'>;
  readonly outbox: Pick<Outbox, 'late' | 'attempts'>;
  readonly find: (id: number) => Message | undefined;
  /** Whether a message here has this id of the service, or had it until it was deleted. */
  readonly isTaken: (serverId: string) => boolean;
  readonly apply: Apply;
  readonly clock: Pick<Clock, 'now'>;
  /** Names this run of the app. */
  readonly run: string;
}

/** What a person can do with messages. A failure of the disk is reported at once. */
export function createActions({ database, outbox, find, isTaken, apply, clock, run }: ActionsParts) {
  /** What an action changes besides the state; undefined when it comes too late. Throws `DamagedRow`. */
  function detailOf(id: number, action: MessageAction): EventDetail | undefined {
    const now = clock.now();
    const { state, lookup } = find(id) ?? {};
    if (action === 'check-again') return { lookup: 'checking' };
    if (action === 'is-this-it' || action === 'is-not-it') return candidateAnswer(outbox, isTaken, id, action);
    if (action === 'hide') return { hiddenAt: now };
    if (action !== 'send-now' && action !== 'send-again') return {};
    // The person has been told that an earlier run may have sent it and sends it all the same: it is not looked up again.
    const isTold = lookup === 'not-permitted' || (state === 'review' && lookup !== undefined);
    return { dueAt: now, ...(isTold ? { run } : {}) };
  }

  /** Where the action would make a draft of a text too long for one: its length. Such messages come from imports. */
  function draftTooLong(id: number, action: MessageAction): string | undefined {
    if (action !== 'undo' && action !== 'keep-as-draft') return undefined;
    const length = find(id)?.text.length ?? 0;
    return length > LONGEST_DRAFT ? counterWords.characters(length) : undefined;
  }

  function act(id: number, action: MessageAction): Result<Acted> {
    const detail = database.attempt(() => detailOf(id, action));
    if (!detail.ok) return detail;
    if (detail.value === undefined) return fail({ code: 'not-possible-now' });
    const tooLong = database.attempt(() => draftTooLong(id, action));
    if (!tooLong.ok) return tooLong;
    if (tooLong.value) return fail({ code: 'text-too-long', detail: tooLong.value });
    const applied = apply(id, action, detail.value);
    return applied.ok ? ok({ draft: applied.value.draft, message: applied.value.message }) : applied;
  }

  return {
    act,
    /** Sends those of `ids` that are late, in the order they were submitted, and tells how many. */
    sendLate(ids: readonly number[]): Result<number> {
      const late = database.attempt(() => outbox.late());
      if (!late.ok) return late;
      let count = 0;
      for (const id of late.value.filter((each) => ids.includes(each))) {
        const acted = act(id, 'send-now');
        if (acted.ok) count++;
        else if (isDiskFailure(acted.error)) return acted;
      }
      return ok(count);
    },
  };
}

export type Actions = ReturnType<typeof createActions>;

/**
 * What to store for a person's answer about a candidate; undefined when it comes too late: the candidate is gone, or belongs to another message by
 * now. Yes gives the message the candidate's id and, for a chat session, its line and person; no is remembered.
 */
function candidateAnswer(
  outbox: Pick<Outbox, 'attempts'>,
  isTaken: (serverId: string) => boolean,
  id: number,
  answer: 'is-this-it' | 'is-not-it',
): EventDetail | undefined {
  const open = outbox.attempts('unknown').find(({ message }) => message.id === id);
  const candidate = open?.message.candidate;
  if (open === undefined || candidate === undefined || isTaken(candidate.serverId)) return undefined;
  const { serverId, endpointId, lineName, address } = candidate;
  if (answer === 'is-this-it') return open.message.sessionId === undefined ? { serverId } : { serverId, endpointId, lineName, address };
  const rejectedIds = [...(open.attempt.rejectedIds ?? []), serverId];
  return { candidate: null, lookup: 'checking', attempt: { ...open.attempt, rejectedIds } };
}
