import { mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { exportMessages, type WorkOptions } from '../../../../main/messages/transfer/export.ts';
import { folderWith } from '../../../build/temporary-folder.ts';
import { message } from '../../../fakes/messages.ts';

const total = 600;

/** That many stored messages; reading them can be made to fail. */
const store = (failAfter = Number.POSITIVE_INFINITY) => ({
  count: () => total,
  listAfter(id: number, limit: number) {
    const first = Math.max(id, 0) + 1;
    if (first > failAfter) throw Object.assign(new Error('damaged'), { code: 'SQLITE_CORRUPT' });
    const length = Math.max(0, Math.min(limit, total - first + 1));
    const messages = Array.from({ length }, (_, index) => message({ id: first + index, text: `text ${first + index}` }));
    return { messages, damaged: 0, last: messages.at(-1)?.id };
  },
});

const modeOf = (file: string) => (statSync(file).mode & 0o777).toString(8);

function exportTo(folder: string, options: WorkOptions = {}, from = store()) {
  return exportMessages(from, 'jsonl', path.join(folder, 'messages.jsonl'), options);
}

it('writes to a new file beside the target that only its owner can read, and replaces an older export once all is there', async () => {
  const folder = folderWith({ 'messages.jsonl': 'older' });
  const seen: unknown[] = [];
  await exportTo(folder, {
    onProgress: ({ state }) => {
      const others = readdirSync(folder).filter((name) => name !== 'messages.jsonl');
      const modes = others.map((name) => modeOf(path.join(folder, name)));
      if (state === 'running') seen.push(modes, readFileSync(path.join(folder, 'messages.jsonl'), 'utf8'));
    },
  });
  expect(seen).toEqual([['600'], 'older', ['600'], 'older', ['600'], 'older', ['600'], 'older']);
  expect(readdirSync(folder)).toEqual(['messages.jsonl']);
  expect(readFileSync(path.join(folder, 'messages.jsonl'), 'utf8').split('\n')).toHaveLength(total + 1);
  expect(modeOf(path.join(folder, 'messages.jsonl'))).toBe('600');
});

it('takes another name for each export, and follows no link that was planted where one could be guessed', async () => {
  const folder = folderWith({ 'precious.txt': 'precious' });
  const names = new Set<string>();
  symlinkSync(path.join(folder, 'precious.txt'), path.join(folder, 'messages.jsonl.part'));
  for (let run = 0; run < 3; run += 1) {
    await exportTo(folder, {
      onProgress: () => {
        for (const name of readdirSync(folder)) names.add(name);
      },
    });
  }
  for (const known of ['precious.txt', 'messages.jsonl', 'messages.jsonl.part']) names.delete(known);
  expect(names.size).toBe(3);
  expect(readFileSync(path.join(folder, 'precious.txt'), 'utf8')).toBe('precious');
});

it.each([0, 250, total])('leaves nothing of an export that is cancelled after %i messages, and an older one as it was', async (after) => {
  const folder = folderWith({ 'messages.jsonl': 'older' });
  const cancel = new AbortController();
  if (after === 0) cancel.abort();
  const states: string[] = [];
  const result = await exportTo(folder, {
    signal: cancel.signal,
    onProgress({ done, state }) {
      states.push(state);
      if (done >= after) cancel.abort();
    },
  });
  expect(result).toEqual({ count: after, damaged: 0, cancelled: true });
  expect(states.at(-1)).toBe('cancelled');
  expect(readdirSync(folder)).toEqual(['messages.jsonl']);
  expect(readFileSync(path.join(folder, 'messages.jsonl'), 'utf8')).toBe('older');
});

it('leaves nothing of an export that fails, while it is read or when it gets its name', async () => {
  const folder = folderWith({ 'messages.jsonl': 'older' });
  await expect(exportTo(folder, {}, store(300))).rejects.toThrow('damaged');
  expect(readdirSync(folder)).toEqual(['messages.jsonl']);
  const other = folderWith({});
  mkdirSync(path.join(other, 'messages.jsonl'));
  writeFileSync(path.join(other, 'messages.jsonl', 'inside'), '');
  await expect(exportTo(other)).rejects.toThrow();
  expect(readdirSync(other)).toEqual(['messages.jsonl']);
});

it('writes beside a target whose name is as long as a name can be', async () => {
  const folder = folderWith({});
  const name = `${'n'.repeat(249)}.jsonl`;
  await exportMessages(store(), 'jsonl', path.join(folder, name), {});
  expect(readdirSync(folder)).toEqual([name]);
});
