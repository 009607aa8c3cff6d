import { cpSync, existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'electron-vite';
import type { Plugin } from 'vite';

const root = fileURLToPath(new URL('..', import.meta.url));
const trayImages = `${root}build/icons/tray`;

/** What stays outside the bundles: Electron itself and the modules with a native binary (package.json `dependencies`). */
const external = ['electron', 'keytar', 'libsql', /^node:/];

/** Tray images are read by their file names at run time (macOS finds `…Template@2x.png` by its name), so they are copied, not bundled. */
function copyTrayImages(): Plugin {
  return {
    name: 'copy-tray-images',
    closeBundle: () => {
      if (existsSync(trayImages)) cpSync(trayImages, `${root}out/icons`, { recursive: true });
    },
  };
}

/**
 * Bundles to `out/`: the main process (`out/main/index.cjs`), the sandboxed preload script, which must be a single CommonJS
 * file, and the popup. The targets are those of the oldest runtime it must run on, Electron 33.
 */
export default defineConfig({
  main: {
    plugins: [copyTrayImages()],
    build: {
      externalizeDeps: false,
      target: 'node20',
      rolldownOptions: {
        input: { index: `${root}main/index.ts` },
        external,
        output: { format: 'cjs', entryFileNames: '[name].cjs', chunkFileNames: '[name].cjs' },
      },
    },
  },
  preload: {
    build: {
      externalizeDeps: false,
      target: 'node20',
      rolldownOptions: {
        input: { preload: `${root}main/ipc/preload.ts` },
        external,
        output: { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false },
      },
    },
  },
  renderer: {
    root: `${root}renderer`,
    base: './',
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    build: {
      target: 'chrome130',
      minify: true,
      modulePreload: false,
      assetsInlineLimit: 0,
      rolldownOptions: { input: `${root}renderer/index.html` },
    },
  },
});
