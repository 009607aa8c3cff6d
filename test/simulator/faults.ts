/**
 * What can happen to a send (evo-voice-api.md 6.3, switch 10). `-before`: nothing is stored; `-after`: the message is.
 * `slow` stores at once and answers after `slowMs`; `late` waits first, so the message appears after the client gave up.
 */
export const sendFaults = [
  'ok',
  'slow',
  'late',
  'cut-before',
  'cut-after',
  'truncated-after',
  'html-after',
  '500-before',
  '500-after',
  '429',
  '429-retry-after',
  '503-html',
  '401',
] as const;

export type SendFault = (typeof sendFaults)[number];

/** Decides the fault of each send: the queue first, then a seeded draw from `fault()`. */
export function createFaultPlan(fault: () => readonly SendFault[], seed: number) {
  const queue: SendFault[] = [];
  const random = seededRandom(seed);
  return {
    queueNext: (faults: readonly SendFault[]) => queue.push(...faults),
    next(): SendFault {
      const from = fault();
      return queue.shift() ?? from[Math.floor(random() * from.length)] ?? 'ok';
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
