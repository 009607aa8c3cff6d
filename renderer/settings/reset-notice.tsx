import type { SettingsReset } from '../../main/model/settings.ts';
import { settingsResetSeen, settingsResetWords } from '../../main/words/settings.ts';
import { Notice } from '../ui/field.tsx';

/** Says what was lost with a damaged settings file, until it was read. */
export function ResetNotice({ reset, onSeen }: { readonly reset: SettingsReset | undefined; readonly onSeen: () => void }) {
  if (reset === undefined) return null;
  return (
    <Notice tone="warning">
      {settingsResetWords(reset)}{' '}
      <button class="quiet" type="button" onClick={onSeen}>
        {settingsResetSeen}
      </button>
    </Notice>
  );
}
