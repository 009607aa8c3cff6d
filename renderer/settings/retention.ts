import type { ReadonlySignal } from '@preact/signals';
import type { AppState } from '../../main/model/app-state.ts';
import type { Settings } from '../../main/model/settings.ts';
import { retentionWords } from '../../main/words/settings.ts';
import type { Caller } from '../bridge.ts';
import type { PendingRetention, SettingsState } from './state.ts';

/** Days; null: forever. */
type RetentionDays = Settings['retentionDays'];

/** The choice of how long messages are kept: nothing is deleted unless a person confirmed how many. */
export interface RetentionActions {
  /**
   * Chooses a time and asks main how many messages it would delete. `picked`: in the open list, and applied at once when that is none; `passed`:
   * by a step of the keyboard, which decides nothing.
   */
  readonly choose: (days: RetentionDays, how: 'picked' | 'passed') => Promise<void>;
  /** Makes the chosen time the setting, whatever that deletes. */
  readonly confirm: () => Promise<void>;
  /** The same if it deletes nothing. */
  readonly confirmIfHarmless: () => Promise<void>;
  /** Goes back to the setting as it is, unless a confirmed choice is being applied. */
  readonly cancel: () => void;
  /** Goes back in any case: another history came into use, and what was counted was another one. */
  readonly reset: () => void;
}

const daysOf = (kept: RetentionDays): number => kept ?? Number.POSITIVE_INFINITY;

/** Makes the actions. `change` makes a time the setting and tells whether main took it. */
export function createRetentionActions({
  pending,
  app,
  call,
  change,
  announce,
}: Pick<SettingsState, 'pending'> & {
  readonly app: ReadonlySignal<AppState | undefined>;
  readonly call: Caller;
  readonly change: (change: Pick<Settings, 'retentionDays'>) => Promise<boolean>;
  /** Says what happened. */
  readonly announce: (sentence: string) => void;
}): RetentionActions {
  let latest: PendingRetention | undefined;

  const show = (next: PendingRetention): PendingRetention => {
    latest = next;
    pending.value = next;
    return next;
  };

  const reset = (): void => {
    latest = undefined;
    pending.value = undefined;
  };

  const countFor = async (days: RetentionDays): Promise<number | 'unknown'> => {
    const now = app.peek()?.settings.retentionDays ?? null;
    if (daysOf(days) > daysOf(now)) return 0;
    const result = await call('settings:retention-count', { retentionDays: days });
    return result.ok ? result.value.count : 'unknown';
  };

  const apply = async (days: RetentionDays): Promise<void> => {
    const mine = show({ days, count: 0, isApplied: true });
    const isTaken = await change({ retentionDays: days });
    if (isTaken) announce(retentionWords(days).done);
    if (pending.peek() === mine) pending.value = undefined;
  };

  const choose = async (days: RetentionDays, how: 'picked' | 'passed'): Promise<void> => {
    if (days === app.peek()?.settings.retentionDays) return reset();
    const mine = show({ days, count: 'counting', isApplied: false });
    const count = await countFor(days);
    if (latest !== mine) return;
    // Who picked what loses nothing and left before main had counted has decided all the same.
    if (count === 0 && how === 'picked') await apply(days);
    else if (pending.peek() === mine) show({ ...mine, count });
  };

  const confirm = async (): Promise<void> => {
    const chosen = pending.peek();
    if (chosen !== undefined && !chosen.isApplied) await apply(chosen.days);
  };

  return {
    choose,
    confirm,
    confirmIfHarmless: async () => {
      if (pending.peek()?.count === 0) await confirm();
    },
    cancel: () => {
      if (pending.peek()?.isApplied !== true) pending.value = undefined;
    },
    reset,
  };
}
