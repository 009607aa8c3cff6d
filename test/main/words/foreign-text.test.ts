import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foreignText, plainText, shorten } from '../../../main/words/foreign-text.ts';

const directionMarks = '\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069';

describe('a text from outside', () => {
  it('loses controls and everything that changes its direction, and stays on one line', () => {
    expect(plainText(`+1 202\u202e 555${directionMarks} 0172`)).toBe('+1 202 555 0172');
    expect(plainText('\u0000A\u0007n\u009fn\u007f')).toBe('Ann');
    expect(plainText('Ann\r\nLee\tof\u2028Harbor\u2029Dental\u0085Care')).toBe('Ann Lee of Harbor Dental Care');
  });

  it('keeps every other character', () => {
    for (const text of ['Ann & Co <b>', 'Zoë', 'دوید', '山田', '👩‍👩‍👧 family', 'e\u0301']) expect(plainText(text)).toBe(text);
  });

  it('is kept apart in a sentence only where it is written from right to left', () => {
    for (const name of ['דוד', 'محمد', 'Ann דוד']) expect(foreignText(name)).toBe(`\u2068${name}\u2069`);
    for (const name of ['Ann', '+1 202 555 0172', '山田', '😀']) expect(foreignText(name)).toBe(name);
    expect(foreignText('דוד\u2069\u202e')).toBe('\u2068דוד\u2069');
  });

  it('never gives a direction to what stands around it', () => {
    const odd = fc.string({
      unit: fc.oneof(fc.constantFrom(...directionMarks, 'א', '1', 'a'), fc.string({ unit: 'binary', maxLength: 1 })),
    });
    fc.assert(
      fc.property(odd, (text) => {
        expect(plainText(text)).not.toMatch(/[\p{Cc}\p{Bidi_Control}\u2028\u2029]/u);
        expect(foreignText(text).replace(/^\u2068|\u2069$/g, '')).toBe(plainText(text));
      }),
    );
  });
});

describe('shortening', () => {
  it('leaves alone what fits, and ends what does not with an ellipsis', () => {
    expect(shorten('x'.repeat(200), 200)).toBe('x'.repeat(200));
    expect(shorten('x'.repeat(201), 200)).toBe(`${'x'.repeat(199)}…`);
  });

  it.each(['👩‍👩‍👧', 'e\u0301', '🇩🇪', '😀'])('cuts no %s in two', (one) => {
    const cut = shorten(one.repeat(300), 200);
    expect(cut).toBe(`${one.repeat(Math.floor(199 / one.length))}…`);
  });

  it('ends at once with one character that has more marks than fit', () => {
    expect(shorten(`e${'\u0301'.repeat(100_000)}`, 200)).toBe('…');
  });
});
