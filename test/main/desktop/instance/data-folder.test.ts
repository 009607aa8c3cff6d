import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDataFolder, UnusableFolder, unusable } from '../../../../main/desktop/instance/data-folder.ts';

let base: string;
beforeEach(() => {
  base = mkdtempSync(path.join(tmpdir(), 'quick-send-'));
});
afterEach(() => rmSync(base, { recursive: true, force: true }));

describe('the data folder', () => {
  it('is made for this user alone, with those above it, and left as it was by the test of writing', () => {
    const folder = createDataFolder(path.join(base, 'a', 'b'), 'linux');
    folder.make();
    folder.testWriting();
    expect(statSync(folder.path).mode & 0o777).toBe(0o700);
    expect(readdirSync(folder.path)).toEqual([]);
    folder.make();
  });

  it('is refused, by its name, where a file is in its place or above it', () => {
    const file = path.join(base, 'file');
    writeFileSync(file, '');
    for (const at of [file, path.join(file, 'below')]) {
      const folder = createDataFolder(at, 'linux');
      expect(() => folder.make()).toThrow(UnusableFolder);
      expect(() => folder.make()).toThrow(`"${at}": a file is where this folder or one above it should be. Move that file away`);
    }
  });

  it('is refused before anything is made when SQLite could not take the path of a history in it', () => {
    const longest = 512 - '-journal'.length - '/history-0123456789abcdef.db'.length;
    const at = (length: number) => path.join(base, 'x'.repeat(200), 'y'.repeat(200), 'z').padEnd(length, 'z').slice(0, length);
    createDataFolder(at(longest), 'linux').make();
    const tooLong = createDataFolder(at(longest + 1), 'linux');
    expect(() => tooLong.make()).toThrow('its path is too long. Choose a shorter one');
    expect(existsSync(tooLong.path)).toBe(false);
    const wide = createDataFolder(`${at(longest - 2)}äö`, 'linux');
    expect(() => wide.make(), 'bytes count, not characters').toThrow('its path is too long');
  });
});

describe('why a folder cannot be used', () => {
  it.each([
    ['EACCES', "you aren't allowed to write there"],
    ['EPERM', "you aren't allowed to write there"],
    ['SQLITE_READONLY_DBMOVED', "you aren't allowed to write there"],
    ['EROFS', 'it is on a read-only disk'],
    ['ENOSPC', 'the disk is full'],
    ['EDQUOT', 'the disk is full'],
    ['SQLITE_FULL', 'the disk is full'],
    ['ENOENT', "it doesn't exist and can't be created"],
    ['EIO', "it can't be written to"],
    ['', "it can't be written to"],
  ])('%s: %s', (code, why) => {
    const { message } = unusable('/data', Object.assign(new Error('as the system says it'), { code }));
    expect(message).toContain(`"/data": ${why}.`);
    expect(message).toContain('as the system says it');
  });
});
