import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Libsql from 'libsql';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createMessageStore } from '../../../../main/messages/store/message-store.ts';
import { openDatabase } from '../../../../main/messages/store/open-database.ts';
import { migrations } from '../../../../main/messages/store/schema.ts';
import { createDesk, memory, submission, value } from '../desk.ts';
import { ann, unknown } from '../fake-service.ts';

const key = 'a1'.repeat(32);
let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'quick-send-'));
  file = join(folder, 'history.db');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Makes a file as the app of an earlier version left it: its migrations, and a sample written by the columns of that time. */
function earlierFile(version: number): void {
  const raw = new Libsql(file, { encryptionKey: key } as Libsql.Options);
  raw.exec('PRAGMA journal_mode = WAL');
  for (const [n, migration] of migrations.slice(0, version).entries()) {
    if (typeof migration === 'string') raw.exec(migration);
    else migration(raw);
    raw.exec(samples[n] ?? '');
  }
  raw.exec(`PRAGMA user_version = ${version}`);
  raw.exec('PRAGMA journal_mode = DELETE');
  raw.close();
}

/** What a history holds, by the version that could write it first. A version that has shipped never changes here either. */
const samples = [
  `INSERT INTO line VALUES (1, 'ep-main', 'Main line');
   INSERT INTO message (id, at, state, own, line, address, name, text, exact_text, session_id, server_id)
     VALUES (517772148736, 1777630830000, 5, 0, 1, '${ann}', 'Ann', 'kept since version 1', NULL, NULL, 'm1');
   INSERT INTO message_text (rowid, text) VALUES (517772148736, 'kept since version 1');
   INSERT INTO note VALUES ('draft', '{"to":"Ann","text":"half","caret":4}');`,
  `INSERT INTO message (id, at, state, own, line, address, text, sender, hidden_at)
     VALUES (517772148737, 1777630831000, 7, 1, 1, '${ann}', 'new in version 2', 'Main line', 1777630840000);
   INSERT INTO outbox (id, turn, caret, due_at, run) VALUES (517772148737, 1, 0, 1777630831000, 'a');`,
];

describe('a file of an earlier version', () => {
  it.each(migrations.map((_, n) => n + 1))('of version %i is brought to the newest and keeps what it holds', async (version) => {
    earlierFile(version);
    const { database, notice } = value(openDatabase({ file, key, now: Date.now }));
    expect(notice).toBeUndefined();
    expect(database.prepare('PRAGMA user_version').get()?.user_version).toBe(migrations.length);
    const desk = createDesk(database);
    expect(value(await desk.messages.page({ search: 'SINCE', limit: 5 })).items).toMatchObject([
      { state: 'accepted', address: ann, lineName: 'Main line', serverId: 'm1' },
    ]);
    expect(database.prepare('SELECT address, text, caret FROM draft').all()).toEqual([{ address: 'Ann', text: 'half', caret: 4 }]);
    database.close();
  });

  it('of version 0, a file that was created and not yet filled, is brought to the newest', () => {
    earlierFile(0);
    value(openDatabase({ file, key, now: Date.now })).database.close();
  });
});

describe('a full disk', () => {
  it('is said, sends nothing, and leaves the text in the composer', async () => {
    const desk = createDesk();
    const draft = value(desk.messages.drafts.start({ to: ann, text: 'hello', caret: 1 }));
    const pages = Number(desk.database.prepare('PRAGMA page_count').get()?.page_count);
    desk.database.prepare(`PRAGMA max_page_count = ${pages}`).get();
    expect(desk.messages.submit(submission('x'.repeat(100_000)), draft)).toEqual({ ok: false, error: { code: 'disk-full' } });
    await desk.clock.advance(10_000);
    expect(desk.service.requests).toEqual([]);
    expect(value(desk.messages.drafts.shown()).text).toBe('hello');
    expect(value(await desk.messages.page({ search: '', limit: 5 })).items).toEqual([]);
  });

  /** A desk whose disk can be full: every transaction fails while it is. */
  function deskWithDisk() {
    const database = memory();
    const disk = { isFull: false };
    const desk = createDesk({
      ...database,
      transaction: (work) => {
        if (disk.isFull) throw Object.assign(new Error('full'), { code: 'SQLITE_FULL' });
        return database.transaction(work);
      },
    });
    return { desk, disk };
  }

  it('does not lose an outcome: it is stored as soon as there is room', async () => {
    const { desk, disk } = deskWithDisk();
    let open = () => {};
    const until = new Promise<void>((resolve) => {
      open = resolve;
    });
    desk.service.nextSends({ stored: true, until });
    const id = desk.submit('hello');
    await desk.clock.advance(1);
    disk.isFull = true;
    open();
    await desk.clock.advance(20_000);
    expect(desk.state(id)).toBe('sending');
    disk.isFull = false;
    await desk.clock.advance(5000);
    expect(desk.get(id)).toMatchObject({ state: 'accepted', serverId: 'server-1' });
    expect(desk.service.requests).toHaveLength(1);
  });

  it('sends nothing whose `sending` cannot be stored', async () => {
    const { desk, disk } = deskWithDisk();
    desk.messages.pause('offline');
    const id = desk.submit('hello');
    disk.isFull = true;
    desk.messages.resume('offline');
    await desk.clock.advance(60_000);
    expect(desk.service.requests).toEqual([]);
    disk.isFull = false;
    await desk.clock.advance(6000);
    expect(desk.state(id)).toBe('accepted');
  });
});

describe('the identity of a message', () => {
  it('is one row for one id of the service, also where it makes one message of two equal requests', async () => {
    const desk = createDesk();
    const one = desk.submit('hello');
    await desk.clock.advance(1);
    const serverId = desk.get(one).serverId ?? '';
    desk.service.nextSends({ stored: false, outcome: { kind: 'accepted', message: { id: serverId } } }, unknown(false));
    const two = desk.submit('hello');
    const three = desk.submit('hello');
    await desk.clock.advance(70_000);
    expect([one, two, three].map((id) => [desk.get(id).state, desk.get(id).serverId])).toEqual([
      ['accepted', serverId],
      ['accepted', undefined],
      ['unknown', undefined],
    ]);
  });

  it('is refused by the table itself when two rows claim one id', () => {
    const store = createMessageStore(memory());
    const row = { state: 'accepted', own: false, at: 1, address: ann, text: '', serverId: 'm1' } as const;
    store.insert(row);
    expect(() => store.insert(row)).toThrow(/UNIQUE/);
  });
});
