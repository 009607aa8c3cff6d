import { type Signal, useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { AppState } from '../../main/model/app-state.ts';
import type { Failure } from '../../main/model/failure.ts';
import { isComposing } from '../ui/keys.ts';
import { acceleratorOf, acceleratorText, modifiersOf } from './accelerator.ts';
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
  const held = useSignal('');
  const field = useRef<HTMLInputElement>(null);
  const now = pressed.value;

  useEffect(() => {
    field.current?.focus();
    const end = (): void => void actions.record(false);
    window.addEventListener('blur', end);
    return () => window.removeEventListener('blur', end);
  }, [actions]);

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
    held.value = accelerator === undefined ? modifiersOf(event, platform) : '';
    state.failure.value = undefined;
    if (accelerator !== undefined) void check(accelerator);
  };

  const save = async (): Promise<void> => {
    if (now?.checked && (await actions.change({ hotkey: now.accelerator }))) await actions.record(false);
  };

  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset brings a border and a legend of its own
    <div
      class="stack"
      role="group"
      aria-label="Record a shortcut"
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || isComposing(event)) return;
        event.preventDefault();
        void actions.record(false);
      }}
    >
      <label for="hotkey">Shortcut that opens the popup</label>
      <input
        ref={field}
        id="hotkey"
        type="text"
        readOnly
        value={acceleratorText(held.value || (now?.accelerator ?? ''), platform)}
        placeholder="Press the keys"
        aria-invalid={now?.refused === undefined ? undefined : 'true'}
        aria-describedby="hotkey-said"
        onKeyDown={onKeyDown}
        onKeyUp={(event) => {
          if (held.value !== '') held.value = modifiersOf(event, platform);
        }}
      />
      <div class="buttons">
        <button type="button" disabled={!now?.checked} onClick={() => void save()}>
          Save
        </button>
        <button type="button" onClick={() => void actions.record(false)}>
          Cancel
        </button>
      </div>
    </div>
  );
}
