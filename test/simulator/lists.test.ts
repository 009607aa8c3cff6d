import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CallerInTest, callAs } from './call-as.ts';
import { type Simulator, startSimulator } from './simulator.ts';

const start = Date.UTC(2026, 10, 23, 12);
let simulator: Simulator;
let caller: CallerInTest;
beforeAll(async () => {
  simulator = await startSimulator({ history: 'empty', now: () => start });
  caller = await callAs(simulator);
  for (const [text, minute, line, from] of [
    ['third', 3, 0, '+13125550142'],
    ['first', 1, 0, '+14155550167'],
    ['second', 2, 1, '+13125550142'],
    ['fourth', 4, 0, '+13125550142'],
  ] as const) {
    simulator.receive({ text, from, endpointId: lineId(line), at: start + minute * 60_000 });
  }
});
afterAll(() => simulator.close());

const lineId = (index: number) => simulator.endpoints()[index]?.id ?? '';
const iso = (minute: number) => encodeURIComponent(new Date(start + minute * 60_000).toISOString());

async function texts(query: string): Promise<string> {
  const { items } = (await caller.getJson(`/messages?${query}`)) as { items: { text: string }[] };
  return items.map(({ text }) => text).join(' ');
}

describe('messages', () => {
  test.each([
    ['', 'third first second fourth'],
    ['sortField=Date&sortOrder=Descend', 'fourth third second first'],
    ['SORTFIELD=date', 'first second third fourth'],
    ['sortField=Date&countPerPage=3', 'first second third'],
    ['sortField=Date&countPerPage=3&page=1', 'fourth'],
    ['sortField=Date&countPerPage=3&page=2', ''],
    ['sortField=Date&countPerPage=1&all=true', 'first second third fourth'],
  ])('?%s lists "%s"', async (query, expected) => expect(await texts(query)).toBe(expected));

  test('filters by endpoint, account, id and conversation', async () => {
    expect(await texts(`endpointIds=${lineId(1)}`)).toBe('second');
    expect(await texts(`endpointIds=[${lineId(1)},${lineId(0)}]&sortField=Date`)).toBe('first second third fourth');
    expect(await texts(`endpointIds=${lineId(1)}&endpointIds=nobody`)).toBe('second');
    expect(await texts('accountIds=another')).toBe('');
    expect(await texts(`specificIds=${simulator.messages()[1]?.id}%2C${simulator.messages()[3]?.id}`)).toBe('first fourth');
    const { conversations } = (await caller.getJson('/conversations')) as { conversations: { id: string; otherAddress: string }[] };
    const ann = conversations.find(({ otherAddress }) => otherAddress === '+14155550167');
    expect(await texts(`conversationIds=${ann?.id}`)).toBe('first');
  });

  test('afterDate is exclusive by default', async () => {
    expect(await texts(`afterDate=${iso(2)}&sortField=Date`)).toBe('third fourth');
  });

  test('totals are counted, unless paging is simplified', async () => {
    expect(await caller.getJson('/messages?countPerPage=3')).toMatchObject({ totalCount: 4, totalPages: 2, hasMorePages: true });
    const simplified = await caller.getJson('/messages?countPerPage=3&page=1&simplifiedPaging=true');
    expect(Object.keys(simplified)).toEqual(['items', 'hasMorePages']);
    expect(simplified).toMatchObject({ hasMorePages: false, items: [{ text: 'fourth' }] });
  });

  test.each(['page=abc', 'page=-1', 'countPerPage=0', 'sortOrder=Up', 'sortField=mood', 'afterDate=someday', 'all=perhaps'])(
    '?%s is a 400 with the error object',
    async (query) => {
      const response = await caller.get(`/messages?${query}`);
      expect([response.status, await response.json()]).toMatchObject([400, { responseStatus: { errors: [] } }]);
    },
  );

  test('a message is written with its members in the order of the contract', async () => {
    const { items } = (await caller.getJson('/messages')) as { items: object[] };
    expect(items[0]).toEqual({
      id: expect.stringMatching(/^[0-9a-f]{24}$/),
      accountId: expect.stringMatching(/^[0-9a-f]{24}$/),
      customerId: expect.stringMatching(/^[0-9a-f]{24}$/),
      endpointId: lineId(0),
      endpointDisplayName: 'Main line',
      date: expect.stringMatching(/^2026-11-23T12:03:00\.000\d{4}Z$/),
      direction: 'Incoming',
      otherAddress: '+13125550142',
      sender: '+13125550142',
      text: 'third',
      isUnread: true,
    });
    expect(Object.keys(items[0] ?? {}).join(' ')).toBe(
      'id accountId customerId endpointId endpointDisplayName date direction otherAddress sender text isUnread',
    );
  });
});

test('conversations hold the newest message of an endpoint with an address', async () => {
  const newest = (query: string) => caller.getJson(`/conversations${query}`);
  const of = (text: string) => ({ mostRecentMessage: { text } });
  expect(await newest('')).toMatchObject({ conversations: [of('fourth'), of('first'), of('second')] });
  expect(await newest(`?afterDate=${iso(3)}`)).toMatchObject({ conversations: [of('fourth')] });
  expect(await newest(`?endpointIds=${lineId(1)}`)).toMatchObject({ conversations: [of('second')] });
});

test.each([
  ['', 'Main line,Appointments,Alarm line,Web calls,Robin Doe'],
  ['?type=User', 'Robin Doe'],
  ['?types=PhoneNumber,Team', 'Main line,Appointments,Alarm line,Web calls'],
  ['?nameFilter=line&sortField=displayName', 'Alarm line,Main line'],
  ['?phoneNumberFilter=%2B1202555', 'Main line,Appointments,Alarm line'],
  ['?customerIds=another', ''],
])('/endpoints%s lists "%s"', async (query, expected) => {
  const { items } = (await caller.getJson(`/endpoints${query}`)) as { items: { displayName: string }[] };
  expect(items.map(({ displayName }) => displayName).join(',')).toBe(expected);
});

test('sessions show while they run', async () => {
  const { id } = simulator.addSession({ id: 'chat/1 ?', from: '+13125550142', endpointId: lineId(0), fromName: 'Ann Lee' });
  expect(await caller.getJson('/sessions/my')).toMatchObject({
    sessions: [{ id, fromName: 'Ann Lee', endpointName: 'Main line', channel: 'Chat' }],
  });
  const post = () => caller.post(`/sessions/${encodeURIComponent(id)}/messages`, '{"body":"hello"}');
  expect(await (await post()).json()).toMatchObject({ text: 'hello', otherAddress: '+13125550142' });
  simulator.endSession(id);
  expect(await caller.getJson('/sessions/my')).toEqual({ sessions: [] });
  expect((await post()).status).toBe(404);
});

test('the app learns its own endpoint and the objects it may configure', async () => {
  expect(await caller.getJson('/app/config')).toMatchObject({ endpointId: lineId(4), emailAddress: simulator.userName });
  const { settingsObjects } = (await caller.getJson('/app/settings-objects')) as { settingsObjects: { endpointType?: string }[] };
  expect(settingsObjects.map(({ endpointType }) => endpointType ?? 'customer').join(' ')).toBe(
    'PhoneNumber PhoneNumber PhoneNumber PhoneNumber User customer',
  );
});
