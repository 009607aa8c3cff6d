import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { updateRow } from '../../main/messages/store/codec.ts';
import { stateCode } from '../../main/messages/store/message-rows.ts';
import { openDatabase } from '../../main/messages/store/open-database.ts';
import { messageTable } from '../../main/messages/store/tables.ts';
import { value } from '../main/messages/harness.ts';
import { type App, startApp } from './app.ts';
import { key, type Reference } from './reference.ts';
import type { ChildTask, Part, Verdict } from './steps.ts';
import { createTruth, type Truth } from './truth.ts';

/** Words to search for: short, long, and not of our alphabet. */
const searches = ['no', 'and so on', 'straße', '日本', '👋', 'invoice "7'];

type FlipTask = Extract<ChildTask, { kind: 'flip' }>;

/** The reference, and what was true of it. */
export interface Known {
  readonly reference: Reference;
  readonly truths: Readonly<Record<Part, Truth>>;
}

/** Reads the reference in a folder. */
export function readReference(folder: string): Known {
  const reference = JSON.parse(readFileSync(join(folder, 'reference.json'), 'utf8')) as Reference;
  const truth = (part: Part) => createTruth(reference, part);
  return { reference, truths: { whole: truth('whole'), log: truth('log'), 'under-log': truth('under-log') } };
}

/** Flips one bit, starts the app over what is left, does with it what a person would, and tells what was wrong. */
export async function flipOne(task: FlipTask, known: Known, nth: number, again: boolean): Promise<Verdict> {
  const part: Part = (['whole', 'log', 'whole', 'log', 'whole', 'under-log'] as const)[nth % 6] ?? 'whole';
  const bit = again ? -1 : placeFiles(task, part, nth);
  const { reference } = known;
  const truth = known.truths[part];
  const faults: string[] = [];
  const opened = startApp(join(task.place, 'history.db'), reference);
  if ('failed' in opened) return { nth, part, bit, said: [], faults: [`cannot be opened: ${opened.failed}`], sent: 0, shown: 0, missed: 0 };
  const { app } = opened;
  const before = await look(app, truth, faults, true);
  await app.run();
  const after = await look(app, truth, faults, false);
  faults.push(...truth.faultsOfSent(app.requests()));
  const canSend = await app.canSend();
  const said = [...new Set([...app.said(), ...before.said, ...after.said])];
  // Only the next start, which is asked below, can deal with a damaged page.
  if (!canSend && !said.includes('history-unreadable')) faults.push('sends nothing any more');
  if (!app.isSetAside() && !before.failed) faults.push(...truth.hidden(before.ids, said));
  await app.close();
  if (said.length > 0) faults.push(...(await lookAgain(task, known, truth)));
  return { nth, part, bit, said, faults: [...new Set(faults)], sent: app.requests().length, shown: before.ids.size, missed: before.missed };
}

/** Starts once more with a file of which something was said, which may be checked in full and set aside now. */
async function lookAgain({ place }: FlipTask, { reference }: Known, truth: Truth): Promise<readonly string[]> {
  const opened = startApp(join(place, 'history.db'), reference);
  if ('failed' in opened) return [`cannot be opened again: ${opened.failed}`];
  const { app } = opened;
  const faults: string[] = [];
  await app.run();
  await look(app, truth, faults, false);
  faults.push(...truth.faultsOfSent(app.requests()));
  if (!(await app.canSend())) faults.push('sends nothing any more at the next start');
  await app.close();
  return faults;
}

/** Puts the files in place with one bit flipped, and returns which one; -1: none. */
function placeFiles({ folder, place, damage, seed }: FlipTask, part: Part, nth: number): number {
  rmSync(place, { recursive: true, force: true });
  mkdirSync(place, { recursive: true });
  const source = join(folder, part === 'whole' ? 'whole.db' : 'torn.db');
  const file = join(place, 'history.db');
  copyFileSync(source, file);
  if (part !== 'whole') copyFileSync(`${source}-wal`, `${file}-wal`);
  if (damage === 'sealed') changeSealed(file);
  if (damage !== 'flip') return -1;
  const flipped = part === 'log' ? `${file}-wal` : file;
  const bytes = readFileSync(flipped);
  const random = createHash('sha256').update(`${seed} ${nth}`).digest().readUIntBE(0, 6) / 2 ** 48;
  const bit = Math.floor(random * bytes.length * 8);
  bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7));
  writeFileSync(flipped, bytes);
  return bit;
}

/** Changes a digit of all that waits, with the key. */
function changeSealed(file: string): void {
  const { database } = value(openDatabase({ file, key, now: Date.now }));
  for (const { id, text } of database.prepare('SELECT id, text FROM message WHERE state = ?').all(stateCode.queued))
    updateRow(database, messageTable, Number(id), { text: String(text).replace(/\d/, (digit) => String((Number(digit) + 1) % 10)) });
  database.close();
}

/** Reads everything there is. `exact`: it is as it was left, so it must be what was written to the last letter. */
async function look({ messages }: App, truth: Truth, faults: string[], exact: boolean) {
  const said: string[] = [];
  const ids = new Set<number>();
  const readable = new Set<number>();
  let failed = false;
  const tell = (code: string) => {
    said.push(code);
    failed = true;
  };
  for (let after: { at: number; id: number } | undefined, more = true; more; ) {
    const page = await messages.page({ search: '', limit: 100, ...(after ? { after } : {}) });
    if (!page.ok) {
      tell(page.error.code);
      break;
    }
    const { items, damaged = [] } = page.value;
    faults.push(...items.flatMap((item) => truth.faultsOfShown(item, exact)));
    for (const { id } of [...items, ...damaged]) ids.add(id);
    for (const { id } of items) readable.add(id);
    if (damaged.length > 0) said.push('damaged rows');
    const last = [...items, ...damaged].sort((a, b) => a.at - b.at || a.id - b.id)[0];
    more = page.value.more && last !== undefined;
    after = last && { at: last.at, id: last.id };
  }
  let missed = 0;
  // What a start changes, it changes in rows that have been read by then.
  for (const search of exact ? searches : []) {
    const found = await messages.page({ search, limit: 200 });
    if (!found.ok) tell(found.error.code);
    else {
      faults.push(...found.value.items.flatMap((item) => truth.faultsOfShown(item, exact)));
      if (!found.value.more) missed += truth.missedBy(search, found.value.items, readable);
    }
  }
  const people = messages.suggest('', 10_000);
  if (people.ok) faults.push(...people.value.flatMap((person) => truth.faultsOfPerson(person, exact)));
  else tell(people.error.code);
  const drafts = messages.drafts.list();
  if (drafts.ok) faults.push(...drafts.value.flatMap((draft) => truth.faultsOfDraft(draft, exact)));
  else tell(drafts.error.code);
  for (const read of [
    () => messages.drafts.shown(),
    () => messages.readValue('lines'),
    () => messages.late(),
    () => messages.held(),
    () => messages.lastLine(),
  ]) {
    const result = read();
    if (!result.ok) tell(result.error.code);
  }
  const damage = messages.damage();
  if (damage.unsent + damage.drafts + damage.people > 0) said.push('damage');
  return { said, ids, failed, missed };
}
