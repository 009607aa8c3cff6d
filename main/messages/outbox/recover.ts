import type { Message } from '../../model/message.ts';
import type { ApplyUntilStored } from './apply-event.ts';
import { isLate } from './late.ts';

/** Settles at a start what the last run left open of a message. `now` is in ms since 1970. */
export function recover({ id, state, dueAt }: Message, now: number, applyUntilStored: ApplyUntilStored): void {
  const mayWait = state === 'scheduled' || state === 'queued';
  if (mayWait) void applyUntilStored(id, isLate(dueAt, now) ? 'late' : 'restarted');
  else if (state === 'held') void applyUntilStored(id, 'restarted', { nextAt: null });
  else if (state === 'sending') void applyUntilStored(id, 'restarted', { lookup: 'checking', failure: { code: 'cancelled' } });
  else if (state === 'unknown') void applyUntilStored(id, 'restarted', { lookup: 'checking' });
}
