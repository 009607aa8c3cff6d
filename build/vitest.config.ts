import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * Six projects: `node` (plain modules), `dom` (views in happy-dom), `scripts` (what npm runs, as processes), `fuzz` (random input), `kill`
 * (the send path, killed; damaged histories), `e2e` (the packaged app under a real X server). `npm run check` runs the first two, `npm test` all.
 */
export default defineConfig({
  root,
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    // Vitest leaves a core free; with two that would be half of the machine.
    maxWorkers: '100%',
    // A test that hangs ends after this, in ms; how fast the app is, is measured by `npm run bench`, so a busy machine fails nothing.
    testTimeout: 60_000,
    expect: { poll: { timeout: 10_000 } },
    projects: [
      // Plain modules keep no state of their own, so files can share a process: that halves the time of `npm run check`.
      { extends: true, test: { name: 'node', environment: 'node', isolate: false, include: ['test/{main,build,simulator}/**/*.test.ts'] } },
      {
        extends: true,
        test: {
          name: 'dom',
          environment: 'happy-dom',
          pool: 'threads',
          include: ['test/renderer/**/*.test.{ts,tsx}'],
          setupFiles: ['test/renderer/set-up.ts'],
        },
      },
      { extends: true, test: { name: 'scripts', environment: 'node', include: ['test/scripts/**/*.test.ts'] } },
      { extends: true, test: { name: 'fuzz', environment: 'node', include: ['test/fuzz/**/*.test.ts'] } },
      { extends: true, test: { name: 'kill', environment: 'node', include: ['test/{kill,flip}/**/*.test.ts'], hookTimeout: 60_000 } },
      {
        extends: true,
        test: {
          name: 'e2e',
          environment: 'node',
          include: ['test/e2e/**/*.test.ts'],
          fileParallelism: false,
          // A whole desktop session on a busy machine can stall once for reasons that are not the app's; vitest tells of every retry.
          retry: process.env.CI ? 1 : 0,
          hookTimeout: 120_000,
        },
      },
    ],
    // The client decides whether a message may leave again: its tests reach above 95 % of its lines and branches.
    coverage: { provider: 'v8', include: ['main/evo-voice/**/*.ts'], reporter: ['text'], thresholds: { lines: 95, branches: 95 } },
  },
});
