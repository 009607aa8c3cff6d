import type { Settings } from '../../main/model/settings.ts';
import { settingsWords } from '../../main/words/settings.ts';
import { workWords } from '../../main/words/work.ts';
import type { SettingsActions } from './actions.ts';
import { DeleteAll } from './delete-all.tsx';
import { RetentionField } from './retention-field.tsx';
import type { SettingsState } from './state.ts';
import { WorkProgressView } from './work-progress.tsx';

interface HistorySectionProps {
  readonly settings: Settings;
  readonly state: SettingsState;
  readonly actions: SettingsActions;
}

/** How long messages are kept, taking them out and in, and deleting them. */
export function HistorySection({ settings, state, actions }: HistorySectionProps) {
  const work = state.work.value;
  const busy = work?.state === 'running' && work.kind !== 'pull';

  return (
    <section aria-label={settingsWords.history}>
      <h2>{settingsWords.history}</h2>
      <RetentionField settings={settings} state={state} actions={actions.retention} />
      <div class="buttons">
        <button type="button" disabled={busy} onClick={() => void actions.exportTo('csv')}>
          {workWords.exportCsv}
        </button>
        <button type="button" disabled={busy} onClick={() => void actions.exportTo('jsonl')}>
          {workWords.exportJsonLines}
        </button>
        <button type="button" disabled={busy} onClick={() => void actions.importFrom()}>
          {workWords.import}
        </button>
      </div>
      {work !== undefined && <WorkProgressView work={work} onCancel={() => void actions.cancelWork()} />}
      <DeleteAll disabled={busy} onDelete={() => void actions.deleteAll()} />
    </section>
  );
}
