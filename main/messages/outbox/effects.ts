import type { Clock } from '../../clock.ts';
import type { Message } from '../../model/message.ts';
import type { ApplyUntilStored, OnApplied } from './apply-event.ts';
import type { Holds } from './holds.ts';
import { isLate, type LateCheck } from './late.ts';
import type { MessageTimers } from './message-timers.ts';
import type { Sender } from './sender.ts';

/** Everything an event may set off. */
export interface EffectsParts {
  readonly holds: Pick<Holds, 'begin'>;
  readonly timers: Pick<MessageTimers, 'until'>;
  readonly lateCheck: Pick<LateCheck, 'watch'>;
  readonly sender: Pick<Sender, 'sendReady'>;
  /** Asks the service what became of a message, at these times in ms from now; at the usual ones when undefined. */
  readonly lookUp: (message: Message, times?: readonly number[]) => void;
  readonly applyUntilStored: ApplyUntilStored;
  readonly clock: Pick<Clock, 'now'>;
}

/** The one place that turns the effect of a transition into action. It is built last, over all it may call, and subscribes to the events. */
export function createEffects({ holds, timers, lateCheck, sender, lookUp, applyUntilStored, clock }: EffectsParts) {
  function sendScheduled({ id, dueAt }: Message): void {
    void applyUntilStored(id, isLate(dueAt, clock.now()) ? 'late' : 'due', { nextAt: null });
  }

  /** Lets a message wait for its `nextAt`, or be sent if it has none. */
  function wait(message: Message): void {
    lateCheck.watch();
    if (message.state === 'held') holds.begin(message);
    else if (message.state === 'scheduled') timers.until(message.id, message.nextAt ?? 0, () => sendScheduled(message));
    else sender.sendReady();
  }

  const onApplied: OnApplied = ({ message, effect }, event) => {
    if (message === undefined) return;
    switch (effect) {
      case 'wait':
      case 'queue':
        wait(message);
        break;
      case 'look-up':
        lookUp(message, event === 'check-again' ? [0] : undefined);
        break;
      case 'request':
      case 'give-draft':
      case undefined:
        // Whoever applied the event does these.
        break;
    }
  };

  return { wait, onApplied };
}
