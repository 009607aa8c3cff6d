import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout } from 'node:timers/promises';

/** ms that each of some runs took. */
export function times(count: number, run: (n: number) => unknown): number[] {
  return Array.from({ length: count }, (_, n) => {
    const started = performance.now();
    run(n);
    return performance.now() - started;
  });
}

/** The same for runs that take their time, one after another. */
export async function timesLater(runs: readonly (() => Promise<void>)[]): Promise<number[]> {
  const taken: number[] = [];
  for (const run of runs) {
    const started = performance.now();
    await run();
    taken.push(performance.now() - started);
  }
  return taken;
}

/** The longest time in ms that the event loop stood still while some work was done. */
export async function longestStall(work: () => Promise<unknown>): Promise<number> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  // The first and the last stall are seen only by a timer that runs before and after them.
  await setTimeout(10);
  await work();
  await setTimeout(10);
  delay.disable();
  return delay.max / 1e6;
}

const sorted = (values: readonly number[]): number[] => [...values].sort((a, b) => a - b);
export const median = (values: readonly number[]): number => sorted(values)[Math.floor(values.length / 2)] ?? Number.NaN;
export const p95 = (values: readonly number[]): number => sorted(values)[Math.floor(values.length * 0.95)] ?? Number.NaN;
