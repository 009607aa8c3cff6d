import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold } from '../../../main/model/fold.ts';
import { searchFragments } from '../../../main/model/search-fragments.ts';
import { marked, markedExcerpt, markedNumber, type Piece } from '../../../renderer/messages/highlight.ts';

const hits = (pieces: readonly Piece[]) => pieces.filter((piece) => piece.hit).map((piece) => piece.text);
const whole = (pieces: readonly Piece[]) => pieces.map((piece) => piece.text).join('');

describe('highlight', () => {
  it.each([
    ['On my WAY', 'way', ['WAY']],
    ['Grüße aus Köln', 'koln', ['Köln']],
    ['Hauptstraße 1', 'strasse', ['straße']],
    ['Hauptstrasse 1', 'STRAßE', ['strasse']],
    ['Maßband', 'sb', ['ßb']],
    ['Maß', 's', ['ß']],
    ['ΟΔΟΣ', 'οδος', ['ΟΔΟΣ']],
    ['eﬃcient', 'fi', ['ﬃ']],
    ['Cafe\u0301 ole\u0301', 'cafe', ['Cafe\u0301']],
    ['aXaXa', 'a', ['a', 'a', 'a']],
    ['100% "sure" _now_*', '"sure"', ['"sure"']],
    ['100% sure', '%', ['%']],
    ['nothing', 'zzz', []],
    ['anything', ' ', []],
    ['İstanbul', 'istanbul', ['İstanbul']],
    ['😀 yes 😀', '😀', ['😀', '😀']],
    ['Call 2025550143 today', '(202) 555', ['202555']],
    ['Call 301 234', '0301 234', []],
    ['Call 301234', '0301 234', ['301234']],
  ])('finds in %j the search %j', (text, search, expected) => {
    const pieces = marked(text, search);
    expect(hits(pieces)).toEqual(expected);
    expect(whole(pieces)).toBe(text);
  });

  it.each([
    ['+1 555 666-7777', '6667', ['666-7']],
    ['+1 555 666-7777', '555', ['555']],
    ['+1 555 666-7777', '+1 (555)', ['1 555']],
    ['+49 30 123456', '030 12', ['30 12']],
    ['+49 30 123456', ' ', []],
    ['+1 555 666-7777', '-', []],
    ['Web visitor 7', 'visitor 7', ['visitor 7']],
  ])('finds in the number %j the search %j', (numberText, search, expected) => {
    const pieces = markedNumber(numberText, search);
    expect(hits(pieces)).toEqual(expected);
    expect(whole(pieces)).toBe(numberText);
  });

  const odd = fc.constantFrom(...'ßſİıﬁﷺ½①Kåéèe\u0301\u0345ΣςσsSfiIaA 015+-.()日👋👨🏽\u200d'.split(''));
  const texts = fc.oneof(
    fc.string({ unit: odd, maxLength: 40 }).map((text) => text.toWellFormed()),
    fc.string({ unit: 'binary', maxLength: 40 }),
  );
  const searches = fc.record({ text: texts, from: fc.nat(40), length: fc.nat(8), typed: texts });
  const isFound = (text: string, search: string) => searchFragments(search).some((fragment) => fold(text).includes(fragment));

  it('marks something in just the texts that the search finds, and loses nothing of them', () => {
    fc.assert(
      fc.property(searches, ({ text, from, length, typed }) => {
        for (const search of [typed, text.slice(from, from + length), fold(text).slice(from, from + length)]) {
          const pieces = marked(text, search);
          expect(whole(pieces)).toBe(text);
          expect(hits(pieces).length > 0).toBe(isFound(text, search));
          expect(pieces.every((piece) => piece.text !== '' && piece.text.isWellFormed())).toBe(true);
        }
      }),
      { numRuns: 3000 },
    );
  });
});

describe('an excerpt', () => {
  it('shows the part of a long text around the first match, also far behind', () => {
    const text = `${'x '.repeat(500)}needle ${'é'.repeat(90_000)}`;
    expect(hits(markedExcerpt(text, 'needle'))).toEqual(['needle']);
    expect(hits(markedExcerpt(`${text}straße`, 'strasse'))).toEqual(['straße']);
    expect(whole(markedExcerpt(text, 'needle'))).toMatch(/^…x x .* needle é+…$/);
    expect(whole(markedExcerpt(text, '')).length).toBeLessThan(310);
    expect(whole(markedExcerpt('short', 'needle'))).toBe('short');
  });

  it('marks what of a long match it shows, and cuts no character in half', () => {
    const text = `a${'👋'.repeat(400)}`;
    expect(hits(markedExcerpt(text, '👋'.repeat(300))).length).toBe(1);
    for (const before of ['', 'b']) expect(whole(markedExcerpt(before + text, '')).isWellFormed()).toBe(true);
  });
});
