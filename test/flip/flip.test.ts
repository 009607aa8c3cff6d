import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FlipRunResult, runChild, runFlips } from './flip-run.ts';

/** 100 in `npm test`. */
const flips = Number(process.env.EVO_FLIPS ?? 100);
const seed = Number(process.env.EVO_SEED ?? Math.floor(Math.random() * 1e6));
const parallelRuns = 2;

// Inside the checkout, so that the child finds libsql.
const folder = mkdtempSync(join(import.meta.dirname, '..', '..', 'node_modules', '.flip-'));
const child = join(folder, 'child.mjs');

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
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = (nth: number, from: number, to: number, isFlipped: boolean): Promise<FlipRunResult> =>
  runFlips(child, { kind: 'flip', folder, place: join(folder, `place-${nth}`), seed, from, to, again: false, flips: isFlipped });

const countOf = (words: readonly string[]): Readonly<Record<string, number>> => {
  const counts: Record<string, number> = {};
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
};

describe('a history with one flipped bit', () => {
  it('is shown, searched and sent as it is without one', async () => {
    const { verdicts, deaths } = await run(0, 0, 6, false);
    expect(deaths).toEqual([]);
    expect(verdicts.map(({ faults, said, missed }) => ({ faults, said, missed }))).toEqual(
      verdicts.map(() => ({ faults: [], said: [], missed: 0 })),
    );
    for (const { sent, shown } of verdicts) {
      expect(sent).toBeGreaterThan(10);
      expect(shown).toBeGreaterThan(300);
    }
  });

  it(`never ends the app for good, and shows or sends nothing that was not written, over ${flips} flips`, {
    timeout: 60_000 + flips * 2000,
  }, async () => {
    const each = Math.ceil(flips / parallelRuns);
    const results = await Promise.all(Array.from({ length: parallelRuns }, (_, nth) => run(nth, nth * each, (nth + 1) * each, true)));
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
