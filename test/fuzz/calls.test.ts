import fc from 'fast-check';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { contract } from '../../main/ipc/contract.ts';
import { failureWords } from '../../main/words/failure-words.ts';
import { createServedApp, type ServedApp } from './served-app.ts';

/** What a request may be made of, by the contract's own words: closer to a request than anything at random. */
const names = [
  'historyId',
  'id',
  'ids',
  'to',
  'text',
  'caret',
  'endpointId',
  'sessionId',
  'draft',
  'revision',
  'kind',
  'action',
  'format',
].concat(
  ['limit', 'search', 'states', 'from', 'after', 'before', 'typed', 'accelerator', 'recording', 'hotkey', 'undoSeconds', 'retentionDays'],
  ['server', 'userName', 'password', 'keep', '__proto__', 'constructor', 'prototype', 'toString', 'then', 'length'],
);
const words = [
  'all',
  'draft',
  'recipient',
  'prefill',
  'undo',
  'send-again',
  'csv',
  'held',
  'keychain',
  'until-quit',
  'Ctrl+A',
  '+15556667777',
];

const oddText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom(...words, '', '\ud800', '\udc00\ud800', '\u0000', '\u202e', 'x'.repeat(20_001), '１'.repeat(300)),
);
const oddNumber = fc.oneof(
  fc.double(),
  fc.integer(),
  fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, -0, 2 ** 53, 1e308, -1, 0.5, 201),
);
const single = fc.oneof(oddText, oddNumber, fc.constantFrom(true, false, null, undefined), fc.bigInt(), fc.date({ noInvalidDate: false }));

/** An object with these members, `__proto__` as a member like any other. */
function objectOf(members: readonly (readonly [string, unknown])[]): object {
  const made = {};
  for (const [name, value] of members) Object.defineProperty(made, name, { value, enumerable: true, configurable: true, writable: true });
  return made;
}

/** Something that leads back to itself, or so deep that whoever follows it by calling itself comes to no end. */
function strange(kind: 'cyclic' | 'deep' | 'sparse' | 'map' | 'set' | 'bytes' | 'error' | 'pattern' | 'huge'): unknown {
  switch (kind) {
    case 'cyclic': {
      const made: Record<string, unknown> = { id: 1 };
      made.to = made;
      return made;
    }
    case 'deep': {
      let made: unknown = 1;
      for (let depth = 0; depth < 1000; depth += 1) made = depth % 2 ? [made] : { ids: made };
      return made;
    }
    case 'sparse':
      return { ids: Object.assign([], { length: 4_000_000_000, 7: 1 }) };
    case 'map':
      return new Map([['id', 1]]);
    case 'set':
      return new Set([1]);
    case 'bytes':
      return new Uint8Array([1, 2, 3]);
    case 'error':
      return new RangeError('id');
    case 'pattern':
      return /id/g;
    case 'huge':
      return { ids: Array.from({ length: 10_001 }, (_, index) => index), text: 'x'.repeat(1_000_000) };
  }
}

const { value: anything } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    single,
    fc.array(tie('value'), { maxLength: 5 }),
    fc.array(fc.tuple(fc.oneof(fc.constantFrom(...names), fc.string()), tie('value')), { maxLength: 8 }).map(objectOf),
  ),
}));
const payload = fc.oneof(
  { weight: 50, arbitrary: anything },
  { weight: 1, arbitrary: fc.constantFrom('cyclic', 'deep', 'sparse', 'map', 'set', 'bytes', 'error', 'pattern', 'huge').map(strange) },
);

