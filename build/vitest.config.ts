import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Four projects: `node` (plain modules), `dom` (views in happy-dom), `kill` (the send path, killed), `e2e` (the packaged app under a real X server). */
export default defineConfig({
  root,
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    projects: [
      { extends: true, test: { name: 'node', environment: 'node', include: ['test/{main,build,simulator}/**/*.test.ts'] } },
      {
        extends: true,
        test: {
          name: 'dom',
          environment: 'happy-dom',
          include: ['test/renderer/**/*.test.{ts,tsx}'],
          setupFiles: ['test/renderer/set-up.ts'],
          testTimeout: 30_000,
        },
      },
      { extends: true, test: { name: 'kill', environment: 'node', include: ['test/kill/**/*.test.ts'], hookTimeout: 60_000 } },
      {
        extends: true,
        test: {
          name: 'e2e',
          environment: 'node',
          include: ['test/e2e/**/*.test.ts'],
          fileParallelism: false,
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
    ],
    coverage: { provider: 'v8', include: ['main/**', 'renderer/**'] },
  },
});
