import { describe, expect, it, test } from 'vitest';
import { readDate } from '../../../../main/evo-voice/dates.ts';
import { JsvError, parseJsv } from '../../../../main/evo-voice/wire/jsv-read.ts';
import { type JsvValue, stringifyJsv } from '../../../../main/evo-voice/wire/jsv-write.ts';
import { type WireType, wireObject } from '../../../../main/evo-voice/wire/wire-type.ts';
import { read, typed, written } from './jsv-vectors.ts';
import { positionOfError } from './position-of-error.ts';

/** The type a value would have been declared with. */
function typeOf(value: JsvValue): WireType {
  if (typeof value === 'number') return 'number';
  if (typeof value === 'boolean') return 'boolean';
  if (Array.isArray(value)) return { list: typeOf(value[0]) };
  if (typeof value !== 'object' || value === null) return 'string';
  return wireObject(Object.fromEntries(Object.entries(value).map(([name, member]) => [name, typeOf(member)])));
}

function withoutNulls(value: JsvValue): unknown {
  return JSON.parse(JSON.stringify(value), (_, member) => member ?? undefined);
}

describe('the test vectors', () => {
  test.each(written)('%s is written exactly', (_n, value, jsv) => expect(stringifyJsv(value)).toBe(jsv));

  test.each(written)('%s is read back', (_n, value, jsv) => expect(parseJsv(jsv, typeOf(value))).toEqual(withoutNulls(value)));

  test.each(typed)('%s, a %s, is read as text', (_n, _what, jsv) =>
    expect(parseJsv(`{a:${jsv}}`, wireObject({ a: 'string' }))).toEqual({ a: jsv }),
  );

  it('reads the typed dates as dates', () => {
    const dates = typed.filter(([, what]) => what.startsWith('DateTime')).map(([, , jsv]) => readDate(jsv)?.ms);
    expect(dates).toEqual(['1979-05-09T00:00:00Z', '1979-05-09T00:00:01Z', '1979-05-09T00:00:00.001Z'].map(Date.parse));
  });

  test.each(read)('%s: %j is read as the service reads it', (_n, jsv, type, value) => {
    if (value === undefined) expect(() => parseJsv(jsv, type)).toThrow(JsvError);
    else expect(parseJsv(jsv, type)).toEqual(value);
  });
});

describe('every type is read as the service reads it', () => {
  const anything = wireObject({
    text: 'string',
    number: 'number',
    flag: 'boolean',
    list: { list: 'string' },
    part: wireObject({ id: 'string' }),
  });

  test.each(['true', 'True', '1', 't', 'T', 'y', 'Y', 'on'])('%s is true', (word) => expect(parseJsv(word, 'boolean')).toBe(true));

  test.each(['false', 'False', '0', 'f', 'F', 'n', 'N', 'off', ''])('%j is false', (word) =>
    expect(parseJsv(`{flag:${word}}`, anything)).toEqual({ flag: false }),
  );

  it('reads members without a value as null', () =>
    expect(parseJsv('{text:,number:,list:,part:}', anything)).toEqual({ text: null, number: null, list: null, part: null }));

  it('takes the last of two equal names', () => expect(parseJsv('{text:a,TEXT:b}', anything)).toEqual({ text: 'b' }));

  it('gives the brackets of a text member as text', () =>
    expect(parseJsv('{text:{a:[b,"}"]},number:1}', anything)).toEqual({ text: '{a:[b,"}"]}', number: 1 }));

  it('skips unknown members of every kind', () =>
    expect(parseJsv('{a:1,b:"x,}y",c:{d:[1,"]"]},e:[{f:1},{g:"}"}],text:kept}', anything)).toEqual({ text: 'kept' }));

  it('trims blanks on both sides of a name', () =>
    expect(parseJsv('{ text : a,\n\tNUMBER\r\n:1}', anything)).toEqual({ text: ' a', number: 1 }));

  it('allows a line end after the root', () => expect(parseJsv('{text:a}\r\n', anything)).toEqual({ text: 'a' }));

  it('writes a missing list element as nothing', () => expect(stringifyJsv(['a', null, 'b'])).toBe('[a,,b]'));

  test.each([
    ['{text', 1],
    ['{text:a', 7],
    ['{text:"a', 6],
    ['{text:"a"b}', 9],
    ['{number:abc}', 8],
    [`{number:${'1'.repeat(41)}}`, 8],
    ['{flag:maybe}', 6],
    ['{list:a}', 6],
    ['{list:[a', 8],
    ['{list:[a}', 8],
    ['{part:[]}', 6],
    ['{unknown:{a:b', 9],
    ['{text:a}x', 8],
    ['<html>', 0],
  ])('%j is an error at %i', (text, position) => expect(positionOfError(text, anything)).toBe(position));
});

describe('hostile text', () => {
  const one = wireObject({ a: 'string' });

  it('never reaches a prototype', () => {
    const dictionary = parseJsv('{__proto__:x,constructor:y}', { map: 'string' });
    expect(Object.entries(dictionary as object)).toEqual([
      ['__proto__', 'x'],
      ['constructor', 'y'],
    ]);
    expect(parseJsv('{__proto__:{polluted:1},a:b}', one)).toEqual({ a: 'b' });
    expect(Object.getPrototypeOf(dictionary)).toBe(Object.prototype);
    expect({}).not.toHaveProperty('polluted');
  });
});
