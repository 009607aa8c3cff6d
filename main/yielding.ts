import { setImmediate } from 'node:timers/promises';

/** How long a piece of work may keep the main thread, in ms; people notice a stall above 50. */
const sliceMs = 10;

/** Creates a function for long work to call often: it lets everything else run if 10 ms have passed since the last time it did. */
export function createYielder(): () => Promise<void> | undefined {
  let begun = performance.now();
  return () => {
    if (performance.now() - begun < sliceMs) return undefined;
    return setImmediate().then(() => {
      begun = performance.now();
    });
  };
}
