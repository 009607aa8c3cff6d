import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it, test } from 'vitest';
import { type Answer, conversationsAnswer, endpointsAnswer, messagesAnswer, userAnswer } from '../../../../main/evo-voice/answers.ts';
import { decodeBody, decodeShortBody } from '../../../../main/evo-voice/wire/formats.ts';
import { type JsvValue, stringifyJsv } from '../../../../main/evo-voice/wire/jsv-write.ts';
import { conform } from '../../../../main/evo-voice/wire/wire-type.ts';

const filler = 'x'.repeat(70_000);

/** What the whole answer is when it is checked in one go. */
function atOnce<T>(json: string, { schema, wire }: Answer<T>): T | undefined {
  const checked = v.safeParse(schema, conform(JSON.parse(json), wire), { abortEarly: true });
  return checked.success ? checked.output : undefined;
}

const word = fc.string({ minLength: 1 });
const odd = fc.oneof(word, fc.constantFrom(null, 1, true, {}, []));
const message = fc.oneof(
  { weight: 20, arbitrary: fc.record({ id: word, text: word, isUnread: fc.boolean() }, { requiredKeys: ['id'] }) },
  { weight: 1, arbitrary: fc.record({ id: odd, Text: odd }) },
  { weight: 1, arbitrary: odd },
);

describe('a long answer', () => {
  it('is in both formats what a short one is', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.record({ id: word, text: fc.string() })), async (items) => {
        const list = { items: [...items, { id: 'filler', text: filler }], totalCount: 1 } as unknown as JsvValue;
        const [json, jsv] = [JSON.stringify(list), stringifyJsv(list)];
        const expected = atOnce(json, messagesAnswer);
        expect(await decodeBody('json', json, messagesAnswer)).toEqual(expected);
        expect(await decodeBody('jsv', jsv, messagesAnswer)).toEqual(expected);
      }),
    );
  });

  it.each<[string, Answer<unknown>, string]>([
    ['items', messagesAnswer, 'items'],
    ['Items', messagesAnswer, 'items'],
    ['conversations', conversationsAnswer, 'conversations'],
    ['roles', userAnswer, 'roles'],
  ])('with odd items in %s is read, or refused, as if it were checked at once', async (name, answer, other) => {
    await fc.assert(
      fc.asyncProperty(fc.array(message), fc.oneof(fc.array(message), odd), async (list, second) => {
        const json = JSON.stringify({ [other]: second, [name]: list, ignored: filler });
        expect(await decodeBody('json', json, answer)).toEqual(atOnce(json, answer));
      }),
      { numRuns: 300 },
    );
  });

  it.each(['null', '[]', '"text"', '[{"id":"m1"}]', '{}'])('that is %s is read, or refused, as a short one', async (json) =>
    expect(await decodeBody('json', json.padEnd(70_000), messagesAnswer)).toEqual(atOnce(json, messagesAnswer)),
  );

  it('gives numbers of lines as well', async () => {
    const json = JSON.stringify({ items: [{ id: '1', number: '+12025550146', customerName: filler }] });
    expect((await decodeBody('json', json, endpointsAnswer))?.items[0]?.phoneNumber).toBe('+12025550146');
  });

  it.each(['json', 'jsv', 'html'] as const)('that does not parse is refused: %s', async (media) =>
    expect(await decodeBody(media, `{"items":[${filler}`, messagesAnswer)).toBeUndefined(),
  );

  it('is not read by what reads short ones only', () =>
    expect(decodeShortBody('json', JSON.stringify({ items: [], ignored: filler }), messagesAnswer)).toBeUndefined());
});

test('everything else goes on while 10 MB of JSV are read', async () => {
  const item = '{id:m1,endpointId:e1,direction:Outgoing,otherAddress:+15556667777,text:"Re: lunch, 12:30?",isUnread:True}';
  const text = `{items:[${`${item},`.repeat(10_000_000 / item.length)}${item}]}`;
  let turns = 0;
  let isOver = false;
  const turn = () => {
    turns++;
    if (!isOver) setImmediate(turn);
  };
  setImmediate(turn);
  const read = await decodeBody('jsv', text, messagesAnswer);
  isOver = true;
  expect(read?.items.length).toBe(Math.floor(10_000_000 / item.length) + 1);
  expect(turns).toBeGreaterThan(3);
});
