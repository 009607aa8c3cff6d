import { batch, type ReadonlySignal } from '@preact/signals';
import type { AppState } from '../../main/model/app-state.ts';
import type { Failure, Result } from '../../main/model/failure.ts';
import type { Settings } from '../../main/model/settings.ts';
import { deletedWords } from '../../main/words/messages.ts';
import type { Caller } from '../bridge.ts';
import { createRetentionActions, type RetentionActions } from './retention.ts';
import type { SettingsState } from './state.ts';

/** What a person does in Settings. */
export interface SettingsActions {
  /** Changes settings; true when main took them. A failure is shown at its field. */
  readonly change: (change: Partial<Settings>) => Promise<boolean>;
  readonly retention: RetentionActions;
  /** Takes away what is said of a damaged settings file. */
  readonly noteResetSeen: () => Promise<void>;
  /** Why keys may not become the hotkey; undefined when they may. Changes nothing. */
  readonly checkHotkey: (accelerator: string) => Promise<Failure | undefined>;
  /** Begins or ends recording keys for another hotkey; does nothing when that is so already. */
  readonly record: (recording: boolean) => Promise<void>;
  readonly exportTo: (format: 'csv' | 'jsonl') => Promise<void>;
  readonly importFrom: () => Promise<void>;
  readonly cancelWork: () => Promise<void>;
  readonly deleteAll: () => Promise<void>;
}

/** Makes the settings' actions. */
export function createSettingsActions({
  settings,
  app,
  call,
  applyAppState,
  announce,
}: {
  readonly settings: SettingsState;
  readonly app: ReadonlySignal<AppState | undefined>;
  readonly call: Caller;
  readonly applyAppState: (app: AppState) => void;
  /** Says what happened. */
  readonly announce: (sentence: string) => void;
}): SettingsActions {
  const { failure, recording, pending } = settings;

  /** Closing the file dialog is a cancel, and nobody needs to be told. */
  const settle = (result: Result<unknown>): void => {
    failure.value = result.ok || result.error.code === 'cancelled' ? undefined : result.error;
  };

  const change = async (values: Partial<Settings>): Promise<boolean> => {
    const result = await call('settings:change', values);
    settle(result);
    if (result.ok) applyAppState(result.value);
    return result.ok;
  };

  return {
    change,
    retention: createRetentionActions({ pending, app, call, change, announce }),
    noteResetSeen: async () => {
      const result = await call('settings:reset-seen');
      if (result.ok) applyAppState(result.value);
    },
    checkHotkey: async (accelerator) => {
      const result = await call('hotkey:check', { accelerator });
      return result.ok ? undefined : result.error;
    },
    record: async (isRecording) => {
      if (recording.peek() === isRecording) return;
      batch(() => {
        recording.value = isRecording;
        failure.value = undefined;
      });
      await call('hotkey:record', { recording: isRecording });
    },
    exportTo: async (format) => {
      settle(await call('messages:export', { format }));
    },
    importFrom: async () => settle(await call('messages:import')),
    cancelWork: async () => settle(await call('messages:cancel-work')),
    deleteAll: async () => {
      const result = await call('messages:delete', { ids: 'all' });
      settle(result);
      if (result.ok) announce(deletedWords(result.value.deleted));
    },
  };
}
