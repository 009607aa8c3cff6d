import { expect, test } from 'vitest';
import { readFlavour } from '../../main/flavour.ts';
import { folderWith } from '../build/temporary-folder.ts';

test.each(['test', 'development', 'production'] as const)('%s is read from package.json', (flavour) => {
  expect(readFlavour(folderWith({ 'package.json': JSON.stringify({ flavour }) }))).toBe(flavour);
});

test.each([
  ['names another', { 'package.json': '{"flavour":"debug"}' }],
  ['names none', { 'package.json': '{}' }],
  ['is null', { 'package.json': 'null' }],
  ['cannot be read', { 'package.json': '{' }],
  ['is missing', {}],
])('it is production when package.json %s', (_why, files) => {
  expect(readFlavour(folderWith(files))).toBe('production');
});
