import type { AppState } from '../../main/model/app-state.ts';
import { acceleratorText, hotkeyLabels } from '../../main/words/hotkey.ts';
import { Notice } from '../ui/field.tsx';

/** Says that the hotkey does not work, with the way to another one; nothing while it does. */
export function HotkeyNotice({
  app: { hotkey, platform },
  onOpenSettings,
}: {
  readonly app: AppState;
  readonly onOpenSettings: () => void;
}) {
  if (hotkey.status !== 'taken' && hotkey.status !== 'invalid') return null;
  return (
    <Notice tone="warning">
      {hotkeyLabels.broken(acceleratorText(hotkey.accelerator, platform))}{' '}
      <button class="quiet" type="button" onClick={onOpenSettings}>
        {hotkeyLabels.chooseAnother}
      </button>
    </Notice>
  );
}
