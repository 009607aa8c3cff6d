import type { EditFlags } from 'electron';
import { expect, test } from 'vitest';
import { contextMenu } from '../../../main/desktop/menus.ts';

const editFlags = { canUndo: false, canRedo: false, canCut: false, canCopy: false, canPaste: true, canSelectAll: true } as EditFlags;

test('a field offers what can be done in it', () => {
  const items = contextMenu({ isEditable: true, selectionText: '', editFlags });
  expect(items.filter((item) => item.enabled).map((item) => item.role)).toEqual(['paste', 'selectAll']);
  expect(items.map((item) => item.role).filter(Boolean)).toEqual(['undo', 'redo', 'cut', 'copy', 'paste', 'selectAll']);
});

test('a selection can be copied', () => {
  expect(contextMenu({ isEditable: false, selectionText: 'Hi', editFlags })).toEqual([{ role: 'copy' }]);
});

test('anywhere else there is nothing', () => {
  expect(contextMenu({ isEditable: false, selectionText: ' ', editFlags })).toEqual([]);
});
