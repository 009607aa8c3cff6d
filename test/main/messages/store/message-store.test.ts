import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createMessageStore } from '../../../../main/messages/store/message-store.ts';
import { ann } from '../fake-service.ts';
import { memory } from '../harness.ts';

const received = { state: 'received', own: false, at: Date.UTC(2026, 4, 1, 10), address: ann, text: '' } as const;

describe('a stored message', () => {
  it.each([
    ['100,000 characters', 'x😀'.repeat(33_333)],
    ['NUL', 'a\0b'],
    ['lone surrogates', '\ud800 and \udc00'],
    ['combining marks', 'Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳͂̌̌͘'],
    ['emoji sequences', '👩🏽‍🚀🏳️‍🌈🇺🇳'],
    ['right-to-left marks', '\u202eabc\u200f'],
    ['control characters', '\u0001\u0002\t\r\n\u007f'],
    ['nothing', ''],
    ['a byte order mark', '\ufeffhello'],
  ])('comes back as it was: %s', (_, text) => {
    const store = createMessageStore(memory());
    const id = store.insert({ ...received, text });
    expect(store.find(id)?.text).toBe(text);
  });

  it('comes back as it was, whatever it is, and can be deleted without a trace in the index', () => {
    const database = memory();
    const store = createMessageStore(database);
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (text, name) => {
        const id = database.transaction(() => store.insert({ ...received, text, name }));
        const message = store.find(id);
        expect(message?.text).toBe(text);
        if (message) database.transaction(() => store.remove(message));
      }),
    );
    expect(database.prepare('SELECT count(*) AS n FROM message_terms').get()?.n).toBe(0);
  });

  it('has an id that is never given out again, also after the newest message was deleted', () => {
    const database = memory();
    const store = createMessageStore(database);
    const ids = [store.insert(received), store.insert(received)];
    const last = store.find(ids[1] ?? 0);
    if (last) database.transaction(() => store.remove(last));
    expect(ids).not.toContain(store.insert(received));
  });
});
