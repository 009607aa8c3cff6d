import { useSignal } from '@preact/signals';
import type { Settings } from '../../main/model/settings.ts';
import { focusOnce } from '../ui/keys.ts';
import type { SettingsActions } from './actions.ts';
import { RetentionField } from './retention-field.tsx';
import type { SettingsState } from './state.ts';
import { Work } from './work.tsx';

/** How long messages are kept, and taking them out and in. */
export function HistorySection({
  settings,
  state,
  actions,
}: {
  readonly settings: Settings;
  readonly state: SettingsState;
  readonly actions: SettingsActions;
}) {
  const asking = useSignal(false);
  const work = state.work.value;
  const busy = work?.state === 'running' && work.kind !== 'pull';

  return (
    <section aria-label="History">
      <h2>History</h2>
      <RetentionField settings={settings} state={state} actions={actions.retention} />
      <div class="buttons">
        <button type="button" disabled={busy} onClick={() => void actions.exportTo('csv')}>
          Export as CSV
        </button>
        <button type="button" disabled={busy} onClick={() => void actions.exportTo('jsonl')}>
          Export as JSON Lines
        </button>
        <button type="button" disabled={busy} onClick={() => void actions.importFrom()}>
          Import…
        </button>
      </div>
      {work !== undefined && <Work work={work} onCancel={() => void actions.cancelWork()} />}
      {asking.value ? (
        <fieldset class="ask" aria-label="Delete all messages?">
          <p>Delete all messages from this computer? This cannot be undone. The service keeps its own copies.</p>
          <div class="buttons">
            <button
              type="button"
              class="danger"
              onClick={() => {
                asking.value = false;
                void actions.deleteAll();
              }}
            >
              Delete all
            </button>
            <button
              type="button"
              ref={focusOnce}
              onClick={() => {
                asking.value = false;
              }}
            >
              Keep them
            </button>
          </div>
        </fieldset>
      ) : (
        <div class="buttons">
          <button
            type="button"
            class="danger"
            disabled={busy}
            onClick={() => {
              asking.value = true;
            }}
          >
            Delete all messages…
          </button>
        </div>
      )}
    </section>
  );
}
