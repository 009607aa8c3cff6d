import { type Signal, signal } from '@preact/signals';
import type { Failure } from '../../main/model/failure.ts';
import type { Settings } from '../../main/model/settings.ts';
import type { WorkProgress } from '../../main/model/work-progress.ts';

/** A time to keep messages that was chosen and is not the setting yet. */
export interface PendingRetention {
  /** Null: forever. */
  readonly days: Settings['retentionDays'];
  /** How many messages would be deleted; `counting`: main has not told yet; `unknown`: it cannot. */
  readonly count: number | 'counting' | 'unknown';
  /** It was confirmed, and main is at it. */
  readonly isApplied: boolean;
}

/** What the settings show beside their values, which are main's. */
export interface SettingsState {
  /** Why the last change or piece of work failed. */
  readonly failure: Signal<Failure | undefined>;
  readonly work: Signal<WorkProgress | undefined>;
  /** Whether keys are being recorded for another hotkey. */
  readonly recording: Signal<boolean>;
  readonly pending: Signal<PendingRetention | undefined>;
}

/** Makes the state of settings nobody has changed yet. */
export function createSettingsState(): SettingsState {
  return { failure: signal(undefined), work: signal(undefined), recording: signal(false), pending: signal(undefined) };
}

/**
 * The work Settings shows when more of it becomes known. What a person began and its outcome stay; the pull, which comes by itself every 30 s,
 * is shown only while it runs or when it failed, and never in place of anything else.
 */
export function workToShow(shown: WorkProgress | undefined, next: WorkProgress): WorkProgress | undefined {
  if (next.kind !== 'pull') return next;
  if (shown !== undefined && shown.kind !== 'pull') return shown;
  return next.state === 'running' || next.state === 'failed' ? next : undefined;
}
