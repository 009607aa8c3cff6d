import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { WorkProgress } from '../../../../main/model/work-progress.ts';
import { ann, bo, line } from '../fake-service.ts';
import { createHarness, value } from '../harness.ts';

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'quick-send-'));
  file = join(folder, 'messages');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const texts = ['plain', '=1+1', '+cmd', '@x', "'=y", '-5', '\tx', 'a "b", c', 'line\r\nfeed\n', 'Zoë 👋', ' blanks ', ''];

/** Sends all texts, and one that fails. */
async function filledDesk() {
  const harness = createHarness();
  for (const text of [...texts, 'NUL \0 and \ud800']) {
    harness.submit(text, { target: { kind: 'sms', endpointId: line, toAddress: text === 'plain' ? bo : ann }, name: 'Ann, "Lee"' });
    await harness.clock.advance(1);
  }
  harness.service.nextSends({ stored: false, outcome: { kind: 'refused', failure: { code: 'refused' } } });
  harness.submit('refused');
  await harness.clock.advance(1);
  return harness;
}

const rowsOf = async (harness: ReturnType<typeof createHarness>) =>
  value(await harness.messages.page({ search: '', limit: 1000 })).items.map(
    ({ id: _, attempts: __, caret: ___, failure: ____, turn: _____, attemptAt: ______, dueAt: _______, run: ________, ...row }) => row,
  );

describe('export and import', () => {
  it('brings JSON Lines back exactly, and a second time adds nothing', async () => {
    const harness = await filledDesk();
    expect(value(await harness.messages.exportTo('jsonl', file))).toEqual({ count: texts.length + 2, damaged: 0, cancelled: false });
    const other = createHarness();
    expect(value(await other.messages.importFrom(file))).toMatchObject({ added: texts.length + 2, known: 0, badLines: [] });
    expect(await rowsOf(other)).toEqual(await rowsOf(harness));
    expect(value(await other.messages.importFrom(file))).toMatchObject({ added: 0, known: texts.length + 2 });
    expect(value(await harness.messages.importFrom(file))).toMatchObject({ added: 0, known: texts.length + 2 });
    expect(readdirSync(folder)).toEqual(['messages']);
  });

  it('brings CSV back, with no cell that a spreadsheet would run', async () => {
    const harness = await filledDesk();
    value(await harness.messages.exportTo('csv', file));
    const written = readFileSync(file, 'utf8');
    expect(written.startsWith('\ufeffdate,state,')).toBe(true);
    expect(written.split(/,|\r\n/).filter((cell) => /^"?[=+@\t-]/.test(cell))).toEqual([]);
    const other = createHarness();
    expect(value(await other.messages.importFrom(file))).toMatchObject({ added: texts.length + 2, badLines: [] });
    const got = (await rowsOf(other)).map(({ text, address, name, serverId, at }) => [text, address, name, serverId, at]);
    const expected = (await rowsOf(harness)).map(({ text, ...row }) => [
      text.replace('\ud800', '\ufffd'),
      row.address,
      row.name,
      row.serverId,
      row.at,
    ]);
    expect(got).toEqual(expected);
  });

  it.each(['jsonl', 'csv'] as const)('reports a broken line in the middle of %s with its number and reads the rest', async (format) => {
    const harness = await filledDesk();
    value(await harness.messages.exportTo(format, file));
    const lines = readFileSync(file, 'utf8').split('\n');
    lines.splice(3, 0, format === 'csv' ? 'x,"broken' : '{"at": 12', '');
    writeFileSync(file, lines.join('\n'));
    const other = createHarness();
    const imported = value(await other.messages.importFrom(file));
    expect(imported.badLines.map(({ line: number }) => number)).toEqual([4]);
    expect(imported.added).toBe(texts.length + 2);
  });

  it.each([
    ['not an export at all', 'hello\nworld\n'],
    ['a JSON array', '[1,2]\n'],
    ['a wrong time', '{"at":"x","state":"accepted","address":"","text":""}\n'],
    ['an unknown state', '{"at":1,"state":"__proto__","address":"","text":""}\n'],
    ['half a file', '{"at":1,"state":"accepted","addr'],
  ])('adds nothing from %s and says which line it was', async (_, content) => {
    writeFileSync(file, content);
    const harness = createHarness();
    const imported = value(await harness.messages.importFrom(file));
    expect(imported.added).toBe(0);
    expect(imported.badLines[0]?.line).toBe(1);
  });

  it('never sends what an export holds as on its way', async () => {
    const line = (state: string) => `${JSON.stringify({ at: 1, state, endpointId: 'e', address: ann, text: state })}\n`;
    writeFileSync(file, ['held', 'scheduled', 'queued', 'sending', 'unknown'].map(line).join(''));
    const harness = createHarness();
    value(await harness.messages.importFrom(file));
    harness.restart();
    await harness.clock.advance(100_000);
    expect(harness.service.requests).toEqual([]);
    const states = (await rowsOf(harness)).map(({ text, state }) => [text, state]);
    expect(Object.fromEntries(states)).toEqual({
      held: 'review',
      scheduled: 'review',
      queued: 'review',
      sending: 'unknown',
      unknown: 'unknown',
    });
  });

  it('can be cancelled, leaves no file then, and tells how far it is', async () => {
    const harness = await filledDesk();
    const progress: WorkProgress[] = [];
    expect(
      value(await harness.messages.exportTo('csv', file, { signal: AbortSignal.abort(), onProgress: (each) => progress.push(each) })),
    ).toEqual({
      count: 0,
      damaged: 0,
      cancelled: true,
    });
    expect(readdirSync(folder)).toEqual([]);
    expect(progress.at(-1)?.state).toBe('cancelled');
    value(await harness.messages.exportTo('csv', file, { onProgress: (each) => progress.push(each) }));
    expect(progress.at(-1)).toMatchObject({ state: 'finished', done: texts.length + 2, total: texts.length + 2 });
    expect(value(await harness.messages.importFrom(file, { signal: AbortSignal.abort() })).cancelled).toBe(true);
  });

  it('says what is wrong with a place that cannot be written or read', async () => {
    const harness = createHarness();
    expect(await harness.messages.exportTo('csv', join(folder, 'no', 'such', 'folder'))).toMatchObject({
      ok: false,
      error: { code: 'read-only' },
    });
    expect(await harness.messages.importFrom(join(folder, 'missing'))).toMatchObject({ ok: false, error: { code: 'import-unreadable' } });
  });
});
