import type { OperationName } from './operations/names.ts';

/**
 * What can happen to a call. `-before`: the operation does not run; `-after`: it does. `slow` runs it at once and answers after `slowMs`;
 * `late` waits first, so that the message is stored after the client gave up.
 */
export const faultNames = [
  'ok',
  'slow',
  'late',
  'cut-before',
  'cut-after',
  'truncated-after',
  'html-after',
  'huge-after',
  '500-before',
  '500-after',
  '429',
  '429-retry-after',
  '503-html',
  '401',
] as const;

export type Fault = (typeof faultNames)[number];

/** Decides what happens to each call: first what is queued for its operation; a send then draws from `fault()`, in the same order for equal seeds. */
export function createFaultPlan(fault: () => readonly Fault[], seed: number) {
  const queues = new Map<OperationName, Fault[]>();
  const random = seededRandom(seed);
  return {
    queue(operation: OperationName, faults: readonly Fault[]): void {
      queues.set(operation, [...(queues.get(operation) ?? []), ...faults]);
    },
    next(operation: OperationName): Fault {
      const queued = queues.get(operation)?.shift();
      if (queued !== undefined || operation !== 'SendMessage') return queued ?? 'ok';
      const from = fault();
      return from[Math.floor(random() * from.length)] ?? 'ok';
    },
  };
}

/** The generator mulberry32: equal seeds give equal draws in [0, 1). */
function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
