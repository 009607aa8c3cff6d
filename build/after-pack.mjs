import { rm } from 'node:fs/promises';
import path from 'node:path';

/**
 * electron-builder's hook after it has copied the runtime: takes out what only development needs of it, so that the package holds our
 * own app alone (`resources/app` is the default app of build/registry-runtime.mjs, `default_app.asar` that of the official runtime).
 * @param {{ appOutDir: string, electronPlatformName: string }} context
 */
export default async function afterPack({ appOutDir, electronPlatformName }) {
  if (electronPlatformName === 'darwin') return;
  const leftOver = ['resources/app', 'resources/default_app.asar', 'sizes.json', 'version'];
  await Promise.all(leftOver.map((name) => rm(path.join(appOutDir, name), { recursive: true, force: true })));
}
