import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { SendOutcome } from '../../main/evo-voice/outcomes.ts';
import { connectTo } from '../main/evo-voice/connect.ts';

const ids = ['accepted', 'refused', 'not-processed', 'unknown'] satisfies SendOutcome['kind'][];
const good = '{"id":"m1","endpointId":"e1","text":"Hi: \\"you\\"","direction":"Outgoing","isUnread":false,"items":[],"roles":["User"]}';
const goodJsv = '{id:m1,endpointId:e1,text:"Hi: ""you""",direction:Outgoing,isUnread:False,items:[],roles:[User]}';

const body = fc.oneof(
  fc.nat(good.length).map((end) => good.slice(0, end)),
  fc.nat(goodJsv.length).map((end) => goodJsv.slice(0, end)),
  fc.json(),
  fc.string({ unit: 'binary' }),
  fc
    .record({ id: fc.anything(), items: fc.anything(), responseStatus: fc.anything(), conversations: fc.anything() })
    .map((value) => JSON.stringify(value, (_, held) => (typeof held === 'bigint' ? String(held) : held))),
  fc.constantFrom(good, goodJsv, '<!doctype html>', 'null', '[', '{', `${'['.repeat(20_000)}`, `{id:${'{'.repeat(20_000)}`),
);
const bytes = fc.oneof(
  { weight: 9, arbitrary: body.map((text) => new TextEncoder().encode(text)) },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 200 }) },
);
const contentType = fc.constantFrom(
  undefined,
  'application/json',
  'application/json; charset=utf-8',
  'text/jsv',
  'application/jsv',
  'text/html',
  'text/plain',
  'application/octet-stream',
  '; ;',
);
const header = fc.constantFrom('', '5', '-1', 'soon', '99999999999', 'Mon, 23 Nov 2026 12:00:00 GMT');
const ending = fc.constantFrom('whole', 'whole', 'whole', 'cut', 'byte by byte', 'never ends', 'huge');

const answer = fc.record({
  status: fc.oneof(fc.constantFrom(200, 201, 204, 205, 304, 400, 401, 403, 404, 429, 500, 503), fc.integer({ min: 200, max: 599 })),
  contentType,
  bytes,
  ending,
  retryAfter: header,
  date: header,
  cookie: fc.string({ unit: fc.constantFrom('a', '=', ';', ',', ' ', 'expires', 'Max-Age') }),
});
type Answer = typeof answer extends fc.Arbitrary<infer T> ? T : never;

const megabyte = new Uint8Array(1024 * 1024);

/** A body that is complete, fails, comes byte by byte, never ends, or is larger than 8 MB. */
function streamOf({ bytes, ending }: Answer, expire: () => void): ReadableStream<Uint8Array> {
  let sent = 0;
  return new ReadableStream({
    pull(controller) {
      if (ending === 'byte by byte' && sent < bytes.length) controller.enqueue(bytes.slice(sent, ++sent));
      else if (ending === 'huge' && sent++ < 10) controller.enqueue(megabyte);
      else if (ending === 'cut') controller.error(new Error('net::ERR_CONTENT_LENGTH_MISMATCH'));
      else if (ending === 'never ends') return new Promise(() => setImmediate(expire));
      else {
        if (ending === 'whole') controller.enqueue(bytes);
        controller.close();
      }
    },
  });
}

/** A client whose calls get these answers in turn, over and over. */
function clientOf(answers: readonly Answer[], format: 'json' | 'jsv') {
  let next = 0;
  let expire = () => {};
  const fetch = async () => {
    const given = answers[next++ % answers.length] as Answer;
    const headers = new Headers({ 'Retry-After': given.retryAfter, Date: given.date, 'Set-Cookie': given.cookie });
    if (given.contentType !== undefined) headers.set('Content-Type', given.contentType);
    const bodiless = [204, 205, 304].includes(given.status);
    return new Response(bodiless ? null : streamOf(given, expire), { status: given.status, headers });
  };
  return connectTo('https://evovoice.io', {
    fetch,
    format: () => format,
    credentials: async () => ({ userName: 'a', password: 'b' }),
    clock: {
      now: Date.now,
      setTimer: (_ms, run) => {
        expire = run;
        return () => {};
      },
    },
  });
}

test('10,000 random answers give an outcome, never an exception', { timeout: 120_000 }, async () => {
  let sends = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(answer, { minLength: 1, maxLength: 4 }),
      fc.constantFrom('json' as const, 'jsv' as const),
      async (answers, format) => {
        const outcome = await clientOf(answers, format).send({ endpointId: 'e1', toAddress: '+1', body: 'Hi' });
        sends += 1;
        expect(ids).toContain(outcome.kind);
        if (outcome.kind === 'accepted') expect(outcome.message.id).not.toBe('');
        else expect(outcome.failure.detail?.length ?? 1).toBeLessThanOrEqual(500);
      },
    ),
    { numRuns: 10_000 },
  );
  expect(sends).toBe(10_000);
});

test('no other call throws either', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(answer, { minLength: 1, maxLength: 3 }),
      fc.constantFrom('json' as const, 'jsv' as const),
      async (answers, format) => {
        const client = clientOf(answers, format);
        const results = [
          await client.signIn({ userName: 'a', password: 'b' }),
          await client.authStatus(),
          await client.listMessages({ countPerPage: 10 }),
          await client.listConversations(),
          await client.mySessions(),
          await client.lines({ isAuthenticated: true, roles: ['Manager'], accountIds: [], accountNames: [] }),
          await client.signOut(),
        ];
        for (const result of results) expect(typeof result.ok).toBe('boolean');
      },
    ),
    { numRuns: 500 },
  );
});
