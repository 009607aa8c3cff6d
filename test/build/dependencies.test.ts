import { describe, expect, test } from 'vitest';
import { dependenciesAreFresh } from '../../build/dependencies.mjs';
import { folderWith } from './temporary-folder.ts';

const lock = (packages: Record<string, object>) => JSON.stringify({ packages: { '': { name: 'app' }, ...packages } });
const keytar = { 'node_modules/keytar': { version: '7.9.0' } };
const musl = (version: string) => ({ 'node_modules/libsql-musl': { version, optional: true } });

describe('node_modules is fresh', () => {
  test.each([
    { name: 'the same packages', wanted: keytar, installed: keytar, fresh: true },
    { name: 'another version', wanted: keytar, installed: { 'node_modules/keytar': { version: '7.8.0' } }, fresh: false },
    { name: 'a package missing', wanted: keytar, installed: {}, fresh: false },
    { name: 'an optional package of another platform missing', wanted: musl('1.0.0'), installed: {}, fresh: true },
    { name: 'an optional package at another version', wanted: musl('1.0.0'), installed: musl('0.9.0'), fresh: false },
  ])('$name: $fresh', ({ wanted, installed, fresh }) => {
    const files = Object.fromEntries(Object.keys(installed).map((name) => [`${name}/package.json`, '{}']));
    const folder = folderWith({ 'package-lock.json': lock(wanted), 'node_modules/.package-lock.json': lock(installed), ...files });
    expect(dependenciesAreFresh(folder)).toBe(fresh);
  });

  test('a package whose folder was removed is not', () => {
    expect(dependenciesAreFresh(folderWith({ 'package-lock.json': lock(keytar), 'node_modules/.package-lock.json': lock(keytar) }))).toBe(
      false,
    );
  });

  test('an interrupted install is not', () => {
    const folder = folderWith({ 'package-lock.json': lock(keytar), 'node_modules/keytar/package.json': '{}' });
    expect(dependenciesAreFresh(folder)).toBe(false);
  });
});
