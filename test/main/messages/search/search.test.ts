import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PageQuery } from '../../../../main/messages/contract.ts';
import { createSearch } from '../../../../main/messages/search/search.ts';
import { createMessageStore, type NewMessage } from '../../../../main/messages/store/message-store.ts';
import { createOutboxRows } from '../../../../main/messages/store/outbox-rows.ts';
import { fold } from '../../../../main/model/fold.ts';
import type { Cursor, MessageState } from '../../../../main/model/message.ts';
import { ann, bo, line } from '../fake-service.ts';
import { memory } from '../harness.ts';

const start = Date.UTC(2026, 4, 1, 10);

function history(messages: readonly Partial<NewMessage>[]) {
  const database = memory();
  const store = createMessageStore(database);
  const outbox = createOutboxRows(database);
  const insert = (message: NewMessage): number => {
    const id = store.insert(message);
    if (message.state !== 'accepted' && message.state !== 'received') outbox.add(id, { caret: 0 });
    return id;
  };
  const ids = database.transaction(() =>
    messages.map((message, n) =>
      insert({ state: 'accepted', own: false, at: start + n * 60_000, endpointId: line, address: ann, text: '', ...message }),
    ),
  );
  const search = createSearch(database);
  const found = async (typed: string, query: Partial<PageQuery> = {}) =>
    (await search.page({ search: typed, limit: 50, ...query })).items.map(({ id }) => ids.indexOf(id));
  return { database, store, search, ids, found };
}

/** All pages, one after another, newest first; the way back up, from the very end, must give the same. */
async function everything(kept: ReturnType<typeof history>, query: Omit<PageQuery, 'after' | 'before'>): Promise<number[]> {
  const down = await walk(kept, query, (page) => ({ after: page.at(-1) }));
  const end = { at: Number.MIN_SAFE_INTEGER, id: 0 };
  const up = await walk(kept, { ...query, before: end }, (page) => ({ before: page[0] }));
  expect(up.reverse().flat()).toEqual(down.flat());
  return down.flat();
}

async function walk(
  { search, ids }: ReturnType<typeof history>,
  query: PageQuery,
  onward: (page: readonly Cursor[]) => Partial<PageQuery>,
) {
  const pages: number[][] = [];
  let place: Partial<PageQuery> = {};
  while (pages.length < 10_000) {
    const { items, more } = await search.page({ ...query, ...place });
    pages.push(items.map(({ id }) => ids.indexOf(id)));
    if (!more) return pages;
    place = onward(items);
  }
  throw new Error('never ends');
}

