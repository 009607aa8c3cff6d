import { useEffect, useRef } from 'preact/hooks';
import type { AppState } from '../../main/model/app-state.ts';
import type { Line } from '../../main/model/line.ts';
import { say } from '../../main/words/failures.ts';
import { settingsWords } from '../../main/words/settings.ts';
import { AccountSection } from '../account/account-section.tsx';
import type { AccountActions } from '../account/actions.ts';
import { Notice } from '../ui/field.tsx';
import { Icon } from '../ui/icon.tsx';
import type { SettingsActions } from './actions.ts';
import { HistorySection } from './history-section.tsx';
import { HotkeyField } from './hotkey-field.tsx';
import { SendingSection } from './sending-section.tsx';
import type { SettingsState } from './state.ts';

interface SettingsProps {
  readonly app: AppState;
  /** The lines one may write from. */
  readonly lines: readonly Line[];
  readonly state: SettingsState;
  readonly actions: SettingsActions;
  readonly accountActions: AccountActions;
  readonly onBack: () => void;
}

/** Everything a person can set, in one page. */
export function Settings({ app, lines, state, actions, accountActions, onBack }: SettingsProps) {
  const back = useRef<HTMLButtonElement>(null);
  const failure = state.failure.value;

  useEffect(() => back.current?.focus(), []);

  return (
    <main class="settings">
      <header>
        <button ref={back} class="quiet" type="button" onClick={onBack}>
          <Icon name="back" /> {settingsWords.back}
        </button>
        <h1>{settingsWords.heading}</h1>
      </header>
      <div class="page">
        {failure !== undefined && failure.field !== 'hotkey' && <Notice tone="error">{say(failure)}</Notice>}
        <section aria-label={settingsWords.popup}>
          <h2>{settingsWords.popup}</h2>
          <HotkeyField app={app} state={state} actions={actions} />
          {app.tray === 'no-host' && <Notice>{settingsWords.noTray}</Notice>}
        </section>
        <SendingSection settings={app.settings} platform={app.platform} lines={lines} actions={actions} />
        <HistorySection settings={app.settings} state={state} actions={actions} />
        <AccountSection account={app.account} actions={accountActions} />
        <p class="hint">{settingsWords.version(app.version)}</p>
      </div>
    </main>
  );
}
