import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitDraft, LONGEST_DRAFT } from '../../../main/model/draft.ts';

const a = (count: number): string => 'a'.repeat(count);
const smile = '\u{1f642}';

it.each([
  ['', ''],
  [a(LONGEST_DRAFT), a(LONGEST_DRAFT)],
  [a(LONGEST_DRAFT + 1), a(LONGEST_DRAFT)],
  [`${a(LONGEST_DRAFT - 2)}${smile}b`, `${a(LONGEST_DRAFT - 2)}${smile}`],
  [`${a(LONGEST_DRAFT - 1)}${smile}`, a(LONGEST_DRAFT - 1)],
])('a draft takes the beginning of a text that fits, and no half of a character (%#)', (text, taken) => {
  expect(fitDraft(text).text === taken).toBe(true);
});

it('a draft takes as much of any text as fits', () => {
  const end = fc.string({ unit: fc.constantFrom('a', smile), maxLength: 20 });
  fc.assert(
    fc.property(end, fc.integer({ min: 0, max: 20 }), (behind, missing) => {
      const text = a(LONGEST_DRAFT - missing) + behind;
      const { text: taken } = fitDraft(text);
      expect(text.startsWith(taken) && !/\p{Cs}/u.test(taken)).toBe(true);
      expect(taken.length).toBeLessThanOrEqual(LONGEST_DRAFT);
      expect(taken.length).toBeGreaterThanOrEqual(Math.min(text.length, LONGEST_DRAFT - 1));
    }),
  );
});

describe('what a draft takes', () => {
  it.each([
    ['all that fits', a(LONGEST_DRAFT), LONGEST_DRAFT, a(LONGEST_DRAFT), LONGEST_DRAFT],
    ['no more, typed at the end', `${a(LONGEST_DRAFT)}b`, LONGEST_DRAFT + 1, a(LONGEST_DRAFT), LONGEST_DRAFT],
    ['no more, typed in the middle', `aab${a(LONGEST_DRAFT - 2)}`, 3, a(LONGEST_DRAFT), 2],
    ['the beginning of what was pasted in the middle', `a${'b'.repeat(10)}${a(LONGEST_DRAFT - 4)}`, 11, `abbb${a(LONGEST_DRAFT - 4)}`, 4],
    ['no half of a character', `${a(LONGEST_DRAFT - 1)}${smile}`, LONGEST_DRAFT + 1, a(LONGEST_DRAFT - 1), LONGEST_DRAFT - 1],
    [
      'no half of the last that fits',
      `${a(LONGEST_DRAFT - 3)}${smile}${smile}`,
      LONGEST_DRAFT + 1,
      `${a(LONGEST_DRAFT - 3)}${smile}`,
      LONGEST_DRAFT - 1,
    ],
    ['no half of a character around the caret', `${smile}${a(LONGEST_DRAFT)}`, 1, a(LONGEST_DRAFT), 0],
  ])('is %s', (_, text, caret, taken, caretThen) => {
    const fitted = fitDraft(text, caret);
    expect(fitted.text === taken).toBe(true);
    expect(fitted.caret).toBe(caretThen);
  });

  it('fits, keeps what stood before and behind, and holds whole characters', () => {
    const part = fc.string({ unit: fc.constantFrom('a', smile, '\n'), maxLength: 20 });
    const run = fc.record({ before: part, inserted: part, behind: part, missing: fc.integer({ min: 0, max: 20 }) });
    fc.assert(
      fc.property(run, ({ before, inserted, behind, missing }) => {
        const filled = a(LONGEST_DRAFT - before.length - behind.length - missing) + before;
        const text = filled + inserted + behind;
        const taken = fitDraft(text, filled.length + inserted.length);
        const kept = taken.text.slice(filled.length, taken.text.length - behind.length);
        expect(taken.text.length).toBeLessThanOrEqual(LONGEST_DRAFT);
        expect(taken.text.startsWith(filled) && taken.text.endsWith(behind) && inserted.startsWith(kept)).toBe(true);
        expect(/\p{Cs}/u.test(taken.text)).toBe(false);
        expect(taken.caret).toBe(filled.length + kept.length);
        if (inserted.length > missing) expect(missing - kept.length).toBeLessThanOrEqual(1);
        else expect(kept).toBe(inserted);
      }),
      { numRuns: 100 },
    );
  });
});
