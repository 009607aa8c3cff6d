import { describe, expect, test } from 'vitest';
import { readJsv } from './jsv-reader.ts';
import { writeJsv } from './jsv-writer.ts';
import type { Shape } from './shapes.ts';

const newer = { quotedKeys: true };
const dictionary: Shape = { dictionary: 'string' };
const strings: Shape = { list: 'string' };
const withBody: Shape = { members: { body: 'string', toAddress: 'string' } };
const pair: Shape = { members: { Key: 'string', Value: 'string' } };

/** Texts and what the server reads from them; the same vectors as in `test/main/evo-voice/wire/jsv-vectors.ts`. */
const readVectors: readonly [string, string, Shape, unknown][] = [
  ['P1', '{One:"""1st",Two:2:nd,Three:"3r,d"}', dictionary, { One: '"1st', Two: '2:nd', Three: '3r,d' }],
  ['P2', '["""1st",2:nd,"3r,d",four%]', strings, ['"1st', '2:nd', '3r,d', 'four%']],
  ['P3', 'Hello,World', strings, ['Hello', 'World']],
  ['P4', '[]', strings, []],
  ['P5', '', strings, null],
  ['P6', '{}', dictionary, {}],
  ['P7', '{Float:"1,111.1"}', { members: { Float: 'number' } }, { Float: 1111.1 }],
  ['P8', '[{"key":"KEY","value":"VAL"}]', { list: pair }, [{ Key: 'KEY', Value: 'VAL' }]],
  ['P9', 'True', 'boolean', true],
  ['P10', '{a:}', { members: { a: 'string' } }, { a: null }],
  ['P11', '{a:""}', { members: { a: 'string' } }, { a: '' }],
  ['P12', '{ body: hi }', withBody, { body: ' hi ' }],
  ['P13', '{\n\tbody: hi\n}', withBody, { body: ' hi\n' }],
  ['P14', '{body:a]b}', withBody, { body: 'a]b' }],
  ['P15', '{body:x"y}', withBody, { body: 'x"y' }],
  ['P18', '[a, b]', strings, ['a', ' b']],
  ['P19', '[a,]', strings, ['a', null]],
  ['P20', '["a,b",c]', strings, ['a,b', 'c']],
  ['P21', '{isUnread:1}', { members: { isUnread: 'boolean' } }, { isUnread: true }],
  ['P22', '{BODY:x,unknownField:y}', withBody, { body: 'x' }],
  ['P23', '{body: "a,b",toAddress:+1}', dictionary, { body: ' "a', 'b",toAddress': '+1' }],
  ['P23 as a message', '{body: "a,b",toAddress:+1}', withBody, { body: ' "a' }],
  ['P24', '{body:a,b,toAddress:+1}', dictionary, { body: 'a', 'b,toAddress': '+1' }],
  [
    'a nested object',
    '{meta:{a:"}",b:x},body:hi}',
    { members: { meta: dictionary, body: 'string' } },
    { meta: { a: '}', b: 'x' }, body: 'hi' },
  ],
];

test.each(readVectors)('%s is read', (_name, text, shape, value) => expect(readJsv(text, shape, newer)).toEqual(value));

test.each([
  ['P16', '{body: "a,b"}'],
  ['P17', '{body:a,b}'],
  ['no end', '{body:a'],
  ['an open quote', '{body:"a}'],
  ['text after a quote', '{body:"a"b}'],
  ['text after the end', '{body:a}b}'],
  ['a list in place of an object', '[body:a]'],
  ['an open list', '{body:[a}'],
])('%s is refused', (_name, text) => expect(() => readJsv(text, withBody, newer)).toThrow(SyntaxError));

test('an older library takes a quoted key for an unknown one', () => {
  expect(readJsv('{"key":"KEY"}', pair, { quotedKeys: false })).toEqual({});
});

describe('writing', () => {
  test.each([
    [[1, 2, 3], '[1,2,3]'],
    [[], '[]'],
    [{ Size: '2" x 1"' }, '{Size:"2"" x 1"""}'],
    [{ One: '"1st', Two: '2:nd', Three: '3r,d', Four: 'four%' }, '{One:"""1st",Two:"2:nd",Three:"3r,d",Four:four%}'],
    [{ isUnread: false, isAuthenticated: true }, '{isUnread:False,isAuthenticated:True}'],
    [{ ErrorCode: null, message: undefined }, '{}'],
    [{ Id: 1234, Obj: {} }, '{Id:1234,Obj:{}}'],
    [{ Name: '' }, '{Name:""}'],
    [{ body: ' a\tb ' }, '{body: a\tb }'],
    [{ body: 'line1\r\nline2' }, '{body:"line1\r\nline2"}'],
    [{ body: '{x} [y]' }, '{body:"{x} [y]"}'],
    [{ body: "👍 é 日本 \\ it's; a=b" }, "{body:👍 é 日本 \\ it's; a=b}"],
    [{ date: '2026-05-01T10:20:30.1234567Z' }, '{date:"2026-05-01T10:20:30.1234567Z"}'],
    [{ items: [{ id: 'm1', text: 'a,b' }], totalCount: 1 }, '{items:[{id:m1,text:"a,b"}],totalCount:1}'],
    ['https://url.com', '"https://url.com"'],
    ['', ''],
    [null, ''],
  ])('%j', (value, text) => expect(writeJsv(value)).toBe(text));
});
