import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const security = readFileSync(path.join(root, 'SECURITY.md'), 'utf8').replace(/\s+/g, ' ');

/** A test file, then the names of tests in it, in quotation marks. */
const named = [...security.matchAll(/`(test\/[a-z0-9/.-]+\.test\.tsx?)`((?:[:,] "[^"]+")*)/g)].map(([, file = '', names = '']) => ({
  file,
  names: [...names.matchAll(/"([^"]+)"/g)].map(([, name = '']) => name),
}));

test('SECURITY.md names tests', () => expect(named.length).toBeGreaterThan(25));

test.each(named)('$file has the tests that SECURITY.md names: $names', ({ file, names }) => {
  const source = readFileSync(path.join(root, file), 'utf8');
  for (const name of names) expect(source).toContain(name);
});
