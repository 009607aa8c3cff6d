import type { Clock } from '../../clock.ts';
import type { Message } from '../../model/message.ts';
import type { ApplyUntilStored, FollowUp } from './apply-event.ts';
import type { Holds } from './holds.ts';
import { isLate, type LateCheck } from './late.ts';
import type { MessageTimers } from './message-timers.ts';
import type { Sender } from './sender.ts';

/** Everything that an event may set off. */
export interface EffectsParts {
  readonly holds: Pick<Holds, 'begin'>;
  readonly timers: Pick<MessageTimers, 'until'>;
  readonly lateCheck: Pick<LateCheck, 'watch'>;
  readonly sender: Pick<Sender, 'sendReady'>;
  /** Asks the service what became of a message, at these times in ms from now; undefined: at the usual ones. */
  readonly lookUp: (message: Message, times?: readonly number[]) => void;
  readonly applyUntilStored: ApplyUntilStored;
  readonly clock: Pick<Clock, 'now'>;
}

/** Makes what follows an event: the `effect` of its transition, told as one table. It is built last and subscribed to the events. */
export function createEffects({ holds, timers, lateCheck, sender, lookUp, applyUntilStored, clock }: EffectsParts) {
  function endSchedule({ id, dueAt }: Message): void {
    void applyUntilStored(id, isLate(dueAt, clock.now()) ? 'late' : 'due', { nextAt: null });
  }

  /** Lets a message wait until `nextAt`; one that has nothing to wait for goes at once. */
  function wait(message: Message): void {
    lateCheck.watch();
    if (message.state === 'held') holds.begin(message);
    else if (message.state === 'scheduled') timers.until(message.id, message.nextAt ?? 0, () => endSchedule(message));
    else sender.sendReady();
  }

  const followUp: FollowUp = ({ message, effect }, event) => {
    if (message === undefined) return;
    switch (effect) {
      case 'wait':
        wait(message);
        break;
      case 'queue':
        lateCheck.watch();
        sender.sendReady();
        break;
      case 'look-up':
        lookUp(message, event === 'check-again' ? [0] : undefined);
        break;
      case 'request':
      case 'give-draft':
      case undefined:
        break;
    }
  };

  return { wait, followUp };
}
