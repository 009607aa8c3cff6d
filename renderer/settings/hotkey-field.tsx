import { useSignal } from '@preact/signals';
import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { AppState } from '../../main/model/app-state.ts';
import { DEFAULT_SETTINGS } from '../../main/model/settings.ts';
import { say } from '../../main/words/failures.ts';
import { acceleratorText, hotkeyHint, hotkeyLabels, hotkeyWords } from '../../main/words/hotkey.ts';
import type { SettingsActions } from './actions.ts';
import { HotkeyRecorder, type PressedKeys } from './hotkey-recorder.tsx';
import type { SettingsState } from './state.ts';

interface HotkeyFieldProps {
  readonly app: AppState;
  readonly state: SettingsState;
  readonly actions: SettingsActions;
}

/** The hotkey, whether it works, in words, and the way to another one and back to the default. */
export function HotkeyField({ app, state, actions }: HotkeyFieldProps) {
  const { platform } = app;
  const recording = state.recording.value;
  const pressed = useSignal<PressedKeys | undefined>(undefined);
  const change = useRef<HTMLButtonElement>(null);
  const wasRecording = useRef(false);
  const failure = state.failure.value;
  const refused = (recording ? pressed.value?.refused : undefined) ?? (failure?.field === 'hotkey' ? failure : undefined);

  useEffect(() => () => void actions.record(false), [actions]);
  useEffect(() => {
    if (wasRecording.current && !recording) change.current?.focus();
    if (!recording) pressed.value = undefined;
    wasRecording.current = recording;
  }, [recording, pressed]);

  return (
    <div class="stack">
      {recording ? (
        <HotkeyRecorder platform={platform} state={state} actions={actions} pressed={pressed} />
      ) : (
        <HotkeyInUse app={app} actions={actions} change={change} />
      )}
      <p class={refused === undefined ? 'hint' : 'error'} id="hotkey-said" aria-live="polite">
        {refused !== undefined ? say({ code: refused.code }) : recording ? pressedWords(pressed.value, platform) : inUseWords(app)}
      </p>
      {!recording && app.hotkey.status !== 'active' && platform === 'linux' && (
        <p class="hint">
          {hotkeyLabels.command.before}
          <code>{hotkeyLabels.command.text}</code>
          {hotkeyLabels.command.after}
        </p>
      )}
    </div>
  );
}

function pressedWords(pressed: PressedKeys | undefined, platform: AppState['platform']): string {
  if (pressed === undefined) return hotkeyLabels.pressHint;
  return pressed.checked ? hotkeyLabels.usable(acceleratorText(pressed.accelerator, platform)) : '';
}

function inUseWords({ hotkey, platform }: AppState): string {
  const status = `${acceleratorText(hotkey.accelerator, platform)}: ${hotkeyWords[hotkey.status]}`;
  return hotkey.hint === undefined ? status : `${status} ${hotkeyHint(hotkey.hint)}`;
}

interface HotkeyInUseProps {
  readonly app: AppState;
  readonly actions: SettingsActions;
  readonly change: RefObject<HTMLButtonElement | null>;
}

function HotkeyInUse({ app: { hotkey, platform }, actions, change }: HotkeyInUseProps) {
  return (
    <>
      <p id="hotkey-label">{hotkeyLabels.label}</p>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset brings a border and a legend of its own */}
      <div class="buttons" role="group" aria-labelledby="hotkey-label">
        <kbd>{acceleratorText(hotkey.accelerator, platform)}</kbd>
        <button ref={change} type="button" aria-describedby="hotkey-label hotkey-said" onClick={() => void actions.record(true)}>
          {hotkeyLabels.change}
        </button>
        {hotkey.accelerator !== DEFAULT_SETTINGS.hotkey && (
          <button
            type="button"
            title={hotkeyLabels.resetTo(acceleratorText(DEFAULT_SETTINGS.hotkey, platform))}
            onClick={() => {
              change.current?.focus();
              void actions.change({ hotkey: DEFAULT_SETTINGS.hotkey });
            }}
          >
            {hotkeyLabels.reset}
          </button>
        )}
      </div>
    </>
  );
}
