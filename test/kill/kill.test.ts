import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type KillRunResult, runWithKills } from './kill-run.ts';

/** 100 in `npm test`, 1,000 in `npm run test:kill`. */
const kills = Number(process.env.EVO_KILLS ?? 100);
const parallelRuns = 2;

// Inside the checkout, so that the child finds libsql.
const folder = mkdtempSync(join(import.meta.dirname, '..', '..', 'node_modules', '.kill-'));
const child = join(folder, 'child.mjs');

beforeAll(async () => {
  await build({
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: join(import.meta.dirname, 'child.ts'),
      outDir: folder,
      target: 'node20',
      rolldownOptions: { external: ['libsql'], output: { entryFileNames: 'child.mjs' } },
    },
  });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const occurrences = (texts: readonly string[]): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return counts;
};

/** Everything in a result that breaks the promise, in words. */
function faultsOf({ submitted, stored, rows, sent, violations, integrity, errors }: KillRunResult): readonly string[] {
  const asked = occurrences(submitted);
  const kept = occurrences(stored);
  const arrived = occurrences(sent.map(({ text }) => text));
  const ids = new Set(sent.map(({ id }) => id));
  const faults = [...violations, ...errors, ...(integrity === 'ok' ? [] : [integrity])];
  for (const [text, count] of arrived) if (count > (asked.get(text) ?? 0)) faults.push(`sent ${count} times: ${text}`);
  for (const text of asked.keys()) {
    const of = rows.filter((row) => row.text === text);
    const own = of.filter((row) => row.own);
    const accepted = of.filter((row) => row.state === 'accepted');
    const open = own.filter((row) => row.state === 'unknown');
    if (own.length < (kept.get(text) ?? 0)) faults.push(`vanished: ${text}`);
    if (own.length > (asked.get(text) ?? 0)) faults.push(`${own.length} rows: ${text}`);
    if (accepted.length !== (arrived.get(text) ?? 0)) faults.push(`${accepted.length} accepted, ${arrived.get(text) ?? 0} sent: ${text}`);
    // A message that could not be told from an older one with certainty stands for itself, beside the row that stays unknown.
    if (of.length - own.length > open.length) faults.push(`pulled as somebody else's: ${text}`);
  }
  for (const { state, serverId, text } of rows) {
    if (state === 'accepted' && !ids.has(serverId)) faults.push(`accepted without a message of the service: ${text}`);
    if (!['accepted', 'failed', 'unknown', 'review'].includes(state)) faults.push(`still ${state}: ${text}`);
  }
  return faults;
}

const sum = (results: readonly KillRunResult[]) => {
  const killedAt: Record<string, number> = {};
  const states: Record<string, number> = {};
  for (const each of results) {
    for (const [step, count] of Object.entries(each.kills)) killedAt[step] = (killedAt[step] ?? 0) + count;
    for (const { state, own } of each.rows) {
      const word = own ? state : 'not claimed';
      states[word] = (states[word] ?? 0) + 1;
    }
  }
  return {
    killedAt,
    states,
    submitted: results.flatMap((each) => each.submitted).length,
    sent: results.flatMap((each) => each.sent).length,
  };
};

describe('killed with SIGKILL again and again', () => {
  it(`sends no text twice and loses none, over ${kills} kills`, { timeout: 60_000 + kills * 2000 }, async () => {
    const results = await Promise.all(
      Array.from({ length: parallelRuns }, () => runWithKills({ child, kills: Math.ceil(kills / parallelRuns), random: Math.random })),
    );
    const { killedAt, states, submitted, sent } = sum(results);
    console.table(killedAt);
    console.log(`${submitted} texts submitted, ${sent} at the service; rows at the end:`, states);
    expect(results.flatMap(faultsOf)).toEqual([]);
  });

  it('notices when requests go out of rows that are not `sending` on disk and are not looked up', { timeout: 120_000 }, async () => {
    const result = await runWithKills({ child, kills: 6, random: Math.random, places: ['request-answered'], sabotage: true });
    expect(faultsOf(result).filter((fault) => fault.startsWith('sent '))).not.toEqual([]);
  });
});
