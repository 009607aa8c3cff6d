import type { JsvValue } from '../../../../main/evo-voice/wire/jsv-write.ts';
import { type WireType, wireObject } from '../../../../main/evo-voice/wire/wire-type.ts';

/*
 * Test vectors for JSV, some from the tests of ServiceStack.Text, the others worked out from its source. The names tell them apart in the output.
 */

/** Values and the exact text the service writes for them. */
export const written: readonly (readonly [n: number, value: JsvValue, jsv: string])[] = [
  [1, [1, 2, 3, 4, 5], '[1,2,3,4,5]'],
  [2, { A: 1, B: 2, C: 3, D: 4 }, '{A:1,B:2,C:3,D:4}'],
  [3, { Foo: 'Bar', Greet: 'Hello World!' }, '{Foo:Bar,Greet:Hello World!}'],
  [4, { Name: 'Me, Junior' }, '{Name:"Me, Junior"}'],
  [5, { Size: '2" x 1"' }, '{Size:"2"" x 1"""}'],
  [6, { isUnread: false }, '{isUnread:False}'],
  [7, { direction: 'Incoming' }, '{direction:Incoming}'],
  [8, { One: '"1st', Two: '2:nd', Three: '3r,d', Four: 'four%' }, '{One:"""1st",Two:"2:nd",Three:"3r,d",Four:four%}'],
  [9, ['"1st', '2:nd', '3r,d', 'four%'], '["""1st","2:nd","3r,d",four%]'],
  [10, 'https://url.com', '"https://url.com"'],
  [11, ['One', 'Two', 'Three', 'Four', 'Five'], '[One,Two,Three,Four,Five]'],
  [12, [], '[]'],
  [13, { One: '1st', Two: '2nd', Three: '3rd' }, '{One:1st,Two:2nd,Three:3rd}'],
  [14, { Float: 1.1, Double: 2.2, Decimal: 3.3 }, '{Float:1.1,Double:2.2,Decimal:3.3}'],
  [15, { Float: 111111.1, Double: 2222222.22, Decimal: 33333333.333 }, '{Float:111111.1,Double:2222222.22,Decimal:33333333.333}'],
  [
    16,
    [
      [1, 0],
      [0, 1],
    ],
    '[[1,0],[0,1]]',
  ],
  [17, { Excludes: [{ Key: 'Value' }, { Key: 'Value' }] }, '{Excludes:[{Key:Value},{Key:Value}]}'],
  [18, { Id: 1234, Name: 'TEST', Obj: {} }, '{Id:1234,Name:TEST,Obj:{}}'],
  [19, { ErrorCode: null }, '{}'],
  [20, { Id: 1, alias: 'foo' }, '{Id:1,alias:foo}'],
  [21, { Name: '' }, '{Name:""}'],
  [22, [' A '], '[ A ]'],
  [29, { body: 'Hello' }, '{body:Hello}'],
  [30, { toAddress: '+15556667777' }, '{toAddress:+15556667777}'],
  [31, { body: 'He said "hi"' }, '{body:"He said ""hi"""}'],
  [32, { body: '"' }, '{body:""""}'],
  [33, { body: '""' }, '{body:""""""}'],
  [34, { body: ' hi ' }, '{body: hi }'],
  [35, { body: 'Re: lunch' }, '{body:"Re: lunch"}'],
  [36, { body: 'line1\r\nline2' }, '{body:"line1\r\nline2"}'],
  [37, { body: 'line1\nline2' }, '{body:"line1\nline2"}'],
  [38, { body: 'a\tb' }, '{body:a\tb}'],
  [39, { body: '{x} [y]' }, '{body:"{x} [y]"}'],
  [40, { body: '50% off; a=b & c | d' }, '{body:50% off; a=b & c | d}'],
  [41, { body: 'a\\b' }, '{body:a\\b}'],
  [42, { body: "it's" }, "{body:it's}"],
  [43, { body: '👍 ok é 日本' }, '{body:👍 ok é 日本}'],
  [44, { body: '123' }, '{body:123}'],
  [45, { body: 'null' }, '{body:null}'],
  [46, { body: 'True' }, '{body:True}'],
  [47, { date: '2026-05-01T10:20:30.1234567Z' }, '{date:"2026-05-01T10:20:30.1234567Z"}'],
  [
    48,
    { sessionId: null, endpointId: 'ep1', toAddress: '+15556667777', body: 'See https://x.io/a?b=1,2' },
    '{endpointId:ep1,toAddress:+15556667777,body:"See https://x.io/a?b=1,2"}',
  ],
  [
    49,
    {
      items: [
        { id: 'm1', isUnread: true },
        { id: 'm2', isUnread: false },
      ],
      totalCount: 2,
      totalPages: 1,
      hasMorePages: false,
    },
    '{items:[{id:m1,isUnread:True},{id:m2,isUnread:False}],totalCount:2,totalPages:1,hasMorePages:False}',
  ],
  [
    50,
    { responseStatus: { errorCode: 'Unauthorized', message: 'Invalid Username or Password', errors: [] } },
    '{responseStatus:{errorCode:Unauthorized,message:Invalid Username or Password,errors:[]}}',
  ],
];

