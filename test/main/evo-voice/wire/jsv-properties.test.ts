import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as answers from '../../../../main/evo-voice/answers.ts';
import { decodeShortBody } from '../../../../main/evo-voice/wire/formats.ts';
import { parseJsv } from '../../../../main/evo-voice/wire/jsv-read.ts';
import { type JsvValue, stringifyJsv } from '../../../../main/evo-voice/wire/jsv-write.ts';
import { wireObject } from '../../../../main/evo-voice/wire/wire-type.ts';

/** Any text, often with what JSV treats specially: quotes, colons, brackets, commas, line ends, blanks at the ends. */
const text = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom('"', ':', ',', '{', '}', '[', ']', '\r', '\n', '\t', ' ', '\\', 'a', '0', '👍', 'é') }),
);
const word = text.filter((each) => each !== '');
const some = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
const flag = some(fc.boolean());

const message = fc.record(
  {
    id: word,
    accountId: text,
    customerId: text,
    endpointId: text,
    endpointDisplayName: text,
    date: text,
    direction: text,
    otherAddress: text,
    sender: text,
    text,
    isUnread: fc.boolean(),
  },
  { requiredKeys: ['id'] },
);
const conversation = fc.record({ id: text, endpointId: text, otherAddress: text, mostRecentMessage: some(message) }, { requiredKeys: [] });
const session = fc.record({ id: word, endpointId: text, fromName: text, channel: text, ended: flag }, { requiredKeys: ['id'] });
const settings = fc.record({ id: word, name: text, type: text, endpointType: text }, { requiredKeys: ['id'] });
const user = fc.record({
  isAuthenticated: fc.boolean(),
  name: some(text),
  roles: fc.array(word),
  accountIds: fc.array(word),
  accountNames: fc.array(text),
});
const login = fc.record({ userId: some(text), roles: fc.array(word) });
const status = fc.record({
  errorCode: text,
  message: text,
  errors: fc.array(fc.record({ errorCode: text, fieldName: text, message: text })),
});
const list = fc.record({ items: fc.array(message), totalCount: some(fc.nat()), hasMorePages: flag });

/** The value after a JSON round trip, which drops undefined members. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

test.each<[string, fc.Arbitrary<unknown>, answers.Answer<unknown>]>([
  ['MessageInfo', message, answers.messageAnswer],
  ['ListResponse', list, answers.messagesAnswer],
  ['conversations', fc.record({ conversations: fc.array(conversation) }), answers.conversationsAnswer],
  ['sessions', fc.record({ sessions: fc.array(session) }), answers.sessionsAnswer],
  ['settings objects', fc.record({ settingsObjects: fc.array(settings) }), answers.settingsObjectsAnswer],
  ['UserInfo', user, answers.userAnswer],
  ['AuthenticateResponse', login, answers.loginAnswer],
  ['the error object', fc.record({ responseStatus: status }), answers.errorAnswer],
])('%s survives JSV, and reads as from JSON', (_what, arbitrary, answer) => {
  fc.assert(
    fc.property(arbitrary, (value) => {
      const written = stringifyJsv(value as JsvValue);
      expect(parseJsv(written, answer.wire)).toEqual(plain(value));
      expect(decodeShortBody('jsv', written, answer)).toEqual(decodeShortBody('json', JSON.stringify(value), answer));
    }),
    { numRuns: 300 },
  );
});

const requests = wireObject({
  sessionId: 'string',
  endpointId: 'string',
  toAddress: 'string',
  body: 'string',
  provider: 'string',
  userName: 'string',
  password: 'string',
  rememberMe: 'boolean',
});

test.each<[string, fc.Arbitrary<unknown>]>([
  ['SendMessage', fc.record({ sessionId: some(text), endpointId: some(text), toAddress: some(text), body: text })],
  ['Authenticate', fc.record({ provider: fc.constant('credentials'), userName: text, password: text, rememberMe: fc.boolean() })],
])('%s survives JSV', (_what, arbitrary) => {
  fc.assert(
    fc.property(arbitrary, (value) => {
      expect(parseJsv(stringifyJsv(value as JsvValue), requests)).toEqual(plain(value));
    }),
  );
});

test('a dictionary survives JSV whatever its names', () => {
  const name = word.filter((each) => each.trim() === each);
  fc.assert(
    fc.property(fc.dictionary(name, text), (value) => {
      expect(parseJsv(stringifyJsv(value), { map: 'string' })).toEqual(plain(value));
    }),
  );
});

test('any text is either read or refused', () => {
  fc.assert(
    fc.property(text, (given) => {
      try {
        parseJsv(given, answers.messagesAnswer.wire);
      } catch (error) {
        expect(error).toBeInstanceOf(SyntaxError);
        expect((error as { position: number }).position).toBeLessThanOrEqual(given.length);
      }
    }),
    { numRuns: 3000 },
  );
});
