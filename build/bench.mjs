import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { root, runScript } from './command.mjs';
import { setUpDependencies } from './set-up.mjs';
import { say } from './terminal.mjs';

/**
 * One line of a benchmark. `budget`: the highest value allowed, in the same unit.
 * @typedef {{ what: string, value: number, unit: string, budget?: number }} Row
 */

/**
 * `npm run bench [-- NAME...]`: runs every `build/bench/*.bench.ts` (or those whose name holds one of the words) and prints a table. Its exit
 * code is not 0 when a budget was missed.
 */
await runScript(async () => {
  await setUpDependencies();
  const { register } = await import('tsx/esm/api');
  register();
  const folder = path.join(root, 'build', 'bench');
  const wanted = process.argv.slice(2);
  const files = (existsSync(folder) ? readdirSync(folder) : [])
    .filter((name) => name.endsWith('.bench.ts') && (wanted.length === 0 || wanted.some((word) => name.includes(word))))
    .sort();
  let missed = 0;
  for (const name of files) {
    say(`\n${name}`);
    /** @type {{ default: () => Promise<{ rows: Row[] }> }} */
    const { default: bench } = await import(pathToFileURL(path.join(folder, name)).href);
    for (const row of (await bench()).rows) {
      console.log(line(row));
      if (isMissed(row)) missed++;
    }
  }
  if (missed > 0) say(`\n${missed} over budget`);
  return missed === 0 ? 0 : 1;
});

/** @param {Row} row */
function isMissed({ value, budget }) {
  return budget !== undefined && value > budget;
}

/** @param {Row} row */
function line(row) {
  const value = row.value.toLocaleString('en-US', { maximumSignificantDigits: 3 });
  const verdict = row.budget === undefined ? '' : `${isMissed(row) ? 'OVER' : 'within'} ${row.budget} ${row.unit}`;
  return `  ${row.what.padEnd(72)} ${`${value} ${row.unit}`.padStart(14)}   ${verdict}`.trimEnd();
}