/** Requests as the popup makes them, for a history that is not the one in use where they can name one; some members become something else. */
const historyId = 'another-history';
const requests: Readonly<Record<keyof typeof contract, unknown>> = {
  'account:sign-in': { server: 'evovoice.io', userName: 'ann', password: 'x', keep: 'until-quit' },
  'account:sign-in-stored': { name: 'ann@evovoice.io' },
  'account:sign-out': undefined,
  'account:retry': undefined,
  'app:state': undefined,
  'popup:hide': undefined,
  'hotkey:check': { accelerator: 'Ctrl+Shift+K' },
  'hotkey:record': { recording: true },
  'compose:lines': undefined,
  'compose:sessions': undefined,
  'compose:recipient': { to: '+15556667777', endpointId: 'ep-main' },
  'compose:send': { historyId, to: '+15556667777', text: 'Hi', caret: 2, endpointId: 'ep-main', draft: { id: 1, revision: 1 } },
  'compose:draft': undefined,
  'compose:open': { historyId, kind: 'prefill', to: '+15556667777', text: 'Hi' },
  'compose:save-draft': { historyId, to: '', text: 'Hi', caret: 0, id: 1, revision: 1 },
  'compose:drafts': undefined,
  'compose:discard-draft': { historyId, id: 1 },
  'messages:page': { search: 'wait', states: ['held'], limit: 50, after: { at: 1, id: 1 } },
  'messages:act': { historyId, id: 1, action: 'undo' },
  'messages:delete': { historyId, ids: [1, 2] },
  'messages:late': undefined,
  'messages:send-late': { historyId, ids: [1] },
  'messages:copy': { historyId, id: 1 },
  'messages:export': { format: 'csv' },
  'messages:import': undefined,
  'messages:cancel-work': undefined,
  'people:suggest': { typed: '555' },
  'settings:change': { undoSeconds: 10, sendKey: 'enter' },
  'settings:reset-seen': undefined,
  'settings:retention-count': { retentionDays: 30 },
};
const nearly = fc
  .tuple(fc.constantFrom(...Object.entries(requests)), fc.array(fc.tuple(fc.constantFrom(...names), anything), { maxLength: 2 }))
  .map(([[channel, request], changes]) => ({
    channel,
    payload: request === undefined && changes.length === 0 ? undefined : objectOf([...Object.entries(request ?? {}), ...changes]),
  }));

const codes = Object.keys(failureWords);
const isRequest = (channel: string, given: unknown): boolean =>
  v.safeParse(contract[channel as keyof typeof contract].request, given, { abortEarly: true }).success;

/** Calls main as the popup's process would: only what can be cloned arrives. */
async function callWith(app: ServedApp, channel: string, given: unknown) {
  const answer = await app.call(channel, structuredClone(given));
  if (!answer.ok) expect(codes).toContain(answer.error.code);
  return answer;
}

test('10,000 random payloads over every channel are refused with a code and change nothing', { timeout: 300_000 }, async () => {
  const app = await createServedApp();
  expect(app.channels().toSorted()).toEqual(Object.keys(contract).toSorted());
  const before = app.everything();
  let requestsByChance = 0;
  await fc.assert(
    fc.asyncProperty(payload, async (given) => {
      for (const channel of app.channels()) {
        if (isRequest(channel, given)) requestsByChance += 1;
        else expect(await callWith(app, channel, given), channel).toMatchObject({ ok: false, error: { code: 'bad-request' } });
      }
      expect(app.writes()).toBe(before.writes);
    }),
    { numRuns: 10_000 },
  );
  expect(app.everything()).toEqual(before);
  expect(app.thrown()).toEqual([]);
  // `undefined` is the request of the calls that need none, and `{}` changes no setting: what was left out is little beside what was tried.
  expect(requestsByChance).toBeLessThan(10_000);
});

test('10,000 payloads that are nearly requests are refused with a code and change nothing, or are what they look like', {
  timeout: 300_000,
}, async () => {
  const app = await createServedApp();
  let refusals = 0;
  await fc.assert(
    fc.asyncProperty(nearly, async ({ channel, payload: given }) => {
      const before = app.everything();
      const understood = isRequest(channel, given);
      const answer = await callWith(app, channel, given);
      if (!understood) expect(answer).toMatchObject({ ok: false, error: { code: 'bad-request' } });
      if (answer.ok) return;
      refusals += 1;
      const after = app.everything();
      expect({ ...after, done: [] }, channel).toEqual({ ...before, done: [] });
      if (!understood) expect(after.done).toEqual(before.done);
    }),
    { numRuns: 10_000 },
  );
  expect(app.thrown()).toEqual([]);
  expect(refusals).toBeGreaterThan(1000);
});
