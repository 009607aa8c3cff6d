import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { folderWith } from '../build/temporary-folder.ts';

const run = fileURLToPath(new URL('../../build/run.mjs', import.meta.url));

test('a TypeScript file has the streams, the arguments and the exit code of the command', () => {
  const content = `
    const words: readonly string[] = process.argv.slice(2);
    let input = '';
    for await (const chunk of process.stdin) input += chunk;
    console.log(JSON.stringify({ words, input }));
    process.exitCode = 7;
  `;
  const file = path.join(folderWith({ 'echo.ts': content, 'package.json': '{"type":"module"}' }), 'echo.ts');
  const { stdout, status } = spawnSync(process.execPath, [run, file, '--to=+1', 'b c'], { input: 'secret\n', encoding: 'utf8' });
  expect(JSON.parse(stdout)).toEqual({ words: ['--to=+1', 'b c'], input: 'secret\n' });
  expect(status).toBe(7);
});

test('without a file it says how it is used', () => {
  const { stderr, status } = spawnSync(process.execPath, [run], { encoding: 'utf8' });
  expect(stderr).toContain('Usage: node build/run.mjs FILE.ts');
  expect(status).toBe(1);
});
