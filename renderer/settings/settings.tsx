import { useEffect, useRef } from 'preact/hooks';
import type { AppState } from '../../main/model/app-state.ts';
import type { Settings as SettingValues } from '../../main/model/settings.ts';
import { say } from '../../main/words/failures.ts';
import { AccountSection } from '../account/account-section.tsx';
import type { Actions } from '../actions.ts';
import { lineText } from '../compose/from-field.tsx';
import type { State } from '../state.ts';
import { Notice } from '../ui/field.tsx';
import { Icon } from '../ui/icon.tsx';
import { Choice } from './choice.tsx';
import { HistorySection } from './history-section.tsx';
import { HotkeyField } from './hotkey-field.tsx';

const undo: readonly { readonly value: SettingValues['undoSeconds']; readonly label: string }[] = [
  { value: 0, label: 'Off: sends at once' },
  { value: 5, label: '5 seconds' },
  { value: 10, label: '10 seconds' },
  { value: 20, label: '20 seconds' },
  { value: 30, label: '30 seconds' },
];

const formats: readonly { readonly value: SettingValues['wireFormat']; readonly label: string }[] = [
  { value: 'json', label: 'JSON' },
  { value: 'jsv', label: 'JSV' },
];

/** Everything a person can set, in one page. */
export function Settings({ app, state, actions }: { readonly app: AppState; readonly state: State; readonly actions: Actions }) {
  const { settings, platform } = app;
  const lines = state.compose.lines.value;
  const back = useRef<HTMLButtonElement>(null);
  const failure = state.settings.failure.value;
  const mod = platform === 'darwin' ? 'Cmd' : 'Ctrl';

  useEffect(() => back.current?.focus(), []);

  return (
    <main class="settings">
      <header>
        <button ref={back} class="quiet" type="button" onClick={() => actions.show('compose')}>
          <Icon name="back" /> Back
        </button>
        <h1>Settings</h1>
      </header>
      <div class="page">
        {failure !== undefined && !failure.code.startsWith('hotkey-') && <Notice tone="error">{say(failure)}</Notice>}
        <section aria-label="Popup">
          <h2>Popup</h2>
          <HotkeyField app={app} state={state} actions={actions.settings} />
          {app.tray === 'no-host' && (
            <Notice>
              This desktop shows no tray icons. The shortcut, or starting Evo Quick Send a second time, opens the popup. On GNOME the
              AppIndicator extension brings the icon back.
            </Notice>
          )}
        </section>
        <section aria-label="Sending">
          <h2>Sending</h2>
          <Choice
            id="undo"
            label="Undo after Send"
            value={settings.undoSeconds}
            options={undo}
            onChoose={(undoSeconds) => void actions.settings.change({ undoSeconds })}
          />
          <Choice<SettingValues['sendKey']>
            id="send-key"
            label="Send with"
            value={settings.sendKey}
            options={[
              { value: 'mod-enter', label: `${mod}+Enter` },
              { value: 'enter', label: 'Enter' },
            ]}
            hint={settings.sendKey === 'enter' ? 'Shift+Enter makes a new line.' : 'Enter makes a new line.'}
            onChoose={(sendKey) => void actions.settings.change({ sendKey })}
          />
          <Choice<SettingValues['defaultLine']>
            id="default-line"
            label="Line for new recipients"
            value={lines.some((line) => line.endpointId === settings.defaultLine) ? settings.defaultLine : null}
            options={[
              { value: null, label: 'The one used last' },
              ...lines.map((line) => ({ value: line.endpointId, label: lineText(line) })),
            ]}
            hint="Somebody you wrote to before is written to from the same line again."
            onChoose={(defaultLine) => void actions.settings.change({ defaultLine })}
          />
          <Choice
            id="wire-format"
            label="Wire format"
            value={settings.wireFormat}
            options={formats}
            hint="How the app talks to the service. Messages are the same in both."
            onChoose={(wireFormat) => void actions.settings.change({ wireFormat })}
          />
        </section>
        <HistorySection settings={settings} state={state} actions={actions.settings} />
        <AccountSection app={app} actions={actions.account} />
        <p class="hint">Evo Quick Send {app.version}</p>
      </div>
    </main>
  );
}
