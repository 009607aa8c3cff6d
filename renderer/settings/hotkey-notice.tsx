import type { HotkeyState } from '../../main/model/app-state.ts';
import { Notice } from '../ui/field.tsx';

/** Says that the hotkey does not work, with the way to another one; nothing while it does. */
export function HotkeyNotice({ hotkey, onOpenSettings }: { readonly hotkey: HotkeyState; readonly onOpenSettings: () => void }) {
  if (hotkey.status !== 'taken' && hotkey.status !== 'invalid') return null;
  return (
    <Notice tone="warning">
      The shortcut {hotkey.accelerator} does not work.{' '}
      <button class="quiet" type="button" onClick={onOpenSettings}>
        Choose another
      </button>
    </Notice>
  );
}
