import { rm } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { root, runQuietly } from './command.mjs';

const electronVite = path.join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js');
const config = path.join(root, 'build', 'electron.vite.config.ts');

/** Bundles the app to `out/`, afresh. Throws a `SetUpError` with the bundler's words. Needs `node_modules`. */
export async function bundle() {
  await rm(path.join(root, 'out'), { recursive: true, force: true });
  await runQuietly('Bundling the app', process.execPath, [electronVite, 'build', '--config', config], {
    env: { NODE_ENV: 'production', NO_COLOR: '1' },
  });
}
