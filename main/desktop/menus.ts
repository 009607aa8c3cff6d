import type { ContextMenuParams, MenuItemConstructorOptions } from 'electron';

/**
 * The application menu: macOS needs one for its editing keys to work in the popup; elsewhere none, since it would only take
 * time at start and keys such as Ctrl+R (electron-platform.md 5.6). For `Menu.setApplicationMenu`, before `ready`.
 */
export function appMenu(platform: NodeJS.Platform): MenuItemConstructorOptions[] | null {
  return platform === 'darwin' ? [{ role: 'appMenu' }, { role: 'editMenu' }] : null;
}

type Place = Pick<ContextMenuParams, 'isEditable' | 'selectionText' | 'editFlags'>;

/** What a right click offers at a place of the popup: editing in a field, copying of a selection, otherwise nothing. */
export function contextMenu({ isEditable, selectionText, editFlags }: Place): MenuItemConstructorOptions[] {
  if (!isEditable) return selectionText.trim() === '' ? [] : [{ role: 'copy' }];
  return [
    { role: 'undo', enabled: editFlags.canUndo },
    { role: 'redo', enabled: editFlags.canRedo },
    { type: 'separator' },
    { role: 'cut', enabled: editFlags.canCut },
    { role: 'copy', enabled: editFlags.canCopy },
    { role: 'paste', enabled: editFlags.canPaste },
    { type: 'separator' },
    { role: 'selectAll', enabled: editFlags.canSelectAll },
  ];
}
