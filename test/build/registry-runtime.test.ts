import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { isWholeDist } from '../../build/registry-runtime.mjs';
import { folderWith } from './temporary-folder.ts';

const whole = () => folderWith({ electron: 'binary', 'locales/en-US.pak': 'words', 'sizes.json': '{"electron":6,"locales/en-US.pak":5}' });

test('a cached runtime with all its files is used', async () => {
  expect(await isWholeDist(whole())).toBe(true);
});

test.each([
  ['a file is gone', (folder: string) => rmSync(path.join(folder, 'locales/en-US.pak'))],
  ['a file was cut short', (folder: string) => writeFileSync(path.join(folder, 'electron'), 'bin')],
  ['the list of files is gone', (folder: string) => rmSync(path.join(folder, 'sizes.json'))],
  ['the list of files is not readable', (folder: string) => writeFileSync(path.join(folder, 'sizes.json'), '{"elec')],
])('a cached runtime is fetched again when %s', async (_why, damage) => {
  const folder = whole();
  damage(folder);
  expect(await isWholeDist(folder)).toBe(false);
});
