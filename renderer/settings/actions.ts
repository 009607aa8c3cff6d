import type { AppState, Settings } from '../../main/contract.ts';
import type { Caller } from '../caller.ts';
import type { State } from '../state.ts';

/** What a person does in Settings. */
export interface SettingsActions {
  /** Changes settings; true when main took them. A failure is shown at its field. */
  readonly change: (change: Partial<Settings>) => Promise<boolean>;
  readonly exportTo: (format: 'csv' | 'jsonl') => Promise<void>;
  readonly importFrom: () => Promise<void>;
  readonly cancelWork: () => Promise<void>;
  readonly deleteAll: () => Promise<void>;
}

/** Makes the settings' actions. */
export function createSettingsActions({
  state,
  call,
  took,
}: {
  readonly state: State;
  readonly call: Caller;
  readonly took: (app: AppState) => void;
}): SettingsActions {
  const { failure } = state.settings;

  const run = async (channel: 'messages:import' | 'messages:cancel-work'): Promise<void> => {
    const result = await call(channel);
    failure.value = result.ok ? undefined : result.error;
  };

  return {
    change: async (change) => {
      const result = await call('settings:change', change);
      failure.value = result.ok ? undefined : result.error;
      if (result.ok) took(result.value);
      return result.ok;
    },
    exportTo: async (format) => {
      const result = await call('messages:export', { format });
      failure.value = result.ok ? undefined : result.error;
    },
    importFrom: () => run('messages:import'),
    cancelWork: () => run('messages:cancel-work'),
    deleteAll: async () => {
      const result = await call('messages:delete', { ids: 'all' });
      failure.value = result.ok ? undefined : result.error;
      if (result.ok) state.status.value = `${result.value.deleted.toLocaleString('en-US')} messages deleted.`;
    },
  };
}
