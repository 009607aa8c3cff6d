import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FlipRunResult, runChild, runFlips } from './flip-run.ts';

/** 100 in `npm test`, 500 in `npm run test:kill`. */
const flips = Number(process.env.EVO_FLIPS ?? 100);
const seed = Number(process.env.EVO_SEED ?? Math.floor(Math.random() * 1e6));
const parallelRuns = 2;

// Inside the checkout, so that the child finds libsql.
const folder = mkdtempSync(join(import.meta.dirname, '..', '..', 'node_modules', '.flip-'));
const child = join(folder, 'child.mjs');

// In memory where there is a place for that: thousands of commits reach no disk then.
const places = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'quick-send-flip-'));

beforeAll(async () => {
  await build({
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: join(import.meta.dirname, 'child.ts'),
      outDir: folder,
      emptyOutDir: false,
      target: 'node20',
      rolldownOptions: { external: ['libsql'], output: { entryFileNames: 'child.mjs' } },
    },
  });
  const made = await runChild(child, { kind: 'make', folder });
  if (made.death !== undefined) throw new Error(made.death);
});
afterAll(() => {
  for (const each of [folder, places]) rmSync(each, { recursive: true, force: true });
});

const run = (nth: number, from: number, to: number, damage: 'none' | 'flip' | 'sealed'): Promise<FlipRunResult> =>
  runFlips(child, { kind: 'flip', folder, place: join(places, String(nth)), seed, from, to, again: false, damage });

const countOf = (words: readonly string[]): Readonly<Record<string, number>> => {
  const counts: Record<string, number> = {};
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
};

describe('a history with one flipped bit', () => {
  it('would be found out, did it show or send another digit', async () => {
    const { verdicts } = await run(0, 0, 1, 'sealed');
    const faults = verdicts.flatMap((verdict) => verdict.faults);
    expect(faults.filter((fault) => fault.startsWith('shown changed'))).not.toEqual([]);
    expect(faults.filter((fault) => fault.startsWith('sent but never waiting'))).not.toEqual([]);
  });

  it('is shown, searched and sent as it is without one', async () => {
    const { verdicts, deaths } = await run(0, 0, 6, 'none');
    expect(deaths).toEqual([]);
    expect(verdicts.map(({ faults, said, missed }) => ({ faults, said, missed }))).toEqual(
      verdicts.map(() => ({ faults: [], said: [], missed: 0 })),
    );
    for (const { sent, shown } of verdicts) {
      expect(sent).toBe(9);
      expect(shown).toBeGreaterThan(200);
    }
  });

  it(`never ends the app for good, and shows or sends nothing that was not written, over ${flips} flips`, {
    timeout: 60_000 + flips * 2000,
  }, async () => {
    const each = Math.ceil(flips / parallelRuns);
    const results = await Promise.all(Array.from({ length: parallelRuns }, (_, nth) => run(nth, nth * each, (nth + 1) * each, 'flip')));
    const verdicts = results.flatMap((result) => result.verdicts);
    const deaths = results.flatMap((result) => result.deaths);
    console.log(
      `seed ${seed}: ${verdicts.length} flips, ${deaths.length} starts that died, said:`,
      countOf(verdicts.flatMap(({ said }) => said)),
    );
    console.log(`${verdicts.filter(({ missed }) => missed > 0).length} searches found less, without a word`);
    expect(results.flatMap((result) => result.hopeless)).toEqual([]);
    expect(verdicts.filter(({ faults }) => faults.length > 0)).toEqual([]);
    expect(verdicts.length).toBe(each * parallelRuns);
  });
});
