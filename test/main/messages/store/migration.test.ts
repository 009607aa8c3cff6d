import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type Libsql from 'libsql';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../../main/messages/store/open-database.ts';
import { migrations } from '../../../../main/messages/store/schema.ts';
import { ann, line } from '../fake-service.ts';
import { createHarness, value } from '../harness.ts';
import { writeOlderFile } from './older-file.ts';

const key = 'a1'.repeat(32);
let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'quick-send-'));
  file = join(folder, 'history.db');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const writeFile = (version: number, fill: (raw: Libsql.Database, reached: number) => void): void =>
  writeOlderFile(file, key, version, fill);

/** What a history holds, by the version that could write it first. A version that has shipped never changes here either. */
const samples: Readonly<Record<number, string>> = {
  1: `INSERT INTO line VALUES (1, 'ep-main', 'Main line');
   INSERT INTO message (id, at, state, own, line, address, name, text, exact_text, session_id, server_id)
     VALUES (517772148736, 1777630830000, 5, 0, 1, '${ann}', 'Ann', 'kept since version 1', NULL, NULL, 'm1');
   INSERT INTO message_text (rowid, text) VALUES (517772148736, 'kept since version 1');
   INSERT INTO note VALUES ('draft', '{"to":"Ann","text":"half","caret":4}');`,
  2: `INSERT INTO message (id, at, state, own, line, address, text, sender, hidden_at)
     VALUES (517772148737, 1777630831000, 7, 1, 1, '${ann}', 'new in version 2', 'Main line', 1777630840000);
   INSERT INTO outbox (id, turn, caret, due_at, run) VALUES (517772148737, 1, 0, 1777630831000, 'a');`,
};

/** ms since 1970: when the messages of every state were written. */
const wroteAt = 1777630830000;

/** Fills a file of version 1 with a message in every state there is. */
function addEveryState(raw: Libsql.Database): void {
  raw.exec("INSERT INTO line VALUES (1, 'ep-main', 'Main line')");
  let nth = 0;
  const add = (text: string, state: number, at: number, open?: { nextAt?: number; lookup?: string; attempt?: boolean }): void => {
    const id = 517772148800 + ++nth;
    const own = state === 9 ? 0 : 1;
    raw
      .prepare('INSERT INTO message (id, at, state, own, line, address, text) VALUES (?, ?, ?, ?, 1, ?, ?)')
      .run([id, at, state, own, ann, text]);
    raw.prepare('INSERT INTO message_text (rowid, text) VALUES (?, ?)').run([id, text]);
    if (open === undefined) return;
    const attempt = open.attempt ? JSON.stringify({ at, serverAt: at, knownIds: [] }) : null;
    raw
      .prepare('INSERT INTO outbox (id, turn, caret, next_at, lookup, attempt) VALUES (?, ?, 0, ?, ?, ?)')
      .run([id, nth, open.nextAt ?? null, open.lookup ?? null, attempt]);
  };
  const longAgo = wroteAt - 7_200_000;
  add('held', 1, wroteAt, { nextAt: wroteAt + 5000 });
  add('scheduled', 2, wroteAt, { nextAt: wroteAt + 600_000 });
  add('scheduled long ago', 2, longAgo - 1, { nextAt: longAgo });
  add('queued', 3, wroteAt, {});
  add('queued, and sent since', 3, wroteAt, {});
  add('queued long ago', 3, longAgo, {});
  add('sending', 4, wroteAt, { attempt: true });
  add('failed', 6, wroteAt, { attempt: true });
  add('unknown', 7, wroteAt, { attempt: true, lookup: 'given-up' });
  add('review', 8, wroteAt, {});
  add('accepted', 5, wroteAt);
  add('received', 9, wroteAt);
}

