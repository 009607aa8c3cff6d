import fc from 'fast-check';
import { expect, test } from 'vitest';
import { messagesAnswer, userAnswer } from '../../../../main/evo-voice/answers.ts';
import { JsvError, parseJsv, parseJsvInSlices } from '../../../../main/evo-voice/wire/jsv-read.ts';
import { type WireType, wireObject } from '../../../../main/evo-voice/wire/wire-type.ts';
import { read } from './jsv-vectors.ts';

/** What a reader makes of a text: a value, or where and why it stops. */
async function outcomeOf(reader: () => unknown): Promise<unknown> {
  try {
    return { value: await reader() };
  } catch (error) {
    if (error instanceof JsvError) return { position: error.position, message: error.message };
    throw error;
  }
}

/** Reads a text in slices; a pause is a turn of its own. */
async function readInSlices(text: string, type: WireType): Promise<{ readonly outcome: unknown; readonly pauses: number }> {
  let pauses = 0;
  const outcome = await outcomeOf(() => parseJsvInSlices(text, type, () => void pauses++));
  return { outcome, pauses };
}

const anything = wireObject({
  id: 'string',
  text: 'string',
  number: 'number',
  flag: 'boolean',
  list: { list: 'string' },
  items: { list: wireObject({ id: 'string', text: 'string' }) },
  named: { map: 'string' },
});
const types = [anything, messagesAnswer.wire, userAnswer.wire, 'string', { list: 'string' }, { map: 'string' }] as const;
const piece = fc.constantFrom(
  '"',
  '""',
  ':',
  ',',
  '{',
  '}',
  '[',
  ']',
  ' ',
  '\r\n',
  'a',
  '1',
  'id:',
  'text:',
  'items:[',
  '{id:m1},',
  '"id":',
  'True',
);
const pieces = fc.array(piece, { maxLength: 20 }).map((all) => all.join(''));
const run = fc.tuple(piece, fc.nat(40_000)).map(([each, times]) => each.repeat(times));
const begin = fc.constantFrom('', '{', '[', '{items:[{', '{text:"', '{text:{', '{unknown:[', '{list:[', '{named:{', '{"');

test('a text that is read in slices gives the same value, or the same error at the same place, as one that is read at once', async () => {
  await fc.assert(
    fc.asyncProperty(begin, pieces, run, run, pieces, fc.constantFrom(...types), async (first, a, b, c, d, type) => {
      const text = first + a + b + c + d;
      const { outcome } = await readInSlices(text, type);
      expect(outcome).toEqual(await outcomeOf(() => parseJsv(text, type)));
    }),
    { numRuns: 1000 },
  );
});

test.each(read)('%s: %j is the same in slices', async (_n, jsv, type) =>
  expect((await readInSlices(jsv, type)).outcome).toEqual(await outcomeOf(() => parseJsv(jsv, type))),
);

const megabyte = 1_000_000;
test.each<[string, string]>([
  ['members', `{${'id:b,'.repeat(megabyte / 5)}id:c}`],
  ['items', `{items:[${'{id:b},'.repeat(megabyte / 7)}{id:c}]}`],
  ['empty items', `{items:[${'{},'.repeat(megabyte / 3)}{}]}`],
  ['list elements', `{list:[${'a,'.repeat(megabyte / 2)}b]}`],
  ['names of a dictionary', `{named:{${'a:b,'.repeat(megabyte / 4)}c:d}}`],
  ['plain text', `{text:${'x'.repeat(megabyte)}}`],
  ['doubled quotes', `{text:"${'""'.repeat(megabyte / 2)}"}`],
  ['doubled quotes in a name', `{"${'""'.repeat(megabyte / 2)}":a}`],
  ['a skipped list', `{unknown:[${'a,'.repeat(megabyte / 2)}b]}`],
  ['skipped members', `{${'unknown:{a:[b]},'.repeat(megabyte / 16)}id:c}`],
])('1 MB of %s can be left every 16,384 characters, or nearly so', async (_what, text) => {
  const { outcome, pauses } = await readInSlices(text, anything);
  expect(outcome).toHaveProperty('value');
  expect(pauses).toBeGreaterThan(text.length / 16_384 / 1.5);
});
