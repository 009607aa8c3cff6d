import { execFileSync } from 'node:child_process';
import { chmodSync, lstatSync, readFileSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { makePrivate } from '../../../../main/desktop/instance/private-files.ts';
import { folderWith } from '../../../build/temporary-folder.ts';

const main = fileURLToPath(new URL('../../../../main/', import.meta.url));
const modeOf = (...parts: readonly string[]) => (lstatSync(path.join(...parts)).mode & 0o777).toString(8);

it('takes the rights of others away from what is ours, follows no link, and leaves everything else alone', () => {
  const elsewhere = folderWith({ 'shared.txt': '' });
  const names = ['history-0123456789abcdef.db', 'settings.json', 'settings-unreadable-1.json', 'instance.db', 'logs/main.log'];
  const folder = folderWith(Object.fromEntries([...names, 'holiday.jpg'].map((name) => [name, ''])));
  for (const name of [...names, 'holiday.jpg']) chmodSync(path.join(folder, name), 0o664);
  chmodSync(path.join(folder, 'logs'), 0o755);
  chmodSync(path.join(elsewhere, 'shared.txt'), 0o644);
  symlinkSync(path.join(elsewhere, 'shared.txt'), path.join(folder, 'history-link'));
  makePrivate(folder);
  expect(names.map((name) => modeOf(folder, name))).toEqual(names.map(() => '600'));
  expect(modeOf(folder, 'logs')).toBe('700');
  expect(modeOf(folder, 'holiday.jpg')).toBe('664');
  expect(modeOf(elsewhere, 'shared.txt')).toBe('644');
});

it('is the first thing the main process sees to: a file gets 0600, a folder 0700', () => {
  const [first] = /^import .*$/m.exec(readFileSync(path.join(main, 'index.ts'), 'utf8')) ?? [];
  expect(first).toBe("import './umask.ts';");
  const folder = folderWith({});
  const program = `
    process.umask(0o022);
    await import(${JSON.stringify(path.join(main, 'umask.ts'))});
    const { mkdirSync, writeFileSync } = await import('node:fs');
    writeFileSync('file', '');
    mkdirSync('folder');`;
  execFileSync(process.execPath, ['--import', import.meta.resolve('tsx'), '--input-type=module', '-e', program], { cwd: folder });
  expect([modeOf(folder, 'file'), modeOf(folder, 'folder')]).toEqual(['600', '700']);
});
