import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { expect, test } from 'vitest';
import { fillCache } from '../../build/cache.mjs';
import { folderWith } from './temporary-folder.ts';

const isWhole = async (folder: string) => existsSync(path.join(folder, 'content'));

/** Fills with this content, `meanwhile` happening before it is done. */
const filling =
  (content: string, meanwhile = () => {}) =>
  async (work: string) => {
    const folder = path.join(work, 'folder');
    mkdirSync(folder);
    writeFileSync(path.join(folder, 'content'), content);
    meanwhile();
    return folder;
  };

const contentOf = (target: string) => readFileSync(path.join(target, 'content'), 'utf8');

test('a folder appears when it is complete, and nothing else stays', async () => {
  const cache = folderWith({});
  const target = path.join(cache, 'node');
  let early = true;
  await fillCache(
    target,
    isWhole,
    filling('new', () => {
      early = existsSync(target);
    }),
  );
  expect(early).toBe(false);
  expect(contentOf(target)).toBe('new');
  expect(readdirSync(cache)).toEqual(['node']);
});

test('a damaged folder is replaced', async () => {
  const cache = folderWith({ 'node/half': '' });
  await fillCache(path.join(cache, 'node'), isWhole, filling('new'));
  expect(readdirSync(path.join(cache, 'node'))).toEqual(['content']);
});

test('a folder that another run completed meanwhile is left alone', async () => {
  const cache = folderWith({});
  const target = path.join(cache, 'node');
  await fillCache(
    target,
    isWhole,
    filling('late', () => {
      mkdirSync(target);
      writeFileSync(path.join(target, 'content'), 'first');
    }),
  );
  expect(contentOf(target)).toBe('first');
});

test('a failure leaves nothing behind and what was there as it was', async () => {
  const cache = folderWith({ 'node/half': '' });
  const failing = () => Promise.reject(new Error('No network.'));
  await expect(fillCache(path.join(cache, 'node'), isWhole, failing)).rejects.toThrow('No network.');
  expect(readdirSync(cache)).toEqual(['node']);
});

test('what a stopped run left is removed, what a running one works on is not', async () => {
  const { pid: gone } = spawnSync(process.execPath, ['-e', '']);
  const cache = folderWith({ [`electron.part-${gone}-x/half`]: '', [`electron.part-${process.pid}-x/half`]: '' });
  await fillCache(path.join(cache, 'node'), isWhole, filling('new'));
  expect(readdirSync(cache).sort()).toEqual([`electron.part-${process.pid}-x`, 'node']);
});
