import type { AppState } from '../../main/model/app-state.ts';
import type { Line } from '../../main/model/line.ts';
import { type Settings, undoSecondsChoices, wireFormats } from '../../main/model/settings.ts';
import { undoWords, wireFormatWords } from '../../main/words/settings.ts';
import { lineText } from '../compose/from-field.tsx';
import type { SettingsActions } from './actions.ts';
import { Choice } from './choice.tsx';

const undoOptions = undoSecondsChoices.map((value) => ({ value, label: undoWords[value] }));

const formatOptions = wireFormats.map((value) => ({ value, label: wireFormatWords[value] }));

interface SendingSectionProps {
  readonly settings: Settings;
  readonly platform: AppState['platform'];
  readonly lines: readonly Line[];
  readonly actions: SettingsActions;
}

/** How and from which line messages are sent. */
export function SendingSection({ settings, platform, lines, actions }: SendingSectionProps) {
  const mod = platform === 'darwin' ? 'Cmd' : 'Ctrl';
  return (
    <section aria-label="Sending">
      <h2>Sending</h2>
      <Choice
        id="undo"
        label="Undo after Send"
        value={settings.undoSeconds}
        options={undoOptions}
        onChoose={(undoSeconds) => void actions.change({ undoSeconds })}
      />
      <Choice<Settings['sendKey']>
        id="send-key"
        label="Send with"
        value={settings.sendKey}
        options={[
          { value: 'mod-enter', label: `${mod}+Enter` },
          { value: 'enter', label: 'Enter' },
        ]}
        hint={settings.sendKey === 'enter' ? 'Shift+Enter makes a new line.' : 'Enter makes a new line.'}
        onChoose={(sendKey) => void actions.change({ sendKey })}
      />
      <Choice<Settings['defaultLine']>
        id="default-line"
        label="Line for new recipients"
        value={lines.some((line) => line.endpointId === settings.defaultLine) ? settings.defaultLine : null}
        options={[{ value: null, label: 'The one used last' }, ...lines.map((line) => ({ value: line.endpointId, label: lineText(line) }))]}
        hint="Somebody you wrote to before is written to from the same line again."
        onChoose={(defaultLine) => void actions.change({ defaultLine })}
      />
      <Choice
        id="wire-format"
        label="Wire format"
        value={settings.wireFormat}
        options={formatOptions}
        hint="How the app talks to the service. Messages are the same in both."
        onChoose={(wireFormat) => void actions.change({ wireFormat })}
      />
    </section>
  );
}