describe('searching', () => {
  it.each([
    ['text in any case', 'STRASSE', [{ text: 'Die Straße' }]],
    ['text with its accents left out', 'cafe creme', [{ text: 'Café Crème' }]],
    ['text with accents typed', 'Ärger', [{ text: 'arger' }]],
    ['composed for decomposed', 'éa', [{ text: 'e\u0301a' }]],
    ['a name', 'ann lé', [{ name: 'Ann Lee' }]],
    ['any digits of a number', '666-77', [{ address: ann }]],
    ['a number as people write it', '(555) 666 7777', [{ address: ann }]],
    ['a national number with its zero', '0171 2345', [{ address: '+491712345678' }]],
    ['one character', '€', [{ text: 'costs 5 €' }]],
    ['two characters at the end', 'zq', [{ text: 'ends in zq' }]],
    ['an emoji', '👋', [{ text: 'hello 👋🏽' }]],
    ['a family', '👩‍👧', [{ text: 'us: 👩‍👧' }]],
    ['right-to-left text', 'שלום', [{ text: 'שלום עולם' }]],
    ['quotes', '"say" it\'s', [{ text: 'you "say" it\'s so' }]],
    ['a percent sign', '100%', [{ text: 'sure, 100% of it' }]],
    ['an underscore', 'a_b', [{ text: 'x a_b y' }]],
    ['a star', 'a*b*', [{ text: 'a*b*c' }]],
    ['operators of the index', 'a" OR "b NEAR(c) AND {d}:', [{ text: 'x a" OR "b NEAR(c) AND {d}: y' }]],
    ['a line feed within', 'one\ntwo', [{ text: 'one\ntwo' }]],
    ['more than the longest text', 'x'.repeat(1000), [{ text: `y${'x'.repeat(100_000)}` }]],
  ] as const)('finds by %s', async (_, typed, messages) => {
    const { found } = history([...messages, { text: 'nothing of the kind', address: bo }]);
    expect(await found(typed)).toEqual([0]);
  });

  it.each(['%', '_', '*', '"', "'", 'NOT', '""', 'a OR b', '\\', '^', 'text:', '-', 'zz', '\u0001', 'nothing%like_this', '\ud800'])(
    'finds nothing by %j where nothing holds it',
    async (typed) => {
      expect(await history([{ text: 'plain words', address: bo }]).found(typed)).toEqual([]);
    },
  );

  it('does not reach from the text over into the name', async () => {
    expect(await history([{ text: 'abc', name: 'def' }]).found('abcdef')).toEqual([]);
  });

  it('filters by state and by date, with and without a search', async () => {
    const states: MessageState[] = ['accepted', 'received', 'failed', 'accepted', 'received', 'review'];
    const kept = history(states.map((state) => ({ state, text: 'the same words' })));
    for (const typed of ['', 'same', 'sa']) {
      expect(await kept.found(typed, { states: ['received'] })).toEqual([4, 1]);
      expect(await kept.found(typed, { states: ['failed', 'review', 'accepted'] })).toEqual([5, 3, 2, 0]);
      expect(await kept.found(typed, { from: start + 60_000, to: start + 4 * 60_000 })).toEqual([3, 2, 1]);
      expect(await kept.found(typed, { states: [] })).toEqual([]);
    }
  });

  it('follows a message whose state, address or existence changes', async () => {
    const { store, ids, found, database } = history([{ text: 'one word' }, { text: 'one word' }]);
    const [first = 0, second = 0] = ids;
    database.transaction(() => store.change(first, { address: bo, state: 'failed' }));
    expect(await found('6668888')).toEqual([0]);
    expect(await found('word', { states: ['accepted'] })).toEqual([1]);
    const gone = store.find(second);
    if (gone) database.transaction(() => store.remove(gone));
    expect(await found('word')).toEqual([0]);
  });

  it('pages newest first, nothing twice and nothing left out, whatever order messages came in and however many share a time', async () => {
    const ats = fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 1, maxLength: 120 });
    await fc.assert(
      fc.asyncProperty(ats, fc.integer({ min: 1, max: 30 }), fc.constantFrom('', 'word', 'wo'), async (hours, limit, typed) => {
        const kept = history(hours.map((hour, n) => ({ at: start + hour * 900_000, text: n % 3 === 0 ? 'nothing' : 'a word' })));
        const expected = hours
          .map((hour, n) => ({ hour, n }))
          .filter(({ n }) => typed === '' || n % 3 !== 0)
          .sort((a, b) => b.hour - a.hour || (kept.ids[b.n] ?? 0) - (kept.ids[a.n] ?? 0));
        expect(await everything(kept, { search: typed, limit })).toEqual(expected.map(({ n }) => n));
        kept.database.close();
      }),
      { numRuns: 25 },
    );
  });

  it('finds what a comparison of every message finds, also far behind the newest ones', async () => {
    const words = ['ann', 'bo', 'zürich', 'ok', '5 €', 'see you', '👋', '"', '%'];
    const texts = Array.from({ length: 700 }, (_, n) => `${words[(n * 7) % words.length]} ${words[(n * n) % words.length]} ${n}`);
    const kept = history(texts.map((text) => ({ text })));
    for (const typed of ['ann', '0', '1 ', 'zurich', 'ü', '€', 'ok 12', '👋', '"', '% 6', 'see you 1', 'z']) {
      const expected = texts.map((text, n) => ({ text, n })).filter(({ text }) => `${fold(text)}\n${ann}`.includes(fold(typed.trim())));
      expect(await everything(kept, { search: typed, limit: 40 })).toEqual(expected.map(({ n }) => n).reverse());
    }
  });

  it('keeps dates before 1970 and after 2100 in order', async () => {
    const ats = [Date.UTC(1601, 0), -1, 0, Date.UTC(2100, 0), Date.UTC(9999, 11), 8.64e15, -8.64e15];
    const kept = history(ats.map((at) => ({ at, text: 'word' })));
    const expected = ats.map((at, n) => ({ at, n })).sort((a, b) => b.at - a.at);
    for (const typed of ['', 'word']) expect(await everything(kept, { search: typed, limit: 2 })).toEqual(expected.map(({ n }) => n));
  });
});
