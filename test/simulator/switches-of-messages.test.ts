import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type CallerInTest, callAs } from './call-as.ts';
import { type Simulator, startSimulator } from './simulator.ts';
import type { Switches } from './switches.ts';

/** 2026-05-01T10:20:30.123Z */
const start = Date.UTC(2026, 4, 1, 10, 20, 30, 123);
let now = start;
let simulator: Simulator;
let caller: CallerInTest;
beforeEach(async () => {
  now = start;
  simulator = await startSimulator({ history: 'empty', now: () => now });
  caller = await callAs(simulator);
});
afterEach(() => simulator.close());

const listed = async () => ((await caller.getJson('/messages')) as { items: Record<string, unknown>[] }).items;
const member = async (response: Response, name: string) => ((await response.json()) as Record<string, unknown>)[name];

test.each<[Switches['dateFormat'], RegExp]>([
  ['iso-7', /^2026-05-01T10:20:30\.123\d{4}Z$/],
  ['iso', /^2026-05-01T10:20:30Z$/],
  ['iso-ms', /^2026-05-01T10:20:30\.123Z$/],
  ['iso-offset', /^2026-05-01T10:20:30\.123\d{4}\+00:00$/],
  ['iso-offset-west', /^2026-05-01T03:20:30\.123\d{4}-07:00$/],
  ['iso-offset-compact', /^2026-05-01T10:20:30\.123\d{4}\+0000$/],
  ['iso-no-zone', /^2026-05-01T10:20:30\.123\d{4}$/],
  ['day', /^2026-05-01$/],
  ['wcf', /^\/Date\(1777630830123\)\/$/],
  ['wcf-unspecified', /^\/Date\(1777630830123-0000\)\/$/],
  ['wcf-offset', /^\/Date\(1777630830123\+0100\)\/$/],
  ['wcf-escaped', /^\\\/Date\(1777630830123\)\\\/$/],
  ['blank', /^2026-05-01 10:20:30$/],
  ['unix-s', /^1777630830$/],
  ['unix-ms', /^1777630830123$/],
  ['minimum', /^0001-01-01T00:00:00\.0000000$/],
])('dateFormat=%s', async (dateFormat, expected) => {
  simulator.setSwitches({ dateFormat });
  expect(await member(await caller.send(), 'date')).toMatch(expected);
});

test.each([
  ['exclusive', [false, true]],
  ['inclusive', [true, true]],
  ['whole-day', [true, true]],
] as const)('afterDate=%s', async (afterDate, [atTheMoment, aMillisecondBefore]) => {
  simulator.setSwitches({ afterDate });
  await caller.send();
  const finds = async (limit: number) => {
    const { items } = await caller.getJson(`/messages?afterDate=${new Date(limit).toISOString()}`);
    return (items as unknown[]).length === 1;
  };
  expect([await finds(start), await finds(start - 1), await finds(start + 3_600_000)]).toEqual([
    atTheMoment,
    aMillisecondBefore,
    afterDate === 'whole-day',
  ]);
});

test('a sent message is listed after the delay, or never', async () => {
  simulator.setSwitches({ listDelayMs: 30_000 });
  await caller.send();
  now += 29_999;
  expect(await listed()).toEqual([]);
  now += 1;
  expect(await listed()).toHaveLength(1);
  simulator.setSwitches({ listing: 'never' });
  await caller.send();
  now += 86_400_000;
  expect(await listed()).toHaveLength(1);
});

test.each([
  ['e164', '+13125550142'],
  ['national', '(312) 555-0142'],
  ['no-plus', '13125550142'],
] as const)('otherAddress=%s', async (otherAddress, expected) => {
  simulator.setSwitches({ otherAddress });
  expect(await member(await caller.send(), 'otherAddress')).toBe(expected);
  expect(await caller.getJson('/conversations')).toMatchObject({ conversations: [{ otherAddress: expected }] });
});

test.each([
  ['verbatim', ' a\r\nb\n'],
  ['trimmed', 'a\r\nb'],
  ['lf', ' a\nb\n'],
] as const)('storedText=%s', async (storedText, expected) => {
  simulator.setSwitches({ storedText });
  expect(await member(await caller.send({ body: ' a\r\nb\n' }), 'text')).toBe(expected);
});

test('storedText=plain', async () => {
  simulator.setSwitches({ storedText: 'plain' });
  expect(await member(await caller.send({ body: '“It’s  ok” 👍🏽 – fine' }), 'text')).toBe('"It\'s ok" ? – fine');
});

test('the dates of sent messages may be behind the clock of the service', async () => {
  simulator.setSwitches({ datesBehindMs: 5000, dateFormat: 'iso-ms' });
  expect(await member(await caller.send(), 'date')).toBe('2026-05-01T10:20:25.123Z');
});

test.each([
  ['two', 2],
  ['one', 1],
] as const)('equalPosts=%s', async (equalPosts, count) => {
  simulator.setSwitches({ equalPosts });
  const ids = [await member(await caller.send(), 'id'), await member(await caller.send(), 'id')];
  expect([new Set(ids).size, simulator.sent().length]).toEqual([count, count]);
});

describe('what a client does not expect', () => {
  test('totals=off', async () => {
    simulator.setSwitches({ totals: 'off' });
    expect(await caller.getJson('/messages')).toEqual({ items: [], hasMorePages: false });
  });

  test('unknownEnums and unknownMembers', async () => {
    simulator.setSwitches({ unknownEnums: 'on', unknownMembers: 'on' });
    simulator.receive({ from: '+13125550142', endpointId: simulator.endpoints()[0]?.id ?? '', text: 'hi' });
    expect(await listed()).toMatchObject([{ direction: 'Relayed', carrierHints: { route: 'a:b' }, mediaUris: [], priority: 3 }]);
    const { items } = (await caller.getJson('/endpoints?sortField=id&sortOrder=Descend')) as { items: { type: string }[] };
    expect(items.slice(0, 3).map(({ type }) => type)).toEqual(['Hologram', 'Unused_3', 'Assistant']);
  });

  test('nulls=written', async () => {
    expect(await caller.getJson('/auth/status')).not.toHaveProperty('avatarUrl');
    simulator.setSwitches({ nulls: 'written' });
    expect(await caller.getJson('/auth/status')).toMatchObject({ avatarUrl: null });
  });
});

test('clockOffsetMs moves the Date header and the dates', async () => {
  simulator.setSwitches({ clockOffsetMs: 3_600_000, dateFormat: 'iso' });
  const response = await caller.send();
  expect(response.headers.get('date')).toBe('Fri, 01 May 2026 11:20:30 GMT');
  expect(await member(response, 'date')).toBe('2026-05-01T11:20:30Z');
});