describe('a file of an earlier version', () => {
  it.each(migrations.map((_, n) => n + 1))('of version %i is brought to the newest and keeps what it holds', async (version) => {
    writeFile(version, (raw, reached) => raw.exec(samples[reached] ?? ''));
    const { database, notice } = value(openDatabase({ file, key, now: Date.now }));
    expect(notice).toBeUndefined();
    expect(database.prepare('PRAGMA user_version').get()?.user_version).toBe(migrations.length);
    const harness = createHarness(database);
    expect(value(await harness.messages.page({ search: 'SINCE', limit: 5 })).items).toMatchObject([
      { state: 'accepted', address: ann, lineName: 'Main line', serverId: 'm1' },
    ]);
    expect(database.prepare('SELECT address, text, caret FROM draft').all()).toEqual([{ address: 'Ann', text: 'half', caret: 4 }]);
    database.close();
  });

  it('of version 1 with a draft that is damaged is opened all the same', () => {
    writeFile(1, (raw) => raw.exec("INSERT INTO note VALUES ('draft', CAST(x'c328ff' AS TEXT))"));
    const { database, notice } = value(openDatabase({ file, key, now: Date.now }));
    expect(notice).toBeUndefined();
    database.close();
  });

  it('of version 0, a file that was created and not yet filled, is brought to the newest', () => {
    writeFile(0, () => {});
    value(openDatabase({ file, key, now: Date.now })).database.close();
  });

  it('of version 1 has its open ends settled by the start that finds them', async () => {
    writeFile(1, addEveryState);
    const { database } = value(openDatabase({ file, key, now: Date.now }));
    const due = database.prepare('SELECT m.text, o.due_at, o.run FROM outbox o JOIN message m ON m.id = o.id ORDER BY o.turn').all();
    const none = { due_at: null, run: null };
    expect(due).toEqual([
      { text: 'held', due_at: wroteAt + 5000, run: null },
      { text: 'scheduled', due_at: wroteAt + 600_000, run: null },
      { text: 'scheduled long ago', due_at: wroteAt - 7_200_000, run: null },
      { text: 'queued', due_at: wroteAt, run: null },
      { text: 'queued, and sent since', due_at: wroteAt, run: null },
      { text: 'queued long ago', due_at: wroteAt - 7_200_000, run: null },
      { text: 'sending', due_at: wroteAt, run: null },
      { text: 'failed', ...none },
      { text: 'unknown', ...none },
      { text: 'review', ...none },
    ]);
    const harness = createHarness(database);
    for (const text of ['sending', 'queued, and sent since']) {
      harness.service.keep({ direction: 'Outgoing', endpointId: line, otherAddress: ann, text, at: wroteAt + 60_000 });
    }
    const states = async () => {
      const { items } = value(await harness.messages.page({ search: '', limit: 50 }));
      return Object.fromEntries(items.map(({ text, state }) => [text, state]));
    };
    harness.clock.jump(wroteAt + 300_000 - harness.clock.now());
    harness.restart();
    await harness.clock.advance(70_000);
    await harness.clock.advance(1);
    expect(await states()).toEqual({
      held: 'review',
      scheduled: 'scheduled',
      'scheduled long ago': 'review',
      queued: 'accepted',
      'queued, and sent since': 'accepted',
      'queued long ago': 'review',
      sending: 'accepted',
      failed: 'failed',
      unknown: 'unknown',
      review: 'review',
      received: 'received',
      accepted: 'accepted',
    });
    expect(harness.service.requests.map(({ body }) => body)).toEqual(['queued']);
    const late = value(harness.messages.late()).map((id) => harness.get(id).text);
    expect(late).toEqual(['held', 'scheduled long ago', 'queued long ago']);
    await harness.clock.advance(600_000);
    expect((await states()).scheduled).toBe('accepted');
    database.close();
  });

  it('of version 2 keeps why a message failed, also where the sentence is no valid Unicode', async () => {
    const sentence = 'No such "number" \u{1f44b} \ud83d\0';
    writeFile(2, (raw, reached) => {
      if (reached !== 2) return;
      for (const [n, failure] of [{ code: 'refused', sentence, status: 400 }, { code: 'timeout' }].entries()) {
        raw.prepare("INSERT INTO message (id, at, state, own, address, text) VALUES (?, ?, 6, 1, '', '')").run([n, n]);
        raw.prepare('INSERT INTO outbox (id, turn, caret, failure) VALUES (?, ?, 0, ?)').run([n, n, JSON.stringify(failure)]);
      }
    });
    const { database } = value(openDatabase({ file, key, now: Date.now }));
    const harness = createHarness(database);
    expect(harness.get(0).failure).toEqual({ code: 'refused', detail: sentence, status: 400 });
    expect(harness.get(1).failure).toEqual({ code: 'timeout' });
    database.close();
  });
});
