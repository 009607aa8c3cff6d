import { expect, test } from 'vitest';
import { wireObject } from '../../main/evo-voice/wire/wire-type.ts';
import { positionOfError } from '../main/evo-voice/wire/position-of-error.ts';

const million = 1_000_000;
test.each<[string, string]>([
  ['100,000 open brackets', `{a:${'['.repeat(100_000)}`],
  ['100,000 open and closed brackets of an unknown member', `{b:${'{c:'.repeat(100_000)}x${'}'.repeat(100_000)},a:b}`],
  ['10 MB of quotes', `{a:${'"'.repeat(10 * million)}`],
  ['10 MB of text', `{a:${'x'.repeat(10 * million)}}`],
  ['10 MB of commas', `{${','.repeat(10 * million)}`],
  ['10 MB of names without a colon', `{${'a}'.repeat(5 * million)}`],
  ['10 MB of members', `{${'a:b,'.repeat(2.5 * million)}a:c}`],
  ['10 MB of blanks', `{${' '.repeat(10 * million)}`],
  ['10 MB of stray quotes in skipped members', `{${'z:{c:x"y},'.repeat(million)}a:c}`],
  ['10 MB of digits', `{n:${'1'.repeat(10 * million)}x}`],
])('%s end quickly', (_what, text) => {
  const start = performance.now();
  const position = positionOfError(text, wireObject({ a: 'string', n: 'number' }));
  expect(position === undefined || position <= text.length).toBe(true);
  expect(performance.now() - start).toBeLessThan(20_000);
});
