import type { ContextMenuParams, MenuItemConstructorOptions } from 'electron';

/**
 * The application menu, to be set before `ready`. On macOS the editing keys need one; elsewhere null, because Electron's default menu costs
 * time at start and takes keys such as Ctrl+R (Electron's performance guide, 8).
 */
export function appMenu(platform: NodeJS.Platform): MenuItemConstructorOptions[] | null {
  return platform === 'darwin' ? [{ role: 'appMenu' }, { role: 'editMenu' }] : null;
}

type Place = Pick<ContextMenuParams, 'isEditable' | 'selectionText' | 'editFlags'>;

/** The menu of a right click: editing commands in a field, Copy on a selection, otherwise nothing. */
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
