import type { Clock } from '../../clock.ts';
import { LONGEST_DRAFT, type SavedDraft } from '../../model/draft.ts';
import type { Result } from '../../model/failure.ts';
import type { Message, MessageAction } from '../../model/message.ts';
import type { Database } from '../store/database.ts';
import type { EventDetail, Outbox } from '../store/outbox.ts';
import { type Apply, isDisk } from './apply-event.ts';
import { candidateAnswer } from './candidate-answer.ts';

/** What an action gave: the draft of undo and keep-as-draft; the row as it is now, unless it is gone. */
export interface Acted {
  readonly draft?: SavedDraft;
  readonly message?: Message;
}

/** What a person's actions need. */
export interface ActionsParts {
  readonly database: Pick<Database, 'attempt'>;
  readonly outbox: Pick<Outbox, 'late' | 'attempts'>;
  readonly find: (id: number) => Message | undefined;
  /** Whether a row holds this id of the service, or held it until it was deleted. */
  readonly isTaken: (serverId: string) => boolean;
  readonly apply: Apply;
  readonly clock: Clock;
  /** This start of the app. */
  readonly run: () => string;
}

/** What a person does with messages; a disk that refuses is said at once. */
export function createActions({ database, outbox, find, isTaken, apply, clock, run }: ActionsParts) {
  /** What an action changes beside the state; undefined when it comes too late. */
  function detailOf(id: number, action: MessageAction): EventDetail | undefined {
    const now = clock.now();
    if (action === 'check-again') return { lookup: 'checking' };
    if (action === 'is-this-it' || action === 'is-not-it') return candidateAnswer(outbox, isTaken, id, action);
    if (action === 'hide') return { hiddenAt: now };
    if (action !== 'send-now' && action !== 'send-again') return {};
    // Who was told that nobody can tell whether an earlier run sent it, and sends it all the same, is not asked again.
    const { state, lookup } = find(id) ?? {};
    const isTold = lookup === 'not-permitted' || (state === 'review' && lookup !== undefined);
    return { dueAt: now, ...(isTold ? { run: run() } : {}) };
  }

  /** The length of a text that no draft could hold, if the action would make one of it: an import may bring such a message. */
  function draftTooLong(id: number, action: MessageAction): string | undefined {
    if (action !== 'undo' && action !== 'keep-as-draft') return undefined;
    const length = find(id)?.text.length ?? 0;
    return length > LONGEST_DRAFT ? `${length.toLocaleString('en')} characters` : undefined;
  }

  function act(id: number, action: MessageAction): Result<Acted> {
    const detail = database.attempt(() => detailOf(id, action));
    if (!detail.ok) return detail;
    if (detail.value === undefined) return { ok: false, error: { code: 'not-possible-now' } };
    const tooLong = database.attempt(() => draftTooLong(id, action));
    if (!tooLong.ok || tooLong.value) return tooLong.ok ? { ok: false, error: { code: 'text-too-long', detail: tooLong.value } } : tooLong;
    const applied = apply(id, action, detail.value);
    return applied.ok ? { ok: true, value: { draft: applied.value.draft, message: applied.value.message } } : applied;
  }

  return {
    act,
    /** Sends those of `ids` that did not leave in time, in the order they were submitted, and gives how many. */
    sendLate(ids: readonly number[]): Result<number> {
      const late = database.attempt(() => outbox.late());
      if (!late.ok) return late;
      let count = 0;
      for (const id of late.value.filter((each) => ids.includes(each))) {
        const acted = act(id, 'send-now');
        if (acted.ok) count++;
        else if (isDisk(acted.error)) return acted;
      }
      return { ok: true, value: count };
    },
  };
}
