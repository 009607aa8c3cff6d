import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');

function foldersIn(folder: string): string[] {
  return readdirSync(path.join(root, folder), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => `${name}/`)
    .sort();
}

const inner = ['main/messages', 'main/evo-voice', 'main/desktop'];

test('the map of ARCHITECTURE.md has every folder of main/ and renderer/, and no other', () => {
  const map = /```\n(main\/[\s\S]*?)```/.exec(read('ARCHITECTURE.md'))?.[1] ?? '';
  const named = [...map.matchAll(/^ *((?:[a-z-]+\/ ?)+)/gm)].flatMap(([, names = '']) => names.trim().split(' '));
  const there = [...['main', 'renderer', ...inner].flatMap(foldersIn), 'main/', 'renderer/', 'build/', 'test/'];
  expect([...new Set(named)].sort()).toEqual([...new Set(there)].sort());
});

test('the map of README.md has every folder of main/ and renderer/', () => {
  const rows = [...read('README.md').matchAll(/^\| (?!feature)[^|]+ \|([^|]*)\|([^|]*)\|$/gm)];
  const named = (column: 1 | 2) => rows.flatMap((row) => [...(row[column] ?? '').matchAll(/`([a-z-]+\/)`/g)].map(([, name]) => name));
  expect(named(1).sort()).toEqual(foldersIn('main'));
  expect(named(2).sort()).toEqual(foldersIn('renderer'));
});

test('a feature has the same name in main/, renderer/ and test/', () => {
  for (const folder of foldersIn('renderer').filter((name) => name !== 'ui/')) expect(foldersIn('main')).toContain(folder);
  for (const half of ['main', 'renderer'] as const)
    for (const folder of foldersIn(`test/${half}`)) expect(foldersIn(half), `test/${half}/${folder}`).toContain(folder);
});
