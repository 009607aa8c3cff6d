import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { scripts } from '../../package.json';

const root = fileURLToPath(new URL('../..', import.meta.url));
const workflows = path.join('.github', 'workflows');
const documents = ['README.md', 'CONTRIBUTING.md', 'ARCHITECTURE.md', 'SECURITY.md'];

test.each([...documents, ...readdirSync(path.join(root, workflows)).map((name) => path.join(workflows, name))])(
  '%s names only commands that there are',
  (file) => {
    const text = readFileSync(path.join(root, file), 'utf8');
    const named = [...text.matchAll(/npm run (?:--silent )?([a-z][a-z0-9:-]*)/g), ...text.matchAll(/script: '([^']+)'/g)];
    const missing = named.map(([, name = '']) => name).filter((name) => !(name in scripts));
    expect(missing).toEqual([]);
  },
);
