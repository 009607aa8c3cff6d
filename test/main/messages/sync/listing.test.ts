import { describe, expect, it, test } from 'vitest';
import { sleep } from '../../../../main/clock.ts';
import type { EvoVoiceClient, MessagesQuery } from '../../../../main/evo-voice/api.ts';
import type { MessageInfo } from '../../../../main/evo-voice/dtos.ts';
import { listSince } from '../../../../main/messages/sync/listing.ts';
import { ok, type Result, type ServiceFailure } from '../../../../main/model/failure.ts';
import { fakeClock } from '../../../fakes/clock.ts';
import { ann, line, unknown } from '../fake-service.ts';
import { createHarness } from '../harness.ts';
import { olderCopy } from './older-copy.ts';

type Page = (page: number) => readonly MessageInfo[] | Promise<readonly MessageInfo[]>;

const begin = Date.UTC(2026, 4, 1);
const hello = { direction: 'Outgoing', endpointId: line, otherAddress: ann, text: 'hello' };

/** So many messages with ids and dates of their own, newest first, the first one being number `from`. */
const rows = (count: number, from = 0, text = 'Hi'): MessageInfo[] =>
  Array.from({ length: count }, (_, n) => ({
    ...hello,
    id: `m${from + n}`,
    text,
    date: new Date(begin - (from + n) * 1000).toISOString(),
  }));

/** A client that lists what `page` says, however often it is asked. */
function listing(page: Page) {
  const asked: MessagesQuery[] = [];
  const listMessages = async (query: MessagesQuery): Promise<Result<readonly MessageInfo[], ServiceFailure>> => {
    asked.push(query);
    return ok(await page(query.page ?? 0));
  };
  return { asked, client: { listMessages } as unknown as EvoVoiceClient };
}

async function list(page: Page, ms = 0) {
  const clock = fakeClock();
  const { asked, client } = listing(page);
  const listed = listSince(client, line, begin, clock);
  await clock.advance(ms);
  return { listed, asked, clock };
}

describe('a listing ends', () => {
  it('at an empty page, and only then is it complete', async () => {
    const { listed, asked } = await list((page) => (page < 3 ? rows(100, page * 100) : []));
    expect(await listed).toMatchObject({ value: { infos: { length: 300 }, isComplete: true } });
    expect(asked).toHaveLength(4);
  });

  test.each<[string, Page, number, number]>([
    ['whose pages never end', (page) => rows(100, page * 100), 10_000, 100],
    ['that gives 25 at a time, without end', (page) => rows(25, page * 25), 10_000, 400],
    ['that gives everything at once, far too much', () => rows(30_000), 10_000, 1],
    ['that gives the same page for ever', () => rows(100), 100, 2],
    ['that goes round and round', (page) => rows(100, (page % 3) * 100), 300, 4],
    ['whose pages never reach the date', (page) => rows(100, page * 100).map((row) => ({ ...row, date: '2030-01-01' })), 10_000, 100],
  ])('with a server %s, and is not complete', async (_what, page, found, calls) => {
    const { listed, asked } = await list(page);
    expect(await listed).toMatchObject({ value: { infos: { length: found }, isComplete: false } });
    expect(asked).toHaveLength(calls);
  });

  it('after 60 s with what was found by then, and asks for no further page', async () => {
    const clock = fakeClock();
    const { asked, client } = listing(async (page) => {
      await sleep(clock, 25_000);
      return rows(100, page * 100);
    });
    const listed = listSince(client, line, begin, clock);
    await clock.advance(59_999);
    expect(asked).toHaveLength(3);
    await clock.advance(1);
    expect(await listed).toMatchObject({ value: { infos: { length: 200 }, isComplete: false } });
    await clock.advance(60_000);
    expect(asked).toHaveLength(3);
  });

  it('after 60 s where an answer never comes', async () => {
    const { listed } = await list(() => new Promise(() => {}), 60_000);
    expect(await listed).toEqual({ ok: true, value: { infos: [], isComplete: false } });
  });
});

describe('where the listing was cut off', () => {
  const endless = (text = 'Hi') => ({
    listMessages: async ({ page = 0 }: MessagesQuery) => ok(rows(100, page * 100, text)),
  });

  it('a message of unknown outcome stays unknown, not found and not proven', async () => {
    const harness = createHarness();
    harness.service.nextSends(unknown(false));
    const id = harness.submit('hello');
    await harness.clock.advance(10);
    Object.assign(harness.service.client, endless());
    await harness.clock.advance(70_000);
    expect(harness.get(id)).toMatchObject({ state: 'unknown', lookup: 'given-up' });
    expect(harness.service.requests).toHaveLength(1);
  });

  it.each<[string, object]>([
    ['endless pages', endless()],
    ['the same page for ever', { listMessages: async () => ok(rows(100)) }],
    ['a page that never comes', { listMessages: () => new Promise(() => {}) }],
  ])('a message of an earlier run is not sent, but is for the person: %s', async (_what, service) => {
    const { harness, id } = olderCopy();
    Object.assign(harness.service.client, service);
    harness.restart();
    await harness.clock.advance(60_000);
    expect(harness.get(id)).toMatchObject({ state: 'review', lookup: 'given-up' });
    expect(harness.service.requests).toEqual([]);
  });
});
