import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { readSettings } from '../../../main/settings/read-settings.ts';
import { folderWith } from '../../build/temporary-folder.ts';

const writer = fileURLToPath(new URL('killed-writer.ts', import.meta.url));

/** What stands in the file, which must be whole. */
function wholeCount(folder: string): number {
  const bytes = readFileSync(path.join(folder, 'settings.json'));
  expect(readSettings(bytes).isDamaged).toBe(false);
  const { settings } = JSON.parse(bytes.toString());
  expect(settings?.end).toBe(settings?.count);
  return settings?.count ?? 0;
}

/**
 * Lets a process write settings, looks at the file again and again meanwhile, as it would be if the process were killed at that moment, and kills it
 * once it has begun to write so often. Gives how often it had begun.
 */
async function killAfter(folder: string, writes: number): Promise<number> {
  const child = spawn(process.execPath, ['--import', import.meta.resolve('tsx'), writer, folder], { stdio: ['pipe', 'pipe', 'inherit'] });
  const gone = once(child, 'exit');
  let begun = 0;
  child.stdout.on('data', (chunk) => {
    begun = Number(String(chunk).trim().split('\n').at(-1));
  });
  while (begun < writes) {
    wholeCount(folder);
    await setImmediate();
  }
  child.kill('SIGKILL');
  await gone;
  return begun;
}

it('settings are the old ones or the new ones, whole, at whatever moment their writing is killed', { timeout: 120_000 }, async () => {
  const folder = folderWith({ 'settings.json': '{}' });
  for (const writes of [1, 2, 5, 40]) {
    const begun = await killAfter(folder, writes);
    expect(wholeCount(folder)).toBeLessThanOrEqual(begun);
  }
  expect(readdirSync(folder).filter((name) => name.startsWith('settings-unreadable'))).toEqual([]);
});
