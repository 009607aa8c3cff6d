import { describe, expect, it, test } from 'vitest';
import { conversationsAnswer, endpointsAnswer, messageAnswer } from '../../../../main/evo-voice/answers.ts';
import { decodeBody, encodeBody, mediaOf } from '../../../../main/evo-voice/wire/formats.ts';

test.each([
  ['application/json; charset=utf-8', 'json'],
  ['APPLICATION/JSON', 'json'],
  ['application/problem+json', 'json'],
  ['text/json', 'json'],
  ['text/jsv', 'jsv'],
  ['application/jsv', 'jsv'],
  ['text/html', 'html'],
  ['application/xhtml+xml', 'html'],
  ['text/plain', 'text'],
  ['application/octet-stream', 'text'],
  ['', 'none'],
  [null, 'none'],
] as const)('%j is %s', (contentType, media) => expect(mediaOf(contentType)).toBe(media));

describe('a request body', () => {
  const value = { endpointId: 'e1', toAddress: '+15556667777', body: 'Re: "you"\r\n{👍}', sessionId: undefined };

  it('is written as JSON', () =>
    expect(encodeBody(value, 'json')).toEqual({
      contentType: 'application/json',
      body: '{"endpointId":"e1","toAddress":"+15556667777","body":"Re: \\"you\\"\\r\\n{👍}"}',
    }));

  it('is written as JSV', () =>
    expect(encodeBody(value, 'jsv')).toEqual({
      contentType: 'text/jsv',
      body: '{endpointId:e1,toAddress:+15556667777,body:"Re: ""you""\r\n{👍}"}',
    }));

  it('carries the same text in both formats, even with half a character', () => {
    const half = { body: 'a\uD83Db\uDC4D👍' };
    expect(JSON.parse(encodeBody(half, 'json').body)).toEqual({ body: 'a\uFFFDb\uFFFD👍' });
    expect(encodeBody(half, 'jsv').body).toBe('{body:a\uFFFDb\uFFFD👍}');
  });
});

describe('an answer', () => {
  it('is read whatever the case of its names, in both formats', async () => {
    expect(await decodeBody('json', '{"Id":"m1","isunread":true}', messageAnswer)).toEqual({ id: 'm1', isUnread: true });
    expect(await decodeBody('jsv', '{Id:m1,isunread:True}', messageAnswer)).toEqual({ id: 'm1', isUnread: true });
  });

  it('reads nulls and empty values as left out', async () => {
    expect(await decodeBody('json', '{"id":"m1","text":null}', messageAnswer)).toEqual({ id: 'm1' });
    expect(await decodeBody('jsv', '{id:m1,text:}', messageAnswer)).toEqual({ id: 'm1' });
  });

  it('gives the number from whichever member holds it', async () => {
    const items = [
      { id: '1', phoneNumber: '+1 (202) 555-0143', displayName: '+1 202 555 9999' },
      { id: '2', displayName: '+1 202-555-0144' },
      { id: '3', displayName: '(202) 555-0145', extraInformation: 'Floor +2' },
      { id: '4', number: '+12025550146' },
    ];
    const read = await decodeBody('json', JSON.stringify({ items }), endpointsAnswer);
    expect(read?.items.map((item) => item.phoneNumber)).toEqual(['+12025550143', '+12025550144', undefined, '+12025550146']);
  });

  test.each(['text', 'html', 'none'] as const)('is never read from %s', async (media) =>
    expect(await decodeBody(media, '{"id":"m1"}', messageAnswer)).toBeUndefined(),
  );

  test.each([
    ['json', '{"conversations":"none"}'],
    ['json', '{"conversations":[1]}'],
    ['json', '[]'],
    ['json', '"text"'],
    ['json', ''],
    ['json', `${'['.repeat(100_000)}`],
    ['json', `{"conversations":${'['.repeat(100_000)}${']'.repeat(100_000)}}`],
    ['jsv', '{conversations:[{id:{a:b}'],
    ['jsv', ''],
  ] as const)('%s %.40s does not have the shape', async (media, body) =>
    expect(await decodeBody(media, body, conversationsAnswer)).toBeUndefined(),
  );

  it('never reaches a prototype', async () => {
    const read = await decodeBody(
      'json',
      '{"id":"m1","__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}',
      messageAnswer,
    );
    expect(Object.keys(read ?? {})).toEqual(['id']);
    expect({}).not.toHaveProperty('polluted');
  });
});
