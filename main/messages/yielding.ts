import { setImmediate } from 'node:timers/promises';

/** How long the main thread may be kept at one go by long work, in ms; a stall becomes visible above 50. */
const sliceMs = 10;

/** Gives a function to call often within long work: it lets everything else run once 10 ms have passed since the last time it did. */
export function createBreather(): () => Promise<void> | undefined {
  let begun = performance.now();
  return () => {
    if (performance.now() - begun < sliceMs) return undefined;
    return setImmediate().then(() => {
      begun = performance.now();
    });
  };
}
