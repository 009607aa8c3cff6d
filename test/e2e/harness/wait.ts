import { setTimeout as pause } from 'node:timers/promises';

/** ms between two looks; short beside anything that is waited for. */
const INTERVAL = 25;

/**
 * Waits until `look` gives something that is not false, null or undefined, and gives that back. Throws with `what` after `timeout` ms.
 */
export async function waitUntil<T>(what: string, look: () => T | Promise<T>, timeout = 10_000): Promise<NonNullable<T>> {
  const until = performance.now() + timeout;
  for (;;) {
    const seen = await look();
    if (seen !== false && seen !== null && seen !== undefined) return seen;
    if (performance.now() > until) throw new Error(`Waited ${timeout} ms in vain: ${what}`);
    await pause(INTERVAL);
  }
}
