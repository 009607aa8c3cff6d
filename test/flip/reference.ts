import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MessageInfo } from '../../main/evo-voice/dtos.ts';
import type { Database } from '../../main/messages/store/database.ts';
import { openDatabase } from '../../main/messages/store/open-database.ts';
import type { Submission } from '../../main/model/message.ts';
import { line, notProcessed, refused, unknown } from '../main/messages/fake-service.ts';
import { createHarness, type Harness, value } from '../main/messages/harness.ts';
import { createVersions, type Versions } from './versions.ts';

export const key = 'ab+/'.repeat(8);

/** A history without damage, and all that was ever true of it. */
export interface Reference {
  /** ms since 1970: when it was left. */
  readonly now: number;
  /** What the service holds. */
  readonly stored: readonly MessageInfo[];
  /** What was in the history when its write-ahead log began, and from then on. */
  readonly versions: Versions;
  /** The ids of the messages that were there when the log began. */
  readonly ids: readonly number[];
  /** The ids of those that were there in the end. */
  readonly finalIds: readonly number[];
}

const people = Array.from({ length: 12 }, (_, n) => `+1202555${String(1000 + n * 7)}`);
const wordsOf = (n: number): string =>
  ['Zoë', 'naïve 👩‍👩‍👧', 'straße', 'appointment', 'invoice', '日本語', 'thanks 👋', 'call back'][n % 8] ?? '';

let count = 0;
/** A text that no other message has; every tenth is long. */
const nextText = (): string => {
  count++;
  const text = `no. ${count}: ${wordsOf(count)} "${(count * 7919) % 10_007}"`;
  return count % 10 === 0 ? `${text}\n${`${wordsOf(count + 1)} and so on. `.repeat(60)}` : text;
};

const to = (n: number): Partial<Submission> => ({
  target: { kind: 'sms', endpointId: line, toAddress: people[n % people.length] ?? '' },
  name: n % 3 === 0 ? `Person ${n % people.length} ${wordsOf(n)}` : undefined,
});

function receive({ service, clock }: Harness, howMany: number): void {
  for (let n = 0; n < howMany; n++) {
    const direction = n % 5 === 0 ? 'Outgoing' : 'Incoming';
    const at = clock.now() - n * 50_000;
    service.keep({ direction, text: nextText(), endpointId: line, endpointDisplayName: 'Main line', otherAddress: people[n % 12], at });
  }
}

async function sendSome(
  harness: Harness,
  each: { readonly accepted: number; readonly refused: number; readonly unknown: number },
): Promise<void> {
  const behaviours = [
    ...Array.from({ length: each.accepted }, () => ({ stored: true })),
    ...Array.from({ length: each.refused }, () => refused('Invalid ToAddress')),
    ...Array.from({ length: each.unknown }, () => unknown(false)),
  ];
  for (const [n, behaviour] of behaviours.entries()) {
    harness.service.nextSends(behaviour);
    harness.submit(nextText(), to(n));
    await harness.pass(2000);
  }
}

/** Texts that wait: held, scheduled, queued, being sent, in review. */
async function leaveSome(harness: Harness): Promise<void> {
  const minute = 60_000;
  harness.service.nextSends(...Array.from({ length: 3 }, () => ({ stored: true, until: new Promise<never>(() => {}) })));
  for (const n of [0, 1, 2]) harness.submit(nextText(), to(n));
  await harness.pass(1000);
  harness.service.nextSends(notProcessed({ code: 'rate-limited', status: 429, retryAfterMs: 20 * minute }));
  harness.submit(nextText(), to(3));
  await harness.pass(1000);
  harness.messages.pause('offline');
  for (let n = 4; n < 11; n++) harness.submit(nextText(), to(n));
  for (let n = 0; n < 4; n++) harness.submit(nextText(), { ...to(n), holdMs: 60_000 });
  for (let n = 0; n < 4; n++) harness.submit(nextText(), { ...to(n), sendAt: harness.clock.now() + (n === 0 ? 30_000 : n * 60 * minute) });
}

function draftSome({ messages }: Harness, howMany: number): void {
  for (let n = 0; n < howMany; n++) value(messages.drafts.start({ to: people[n] ?? '', text: nextText(), caret: n, endpointId: line }));
}

/** Messages that could not leave in time. */
async function missSome(harness: Harness): Promise<void> {
  harness.messages.pause('offline');
  for (let n = 0; n < 5; n++) harness.submit(nextText(), to(n));
  harness.clock.jump(31 * 60_000);
  harness.messages.resume('offline');
  await harness.pass(2000);
}

/** Most of it, in the file itself. */
async function fillFile(harness: Harness): Promise<void> {
  receive(harness, 120);
  harness.messages.startPull();
  await harness.pass(5000);
  await sendSome(harness, { accepted: 50, refused: 8, unknown: 4 });
  await harness.pass(120_000);
  const open = value(await harness.messages.page({ search: '', states: ['unknown'], limit: 10 })).items;
  value(harness.messages.act(open[0]?.id ?? 0, 'mark-sent'));
  value(harness.messages.act(open[1]?.id ?? 0, 'hide'));
  await missSome(harness);
  draftSome(harness, 8);
  value(harness.messages.writeValue('lines', ['Main line', 'Zoë 👋']));
  const old = value(await harness.messages.page({ search: '', states: ['received'], limit: 200 })).items.slice(-3);
  value(await harness.messages.remove(old.map(({ id }) => id)));
}

/** The rest, in the write-ahead log. */
async function fillLog(harness: Harness): Promise<void> {
  await sendSome(harness, { accepted: 12, refused: 2, unknown: 2 });
  receive(harness, 12);
  await harness.pass(120_000);
  draftSome(harness, 3);
  await leaveSome(harness);
}

const checkpoint = (database: Database): void => void database.prepare('PRAGMA wal_checkpoint(TRUNCATE)').all();

/**
 * Makes the reference: `whole.db`, and `torn.db` with `torn.db-wal`, which are the same history with the last part of it in its write-ahead log, and
 * `reference.json`.
 */
export async function makeReference(folder: string): Promise<void> {
  const file = join(folder, 'making.db');
  const { database } = value(openDatabase({ file, key, now: Date.now }));
  const versions = createVersions(database);
  const harness = createHarness(versions.watched);
  await fillFile(harness);
  checkpoint(database);
  versions.begin(harness.messages);
  const ids = Object.keys(versions.known.messages).map(Number);
  await fillLog(harness);
  copyFileSync(file, join(folder, 'torn.db'));
  copyFileSync(`${file}-wal`, join(folder, 'torn.db-wal'));
  checkpoint(database);
  copyFileSync(file, join(folder, 'whole.db'));
  const finalIds = database
    .prepare('SELECT id FROM message')
    .all()
    .map(({ id }) => Number(id));
  const reference: Reference = { now: harness.clock.now(), stored: harness.service.stored, versions: versions.known, ids, finalIds };
  writeFileSync(join(folder, 'reference.json'), JSON.stringify(reference));
}
