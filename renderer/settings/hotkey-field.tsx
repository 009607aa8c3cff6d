import { useSignal } from '@preact/signals';
import type { AppState } from '../../main/contract.ts';
import { errorId, FieldError } from '../field.tsx';
import { isComposing } from '../keys.ts';
import type { State } from '../state.ts';
import { hotkeyWords } from '../words.ts';
import { acceleratorOf, acceleratorText } from './accelerator.ts';
import type { SettingsActions } from './actions.ts';

/** A bare key or Shift with a letter would swallow ordinary typing everywhere. */
function stealsTyping(event: KeyboardEvent): boolean {
  return !event.ctrlKey && !event.metaKey && !event.altKey && !/^F\d+$/.test(event.key);
}

/** Records the hotkey as it is pressed; says in words whether it works (peers-and-sms-facts.md 2.1). */
export function HotkeyField({ app, state, actions }: { readonly app: AppState; readonly state: State; readonly actions: SettingsActions }) {
  const { hotkey, platform } = app;
  const recording = useSignal(false);
  const failure = state.settings.failure.value;
  const error = failure?.field === 'hotkey' || failure?.code.startsWith('hotkey-') ? failure : undefined;

  const record = (on: boolean): void => {
    recording.value = on;
    void actions.record(on);
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    // Tab and Esc keep their meaning: the field must not be a trap for the keyboard.
    if (isComposing(event) || event.key === 'Tab' || event.key === 'Escape') return;
    const accelerator = acceleratorOf(event, platform);
    event.preventDefault();
    if (accelerator === undefined) return;
    if (stealsTyping(event)) state.settings.failure.value = { code: 'hotkey-invalid', field: 'hotkey' };
    else void actions.change({ hotkey: accelerator });
  };

  return (
    <div class="stack">
      <label for="hotkey">Shortcut that opens the popup</label>
      <input
        id="hotkey"
        type="text"
        readOnly
        value={recording.value ? '' : acceleratorText(hotkey.accelerator, platform)}
        placeholder="Press the keys"
        aria-invalid={error === undefined ? undefined : 'true'}
        aria-describedby={error === undefined ? 'hotkey-status' : errorId('hotkey')}
        onFocus={() => record(true)}
        onBlur={() => record(false)}
        onKeyDown={onKeyDown}
      />
      <FieldError id="hotkey" failure={error} />
      <p class="hint" id="hotkey-status" aria-live="polite">
        {acceleratorText(hotkey.accelerator, platform)}: {hotkeyWords[hotkey.status]}
        {hotkey.status !== 'active' && platform === 'linux' && (
          <>
            {' '}
            You can also give the command <code>evo-quick-send --toggle</code> a shortcut in the settings of your desktop.
          </>
        )}
      </p>
    </div>
  );
}
