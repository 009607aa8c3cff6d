import type { Clock } from '../../clock.ts';
import type { Message } from '../../model/message.ts';
import type { ApplyUntilStored } from './apply-event.ts';
import { isLate } from './late.ts';
import type { MessageTimers } from './message-timers.ts';

/** What holding messages for undo needs. */
export interface HoldsParts {
  readonly applyUntilStored: ApplyUntilStored;
  readonly timers: Pick<MessageTimers, 'after' | 'cancel'>;
  readonly clock: Pick<Clock, 'now'>;
}

/** Ends the hold of each message in time. Holds can be paused, e.g. while the person is asked a question, and then go on with the time left. */
export function createHolds({ applyUntilStored, timers, clock }: HoldsParts) {
  const held = new Map<number, { readonly leftMs: number; readonly until: number }>();
  let isPaused = false;

  function begin({ id, nextAt = 0 }: Message): void {
    const leftMs = Math.max(nextAt - clock.now(), 0);
    held.set(id, { leftMs, until: nextAt });
    if (isPaused) pauseOne(id);
    else timers.after(id, leftMs, () => end(id));
  }

  function end(id: number): void {
    const event = isLate(held.get(id)?.until, clock.now()) ? 'late' : 'hold-ended';
    held.delete(id);
    void applyUntilStored(id, event, { nextAt: null });
  }

  function pauseOne(id: number): void {
    const { leftMs = 0, until = 0 } = held.get(id) ?? {};
    timers.cancel(id);
    // Setting the clock back must not make a hold longer than it was.
    held.set(id, { leftMs: Math.min(Math.max(until - clock.now(), 0), leftMs), until });
    store(id, 'hold-paused', null);
  }

  /** Stores the new end of a hold, and forgets a message that is no longer held. */
  function store(id: number, event: 'hold-paused' | 'hold-resumed', until: number | null): void {
    const detail = until === null ? { nextAt: null } : { nextAt: until, dueAt: until };
    void applyUntilStored(id, event, detail).then(({ ok }) => ok || held.delete(id));
  }

  return {
    begin,
    pause(): void {
      if (isPaused) return;
      isPaused = true;
      for (const id of [...held.keys()]) pauseOne(id);
    },
    resume(): void {
      if (!isPaused) return;
      isPaused = false;
      for (const [id, { leftMs }] of [...held]) store(id, 'hold-resumed', clock.now() + leftMs);
    },
  };
}

export type Holds = ReturnType<typeof createHolds>;
