import { type Signal, useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { AppState } from '../../main/model/app-state.ts';
import type { Failure } from '../../main/model/failure.ts';
import { acceleratorText, hotkeyLabels } from '../../main/words/hotkey.ts';
import { isComposing } from '../ui/keys.ts';
import { acceleratorOf, modifiersOf } from './accelerator.ts';
import type { SettingsActions } from './actions.ts';
import type { SettingsState } from './state.ts';

/** The keys pressed last; `checked` once main has said that they may be used, `refused` why they may not. */
export interface PressedKeys {
  readonly accelerator: string;
  readonly checked: boolean;
  readonly refused?: Failure;
}

interface HotkeyRecorderProps {
  readonly platform: AppState['platform'];
  readonly state: SettingsState;
  readonly actions: SettingsActions;
  readonly pressed: Signal<PressedKeys | undefined>;
}

/** Shows keys as they are pressed and has them checked; only Save changes anything. Ends with Save, Cancel, Esc, or when the window is left. */
export function HotkeyRecorder({ platform, state, actions, pressed }: HotkeyRecorderProps) {
  const now = pressed.value;
  const end = (): void => void actions.record(false);

  useEffect(() => {
    const onBlur = (): void => void actions.record(false);
    window.addEventListener('blur', onBlur);
    return () => window.removeEventListener('blur', onBlur);
  }, [actions]);

  const save = async (): Promise<void> => {
    if (now?.checked && (await actions.change({ hotkey: now.accelerator }))) end();
  };

  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset brings a border and a legend of its own
    <div
      class="stack"
      role="group"
      aria-label={hotkeyLabels.record}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || isComposing(event)) return;
        event.preventDefault();
        end();
      }}
    >
      <KeysField platform={platform} state={state} actions={actions} pressed={pressed} />
      <div class="buttons">
        <button type="button" disabled={!now?.checked} onClick={() => void save()}>
          {hotkeyLabels.save}
        </button>
        <button type="button" onClick={end}>
          {hotkeyLabels.cancel}
        </button>
      </div>
    </div>
  );
}

/** The field that takes the keys: what is pressed in it is shown, not typed. */
function KeysField({ platform, state, actions, pressed }: HotkeyRecorderProps) {
  const modifiers = useSignal('');
  const field = useRef<HTMLInputElement>(null);
  const now = pressed.value;

  useEffect(() => field.current?.focus(), []);

  const check = async (accelerator: string): Promise<void> => {
    const asked: PressedKeys = { accelerator, checked: false };
    pressed.value = asked;
    const refused = await actions.checkHotkey(accelerator);
    // An answer about keys that were pressed before the last ones says nothing any more.
    if (pressed.peek() === asked) pressed.value = refused === undefined ? { accelerator, checked: true } : { ...asked, refused };
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    // Tab and Esc keep their meaning: the field must not be a trap for the keyboard.
    if (isComposing(event) || event.key === 'Tab' || event.key === 'Escape') return;
    event.preventDefault();
    if (event.repeat) return;
    const accelerator = acceleratorOf(event, platform);
    modifiers.value = accelerator === undefined ? modifiersOf(event, platform) : '';
    state.failure.value = undefined;
    if (accelerator !== undefined) void check(accelerator);
  };

  return (
    <>
      <label for="hotkey">{hotkeyLabels.label}</label>
      <input
        ref={field}
        id="hotkey"
        type="text"
        readOnly
        value={acceleratorText(modifiers.value || (now?.accelerator ?? ''), platform)}
        placeholder={hotkeyLabels.press}
        aria-invalid={now?.refused === undefined ? undefined : 'true'}
        aria-describedby="hotkey-said"
        onKeyDown={onKeyDown}
        onKeyUp={(event) => {
          if (modifiers.value !== '') modifiers.value = modifiersOf(event, platform);
        }}
      />
    </>
  );
}
