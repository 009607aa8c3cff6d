import path from 'node:path';
import { expect, it } from 'vitest';
import { hasHistory, historyFile } from '../../../main/account/history-place.ts';
import { folderWith } from '../../build/temporary-folder.ts';

it('a folder in which somebody signed in once is known by the history in it', () => {
  const file = path.basename(historyFile('', 'ann@example.com@team.evovoice.io'));
  expect(hasHistory(folderWith({ [file]: '' }))).toBe(true);
  expect(hasHistory(folderWith({ 'history.db': '', [`${file}.set-aside-2026`]: '', 'settings.json': '' }))).toBe(false);
  const folder = folderWith({ file: '' });
  expect(hasHistory(path.join(folder, 'file'))).toBe(false);
});
