import { describe, expect, it } from 'vitest';
import { excerpt, marked, markedNumber } from '../../../renderer/messages/highlight.ts';

const hits = (pieces: ReturnType<typeof marked>) => pieces.filter((piece) => piece.hit).map((piece) => piece.text);
const whole = (pieces: ReturnType<typeof marked>) => pieces.map((piece) => piece.text).join('');

describe('highlight', () => {
  it.each([
    ['On my WAY', 'way', ['WAY']],
    ['Grüße aus Köln', 'koln', ['Köln']],
    ['Cafe\u0301 ole\u0301', 'cafe', ['Cafe\u0301']],
    ['aXaXa', 'a', ['a', 'a', 'a']],
    ['100% "sure" _now_*', '"sure"', ['"sure"']],
    ['100% sure', '%', ['%']],
    ['nothing', 'zzz', []],
    ['anything', ' ', []],
    ['İstanbul', 'istanbul', ['İstanbul']],
    ['😀 yes 😀', '😀', ['😀', '😀']],
  ])('finds in %j the search %j', (text, search, expected) => {
    const pieces = marked(text, search);
    expect(hits(pieces)).toEqual(expected);
    expect(whole(pieces)).toBe(text);
  });

  it('finds digits of a number whatever stands between them', () => {
    const pieces = markedNumber('+1 555 666-7777', '6667');
    expect(hits(pieces)).toEqual(['666-7']);
    expect(whole(pieces)).toBe('+1 555 666-7777');
  });

  it('shows the part of a long text around the match, in no time for a huge one', () => {
    const text = `${'x '.repeat(500)}needle ${'y'.repeat(100_000)}`;
    expect(excerpt(text, 'needle')).toContain('needle');
    expect(excerpt(text, '').length).toBeLessThan(310);
    expect(excerpt('short', 'needle')).toBe('short');
  });
});
