import { type Clock, withTimeout } from '../../clock.ts';
import type { Result } from '../../model/failure.ts';
import type { Message } from '../../model/message.ts';
import type { Database } from '../store/database.ts';
import type { Drafts } from '../store/drafts.ts';
import type { Outbox } from '../store/outbox.ts';
import type { Actions } from './actions.ts';
import type { ApplyUntilStored } from './apply-event.ts';
import { isLate, type LateCheck } from './late.ts';
import type { MessageTimers } from './message-timers.ts';
import type { PauseReason, Pauses } from './pauses.ts';
import type { Sender } from './sender.ts';

/** How long requests in flight may hold up quitting, in ms. */
const quitLimitMs = 10_000;

/** What the queue needs. */
export interface QueueParts {
  readonly database: Pick<Database, 'attempt'>;
  readonly outbox: Pick<Outbox, 'open' | 'inState' | 'late'>;
  readonly drafts: Pick<Drafts, 'showIfComposerIsEmpty'>;
  readonly applyUntilStored: ApplyUntilStored;
  readonly pauses: Pauses;
  readonly timers: Pick<MessageTimers, 'cancelAll'>;
  readonly lateCheck: Pick<LateCheck, 'check' | 'stop'>;
  readonly sender: Pick<Sender, 'retryNow' | 'idle'>;
  readonly act: Actions['act'];
  /** Looks up every open outcome once more. */
  readonly lookUpAgain: () => void;
  readonly clock: Clock;
}

/** The queue as a whole: starts it, resumes and stops it, and tells what is in it. */
export function createQueue(parts: QueueParts) {
  const { database, outbox, drafts, applyUntilStored, pauses, timers, lateCheck, sender, act, lookUpAgain, clock } = parts;

  /** Deals with what the last run left unfinished. */
  function recover({ id, state, dueAt }: Message): void {
    const mayWait = state === 'scheduled' || state === 'queued';
    if (mayWait) void applyUntilStored(id, isLate(dueAt, clock.now()) ? 'late' : 'restarted');
    else if (state === 'held') void applyUntilStored(id, 'restarted', { nextAt: null });
    else if (state === 'sending') void applyUntilStored(id, 'restarted', { lookup: 'checking', failure: { code: 'cancelled' } });
    else if (state === 'unknown') void applyUntilStored(id, 'restarted', { lookup: 'checking' });
  }

  return {
    start(): Result<null> {
      pauses.start();
      return database.attempt(() => {
        for (const message of outbox.open()) recover(message);
        return null;
      });
    },

    resume(reason: PauseReason): void {
      if (!pauses.remove(reason)) return;
      lateCheck.check();
      if (pauses.isPaused()) return;
      sender.retryNow();
      lookUpAgain();
    },

    held: (): Result<readonly Message[]> => database.attempt(() => outbox.inState('held')),
    late: (): Result<readonly number[]> => database.attempt(() => outbox.late()),

    async settleHeldForQuit(choice: 'send-now' | 'keep-as-draft'): Promise<Result<null>> {
      const settled = database.attempt(() => {
        for (const { id } of outbox.inState('held')) {
          const acted = act(id, choice);
          if (acted.ok && acted.value.draft) drafts.showIfComposerIsEmpty(acted.value.draft.id);
        }
        return null;
      });
      if (settled.ok && choice === 'send-now') await withTimeout(clock, quitLimitMs, sender.idle());
      return settled;
    },

    /** Starts no more requests and waits for those in flight, up to 10 s. */
    async stop(): Promise<void> {
      pauses.add('quitting');
      lateCheck.stop();
      await withTimeout(clock, quitLimitMs, sender.idle());
      timers.cancelAll();
    },
  };
}
