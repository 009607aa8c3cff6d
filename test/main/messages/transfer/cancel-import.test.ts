import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { readLines } from '../../../../main/messages/transfer/import-lines.ts';
import { folderWith } from '../../../build/temporary-folder.ts';
import { createHarness, value } from '../harness.ts';

/** In ms: what a person may wait for after pressing Cancel. */
const limit = 1000;

/** In ms, since some moment: only what this process worked, so that a busy machine fails no test. */
function worked(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

const header = 'date,state,lineName,address,name,text,at,endpointId,sessionId,serverId';
const json = (at: number, text: string, address = '+12025550143') => `${JSON.stringify({ at, state: 'accepted', address, text })}\n`;
const many = (count: number, line: (index: number) => string) => Array.from({ length: count }, (_, index) => line(index)).join('');

function fileWith(content: string): string {
  const file = path.join(folderWith({}), 'export');
  writeFileSync(file, content);
  return file;
}

/**
 * Imports a file, and cancels once `isTime`, which is asked at every turn of the event loop. `waitMs`: how long a person would have waited at the
 * worst, who can press Cancel only between two turns.
 */
async function importAndCancel(file: string, isTime: (turn: number, done: number) => boolean) {
  const harness = createHarness();
  const cancel = new AbortController();
  let done = 0;
  let ended = false;
  const work = harness.messages
    .importFrom(file, {
      signal: cancel.signal,
      onProgress: (progress) => {
        done = progress.done;
      },
    })
    .finally(() => {
      ended = true;
    });
  let waitMs = 0;
  let cancelledAt: number | undefined;
  for (let turn = 0; !ended; turn += 1) {
    const before = worked();
    await setImmediate();
    waitMs = Math.max(waitMs, worked() - before);
    if (cancelledAt === undefined && isTime(turn, done)) {
      cancelledAt = worked();
      cancel.abort();
    }
  }
  if (cancelledAt !== undefined) waitMs = Math.max(waitMs, worked() - cancelledAt);
  const stored = value(await harness.messages.page({ search: '', limit: 200 })).items.length;
  return { result: value(await work), waitMs, stored };
}

const megabytes = 1_000_000;

it.each([
  ['reading JSON Lines of 30 MB without a line break', () => `{"text":"${'x'.repeat(30 * megabytes)}`],
  ['reading CSV of 30 MB without a line break', () => `${header}\n${'x'.repeat(30 * megabytes)}`],
  ['reading a cell of 30 MB whose quotation mark never closes', () => `${header}\na,"${'b\n""'.repeat(8 * megabytes)}`],
  ['reading 8 MB of quotation marks', () => `${header}\n${'"\n'.repeat(4 * megabytes)}`],
  ['reading 40 MB of empty lines', () => `{}\n${'\n'.repeat(40 * megabytes)}`],
  ['checking a million lines that are no messages', () => '{"at":1}\n'.repeat(megabytes)],
])('an import can be cancelled while %s', { timeout: 120_000 }, async (_, content) => {
  const file = fileWith(content());
  for (const at of [2, 50]) {
    const { result, waitMs, stored } = await importAndCancel(file, (turn) => turn === at);
    expect(result).toMatchObject({ added: 0, cancelled: true });
    expect(stored).toBe(0);
    expect(waitMs).toBeLessThan(limit);
  }
});

it.each([
  ['storing many messages', 1, () => many(20_000, (index) => json(index, `text ${index}`))],
  ['storing messages as long as a line may be', 1, () => many(40, (index) => json(index, `${index} ${'long text '.repeat(90_000)}`))],
  ['checking messages of the same time against each other', 400, () => many(1_000, (index) => json(1, `text ${index}`))],
])('an import can be cancelled while %s: what was imported by then is told, and stays', { timeout: 120_000 }, async (_, after, content) => {
  const { result, waitMs, stored } = await importAndCancel(fileWith(content()), (_turn, done) => done >= after);
  expect(result.cancelled).toBe(true);
  expect(result.added).toBeGreaterThanOrEqual(after);
  expect(result.added).toBeLessThan(after + 200);
  expect(stored).toBe(Math.min(result.added, 200));
  expect(waitMs).toBeLessThan(limit);
});

it('an import that is cancelled once its last message is stored is finished', async () => {
  const { result, stored } = await importAndCancel(
    fileWith(many(30, (index) => json(index, `text ${index}`))),
    (_turn, done) => done === 30,
  );
  expect(result).toMatchObject({ added: 30, cancelled: false });
  expect(stored).toBe(30);
});

it('a disk that does not answer keeps nobody from cancelling', async () => {
  const cancel = new AbortController();
  async function* asked() {
    yield json(1, 'first');
    cancel.abort();
    await new Promise<never>(() => {});
    yield '';
  }
  const lines: unknown[] = [];
  for await (const line of readLines(asked(), cancel.signal)) lines.push(line);
  expect(lines).toMatchObject([{ line: 1, message: { text: 'first' } }]);
});

it('a line that is too long is told once, and what comes after it is read', async () => {
  const long = 'x'.repeat(3 * megabytes);
  const lines: unknown[] = [];
  const chunks = [json(1, 'first'), `{"text":"${long}`, long, '"}', '\n', json(2, 'third')];
  async function* source() {
    yield* chunks;
  }
  for await (const line of readLines(source(), new AbortController().signal)) lines.push(line);
  expect(lines).toMatchObject([{ line: 1 }, { line: 2, reason: 'too long' }, { line: 3, message: { text: 'third' } }]);
});
