import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { setImmediate } from 'node:timers/promises';
import Conf from 'conf';
import { systemClock } from '../../main/clock.ts';
import type { PageQuery } from '../../main/messages/contract.ts';
import { createMessages } from '../../main/messages/messages.ts';
import type { Database } from '../../main/messages/store/database.ts';
import { createIndexMerge } from '../../main/messages/store/index-merge.ts';
import { openDatabase } from '../../main/messages/store/open-database.ts';
import { say } from '../terminal.mjs';
import { begin, createRandom, createTexts, everyMs, fill } from './messages-sample.ts';
import { longestStall, median, p95, times, timesLater } from './timing.ts';

interface Row {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  readonly budget?: number;
}

/** 1,000,000; fewer for a quick look. */
const rows = Number(process.env.EVO_BENCH_ROWS ?? 1_000_000);
const storeRows = 100_000;
const key = 'a1'.repeat(32);

/** The history at 1,000,000 messages, and electron-store doing the same append at 100,000. */
export default async function bench(): Promise<{ rows: readonly Row[] }> {
  const folder = mkdtempSync(path.join(tmpdir(), 'quick-send-bench-'));
  const file = path.join(folder, 'history.db');
  try {
    const empty = path.join(folder, 'empty.db');
    open(empty).close();
    const filling = open(file);
    await fill(filling, rows, (done) => {
      if (done % 100_000 === 0) say(`  filled ${done.toLocaleString('en-US')}`);
    });
    filling.close();
    const bytes = statSync(file).size / rows;
    const memory = memoryOf(file) - memoryOf(empty);
    const opening = times(7, () => open(file).close.call(undefined));
    return {
      rows: [
        { what: 'file size per message', value: bytes, unit: 'bytes', budget: 600 },
        { what: 'memory from 0 rows to all', value: memory / 1e6, unit: 'MB', budget: 20 },
        { what: 'open and close, median', value: median(opening), unit: 'ms' },
        ...(await live(file)),
        { what: `electron-store: the same append at ${storeRows.toLocaleString('en-US')} rows`, value: storeAppend(folder), unit: 'ms' },
      ],
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function open(file: string): Database {
  const opened = openDatabase({ file, key, now: Date.now });
  if (!opened.ok) throw new Error(opened.error.code);
  return opened.value.database;
}

/** Everything that is measured on one open history. */
async function live(file: string): Promise<readonly Row[]> {
  const started = performance.now();
  const database = open(file);
  const openMs = performance.now() - started;
  const messages = createMessages({
    database,
    client: () => undefined,
    clock: systemClock,
    log: { info: () => {}, warn: () => {}, error: () => {} },
    random: Math.random,
    onChange: () => {},
  });
  messages.start();
  messages.pause('offline');
  const random = createRandom(7);
  const text = createTexts(random);
  const append = times(300, (n) => {
    const target = { kind: 'sms', endpointId: '67409d80e000000000000001', toAddress: `+1555${1_000_000 + (n % 50) * 37}` } as const;
    messages.submit({ target, text: text(), caret: 0, lineName: 'Line 1', holdMs: 0 });
  });
  // The index is merged after changes; nobody sends 300 messages and searches in the same second.
  await createIndexMerge(database, systemClock).mergeAll();
  const page = async (query: Partial<PageQuery>) => {
    const result = await messages.page({ search: '', limit: 50, ...query });
    if (!result.ok) throw new Error(result.error.code);
  };
  const first = await timesLater(Array.from({ length: 100 }, () => () => page({})));
  const samples = createTexts(createRandom());
  const fragment = () => {
    const from = samples();
    const length = 3 + Math.floor(random() * 10);
    const start = Math.floor(random() * (from.length - length));
    return from.slice(start, start + length);
  };
  const year = 365 * 86_400_000;
  const filters: readonly Partial<PageQuery>[] = [
    {},
    { states: ['received'] },
    { states: ['accepted', 'failed'] },
    { states: ['failed'] },
    { from: begin + year, to: begin + year + 30 * 86_400_000 },
    { to: begin + (rows * everyMs) / 2 },
    { from: begin + rows * everyMs - 86_400_000, states: ['received'] },
  ];
  const typed = [
    ...Array.from({ length: 60 }, fragment),
    'e t',
    '555',
    '+1555',
    '(555) 10',
    'zzzzqq',
    'qxqxqx',
    'not in there',
    'person 99',
    '1003700',
  ];
  const search = await timesLater(typed.flatMap((each) => filters.map((filter) => () => page({ search: each, ...filter }))));
  const plain = await timesLater(typed.map((each) => () => page({ search: each })));
  const short = await timesLater(
    ['e', 'et', 'xq', 'zq', 'qz', '5', '55', '7', 'z', '€', 'jx', 'éa', 'o ', ' 9'].flatMap((each) => [
      () => page({ search: each }),
      () => page({ search: each, states: ['received'] }),
    ]),
  );
  const stalls = await stallsOf({
    'exporting, and importing the same': async () => {
      const path = `${file}.export`;
      await messages.exportTo('jsonl', path);
      await messages.importFrom(path, { signal: AbortSignal.timeout(5000) });
    },
    'deleting 1,000 messages': async () => {
      const some = await messages.page({ search: '', limit: 1000 });
      if (some.ok) await messages.remove(some.value.items.map(({ id }) => id));
    },
    searching: async () => {
      // Nobody types two searches in one turn.
      for (const each of typed) {
        await page({ search: each });
        await setImmediate();
      }
    },
  });
  await messages.close();
  return [
    { what: 'open, first time', value: openMs, unit: 'ms', budget: 20 },
    { what: 'durable append of an outgoing row with its state, median', value: median(append), unit: 'ms', budget: 1 },
    { what: 'durable append of an outgoing row with its state, p95', value: p95(append), unit: 'ms', budget: 5 },
    { what: 'first page, median', value: median(first), unit: 'ms', budget: 2 },
    { what: 'search of 3+ characters, median', value: median(plain), unit: 'ms', budget: 3 },
    { what: 'search of 3+ characters, p95', value: p95(plain), unit: 'ms', budget: 15 },
    { what: 'the same with state and date filters, median', value: median(search), unit: 'ms', budget: 3 },
    { what: 'the same with state and date filters, p95', value: p95(search), unit: 'ms', budget: 15 },
    { what: 'search of one and two characters, longest', value: Math.max(...short), unit: 'ms', budget: 150 },
    ...stalls,
  ];
}

/** The longest time the event loop stood still during each piece of work. */
async function stallsOf(work: Readonly<Record<string, () => Promise<void>>>): Promise<readonly Row[]> {
  const found: Row[] = [];
  for (const [what, run] of Object.entries(work)) {
    found.push({ what: `longest stall while ${what}`, value: await longestStall(run), unit: 'ms', budget: 50 });
  }
  return found;
}

/** Resident memory of a process that works with a history, in bytes. */
const memoryOf = (file: string): number =>
  Number(
    execFileSync(process.execPath, ['--expose-gc', '--import', 'tsx', path.join(import.meta.dirname, 'messages-memory.ts'), file, key], {
      encoding: 'utf8',
    }),
  );

/** What a list in one JSON file costs (electron-store is `conf` in Electron's folder). */
function storeAppend(folder: string): number {
  const text = createTexts(createRandom());
  const store = new Conf<{ messages: unknown[] }>({ cwd: folder, configName: 'store', projectName: 'bench', defaults: { messages: [] } });
  const row = (n: number) => ({ id: n, at: begin + n, state: 'accepted', address: '+15551000000', text: text() });
  store.set(
    'messages',
    Array.from({ length: storeRows }, (_, n) => row(n)),
  );
  return median(times(5, (n) => store.set('messages', [...store.get('messages'), row(n)])));
}