/** Values of .NET types that our DTOs do not have; we read them as strings. */
export const typed: readonly (readonly [n: number, what: string, jsv: string])[] = [
  [23, 'Guid 7da74353-a40c-468e-93aa-7ff51f4f0e84', '7da74353a40c468e93aa7ff51f4f0e84'],
  [24, 'DateTime 1979-05-09 00:00', '1979-05-09'],
  [25, 'DateTime 1979-05-09T00:00:01 UTC', '1979-05-09T00:00:01Z'],
  [26, 'DateTime 1979-05-09T00:00:00.001 UTC', '1979-05-09T00:00:00.0010000Z'],
  [27, 'byte[] 00 41 61 FF', 'AEFh/w=='],
  [28, 'enum value Day.Sunday with wire name SUN', 'SUN'],
];

const sendMessage = wireObject({ sessionId: 'string', endpointId: 'string', toAddress: 'string', body: 'string' });

/** Texts and what the service reads from them; undefined where it answers 400. */
export const read: readonly (readonly [n: string, jsv: string, type: WireType, value: unknown])[] = [
  ['P1', '{One:"""1st",Two:2:nd,Three:"3r,d"}', { map: 'string' }, { One: '"1st', Two: '2:nd', Three: '3r,d' }],
  ['P2', '["""1st",2:nd,"3r,d",four%]', { list: 'string' }, ['"1st', '2:nd', '3r,d', 'four%']],
  ['P3', 'Hello,World', { list: 'string' }, ['Hello', 'World']],
  ['P4', '[]', { list: 'string' }, []],
  ['P5', '', { list: 'string' }, null],
  ['P6', '{}', { map: 'string' }, {}],
  ['P7', '{Float:"1,111.1"}', wireObject({ Float: 'number' }), { Float: 1111.1 }],
  ['P8', '[{"key":"KEY","value":"VAL"}]', { list: wireObject({ Key: 'string', Value: 'string' }) }, [{ Key: 'KEY', Value: 'VAL' }]],
  ['P9', 'True', 'boolean', true],
  ['P10', '{a:}', wireObject({ a: 'string' }), { a: null }],
  ['P11', '{a:""}', wireObject({ a: 'string' }), { a: '' }],
  ['P12', '{ body: hi }', wireObject({ body: 'string' }), { body: ' hi ' }],
  ['P13', '{\n\tbody: hi\n}', wireObject({ body: 'string' }), { body: ' hi\n' }],
  ['P14', '{body:a]b}', wireObject({ body: 'string' }), { body: 'a]b' }],
  ['P15', '{body:x"y}', wireObject({ body: 'string' }), { body: 'x"y' }],
  ['P16', '{body: "a,b"}', wireObject({ body: 'string' }), undefined],
  ['P17', '{body:a,b}', wireObject({ body: 'string' }), undefined],
  ['P23', '{body: "a,b",toAddress:+1}', { map: 'string' }, { body: ' "a', 'b",toAddress': '+1' }],
  ['P24', '{body:a,b,toAddress:+1}', { map: 'string' }, { body: 'a', 'b,toAddress': '+1' }],
  ['P18', '[a, b]', { list: 'string' }, ['a', ' b']],
  ['P19', '[a,]', { list: 'string' }, ['a', null]],
  ['P20', '["a,b",c]', { list: 'string' }, ['a,b', 'c']],
  ['P21', '{isUnread:1}', wireObject({ isUnread: 'boolean' }), { isUnread: true }],
  ['P22', '{BODY:x,unknownField:y}', sendMessage, { body: 'x' }],
];
