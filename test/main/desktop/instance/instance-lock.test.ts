import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createInstanceLock } from '../../../../main/desktop/instance/instance-lock.ts';
import { runs } from '../../../fakes/runs.ts';

const root = path.join(import.meta.dirname, '..', '..', '..', '..');
const contender = path.join(root, 'test', 'fakes', 'lock-contender.ts');
const rounds = runs(200);

let folder: string;
let file: string;
const processes: { kill(): Promise<void> }[] = [];
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'quick-send-'));
  file = path.join(folder, 'instance.db');
});
afterEach(async () => {
  for (const each of processes.splice(0)) await each.kill();
  rmSync(folder, { recursive: true, force: true });
});

/** Another process that wants the lock. */
async function startContender() {
  const child = spawn(process.execPath, ['--expose-gc', '--import', 'tsx', contender, file], {
    cwd: root,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const gone = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async () => String((await lines.next()).value);
  const made = {
    tell: async (order: 'acquire' | 'acquire-and-forget' | 'release') => {
      child.stdin.write(`${order}\n`);
      return next();
    },
    kill: async () => {
      child.kill('SIGKILL');
      await gone;
    },
  };
  processes.push(made);
  await next();
  return made;
}

describe('the lock of the first instance', () => {
  it(`has exactly one holder, ${rounds} times, and is free once that released it`, async () => {
    const both = await Promise.all([startContender(), startContender()]);
    const ends = new Map<string, number>();
    for (let round = 0; round < rounds; round++) {
      const answers = await Promise.all(both.map((each) => each.tell('acquire')));
      const end = answers.toSorted().join(', ');
      ends.set(end, (ends.get(end) ?? 0) + 1);
      await Promise.all(both.map((each) => each.tell('release')));
    }
    expect([...ends.keys()].filter((end) => end === 'acquired, acquired')).toEqual([]);
    // Two that meet at the same instant may both find it busy; each tries again.
    expect(ends.get('acquired, busy') ?? 0).toBeGreaterThan(rounds / 2);
    expect(await both[0].tell('acquire')).toBe('acquired');
    expect(await both[0].tell('acquire'), 'asking twice is no second lock').toBe('acquired');
  });

  it('is free again when its holder was killed, and leaves nothing but its file', async () => {
    const holder = await startContender();
    expect(await holder.tell('acquire')).toBe('acquired');
    const lock = createInstanceLock(file);
    expect(lock.acquire()).toBe('busy');
    await holder.kill();
    expect(lock.acquire()).toBe('acquired');
    expect(readdirSync(folder)).toEqual(['instance.db']);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    lock.release();
  });

  it('is kept when nothing refers to it any more', async () => {
    const holder = await startContender();
    const other = await startContender();
    expect(await holder.tell('acquire-and-forget')).toBe('acquired');
    expect(await other.tell('acquire')).toBe('busy');
  });

  it('does not mind what the file holds', () => {
    writeFileSync(file, 'not a database at all, and long enough to be read as one'.repeat(100));
    const lock = createInstanceLock(file);
    expect(lock.exists()).toBe(true);
    expect(lock.acquire()).toBe('acquired');
    lock.release();
  });

  it('throws what says why the file cannot be made', () => {
    const lock = createInstanceLock(path.join(folder, 'missing', 'instance.db'));
    expect(() => lock.acquire()).toThrow(expect.objectContaining({ code: 'ENOENT' }));
    expect(lock.exists()).toBe(false);
  });
});
