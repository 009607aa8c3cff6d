import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it, vi } from 'vitest';
import { openSettingsFile } from '../../../main/settings/settings-file.ts';
import { folderWith } from '../../build/temporary-folder.ts';

const at = Date.UTC(2026, 4, 1);

/** Reads the file as electron-store does: JSON or an error. Where there is none it begins empty. */
function store(folder: string) {
  const file = path.join(folder, 'settings.json');
  const content = readdirSync(folder).includes('settings.json') ? readFileSync(file, 'utf8') : '{}';
  const kept = new Map<string, unknown>(Object.entries(JSON.parse(content)));
  return { get: (key: string) => kept.get(key), set: (key: string, value: unknown) => void kept.set(key, value) };
}

function open(folder: string, openStore = () => store(folder)) {
  const onSetAside = vi.fn();
  return { file: openSettingsFile({ folder, open: openStore, onSetAside, clock: { now: () => at } }), onSetAside };
}

it('opens a file that can be read, or none, and sets nothing aside', () => {
  const folder = folderWith({ 'settings.json': '{"settings":{"undoSeconds":30}}' });
  const { file, onSetAside } = open(folder);
  expect(file.get('settings')).toEqual({ undoSeconds: 30 });
  expect(open(folderWith({})).file.get('settings')).toBeUndefined();
  expect(onSetAside).not.toHaveBeenCalled();
  expect(readdirSync(folder)).toEqual(['settings.json']);
});

it('sets a file that is not JSON aside, whole and under a name that tells when, and begins a new one', () => {
  const folder = folderWith({ 'settings.json': '{"settings":{"undoSec' });
  const { file, onSetAside } = open(folder);
  expect(file.get('settings')).toBeUndefined();
  const aside = path.join(folder, `settings-unreadable-${at}.json`);
  expect(onSetAside).toHaveBeenCalledExactlyOnceWith(aside);
  expect(readdirSync(folder)).toEqual([path.basename(aside)]);
  expect(readFileSync(aside, 'utf8')).toBe('{"settings":{"undoSec');
});

it('throws what keeps it from opening where there is no file to set aside', () => {
  const refusing = () => {
    throw new Error('read-only');
  };
  expect(() => open(folderWith({}), refusing)).toThrow('read-only');
});
