import type { AppState } from '../../main/model/app-state.ts';
import type { Line } from '../../main/model/line.ts';
import { type Settings, sendKeys, undoSecondsChoices, wireFormats } from '../../main/model/settings.ts';
import { lineText } from '../../main/words/compose.ts';
import { sendingWords, sendKeyWords, settingsWords, undoWords, wireFormatWords } from '../../main/words/settings.ts';
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
  const isListed = lines.some((line) => line.endpointId === settings.defaultLine);
  return (
    <section aria-label={settingsWords.sending}>
      <h2>{settingsWords.sending}</h2>
      <Choice
        id="undo"
        label={sendingWords.undo}
        value={settings.undoSeconds}
        options={undoOptions}
        onChoose={(undoSeconds) => void actions.change({ undoSeconds })}
      />
      <Choice
        id="send-key"
        label={sendingWords.sendKey}
        value={settings.sendKey}
        options={sendKeys.map((value) => ({ value, label: sendKeyWords(value, platform).label }))}
        hint={sendKeyWords(settings.sendKey, platform).hint}
        onChoose={(sendKey) => void actions.change({ sendKey })}
      />
      <Choice<Settings['defaultLine']>
        id="default-line"
        label={sendingWords.defaultLine}
        value={isListed ? settings.defaultLine : null}
        options={[
          { value: null, label: sendingWords.lastLine },
          ...lines.map((line) => ({ value: line.endpointId, label: lineText(line) })),
        ]}
        hint={sendingWords.defaultLineHint}
        onChoose={(defaultLine) => void actions.change({ defaultLine })}
      />
      <Choice
        id="wire-format"
        label={sendingWords.wireFormat}
        value={settings.wireFormat}
        options={formatOptions}
        hint={sendingWords.wireFormatHint}
        onChoose={(wireFormat) => void actions.change({ wireFormat })}
      />
    </section>
  );
}
