import { expect, test } from 'vitest';
import { wrongBinaries } from '../../build/native-modules.mjs';
import { elf, machO, pe } from './binaries.ts';
import { folderWith } from './temporary-folder.ts';

const [x64, arm64] = [elf(62), elf(183)];
const modules = 'resources/app.asar.unpacked/node_modules';
const linux = { platform: 'linux', arch: 'x64' };
const keytar = `${modules}/keytar/prebuilds/linux-x64/keytar.node`;
const libsql = `${modules}/@libsql/linux-x64-gnu/index.node`;

test.each([
  ['Linux', { [keytar]: x64, [libsql]: x64 }, linux],
  [
    'macOS',
    {
      [`Evo.app/Contents/Resources/${modules}/keytar/prebuilds/darwin-arm64/keytar.node`]: machO(0x0100000c),
      [`Evo.app/Contents/Resources/${modules}/@libsql/darwin-arm64/index.node`]: machO(0x0100000c),
    },
    { platform: 'darwin', arch: 'arm64' },
  ],
  [
    'Windows',
    {
      [`${modules}/keytar/prebuilds/win32-x64/keytar.node`]: pe(0x8664),
      [`${modules}/@libsql/win32-x64-msvc/index.node`]: pe(0x8664),
    },
    { platform: 'win32', arch: 'x64' },
  ],
])('a package for %s with its own binaries is well', async (_system, files, target) => {
  expect(await wrongBinaries(folderWith(files), target)).toEqual([]);
});

test('a binary of another processor under the right name is told', async () => {
  expect(await wrongBinaries(folderWith({ [keytar]: arm64, [libsql]: x64 }), linux)).toEqual([
    `${keytar} is linux-arm64, but the package is linux-x64.`,
  ]);
});

test('a file that is no binary is told', async () => {
  expect(await wrongBinaries(folderWith({ [keytar]: x64, [libsql]: '' }), linux)).toEqual([
    `${libsql} is no binary for a known machine, but the package is linux-x64.`,
  ]);
});

test('a module without its binary is told', async () => {
  expect(await wrongBinaries(folderWith({ [`${modules}/keytar/build/Release/keytar.node`]: x64 }), linux)).toEqual([
    'keytar has no binary for linux-x64 in the package.',
    'libsql has no binary for linux-x64 in the package.',
  ]);
});
