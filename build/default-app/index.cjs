/**
 * Makes `electron FOLDER` work in a runtime that came without Electron's own default app: takes name, version and desktop name from the
 * folder's package.json, then runs its `main` as if Electron had found it by itself. It is put into `resources/app` of the registry
 * runtime (build/registry-runtime.mjs); packaging leaves it out (build/after-pack.mjs).
 */
const path = require('node:path');
const { app } = require('electron');

const folder = path.resolve(process.argv.slice(1).find((argument) => !argument.startsWith('-')) ?? '.');
/** @type {{ name: string, productName?: string, version: string, desktopName?: string, main: string }} */
const manifest = require(path.join(folder, 'package.json'));
/** Two members of Electron's own default app; they are missing in its public types. @type {any} */
const internals = app;

Object.defineProperty(process, 'defaultApp', { value: true, enumerable: true });
internals.setVersion(manifest.version);
internals.setAppPath(folder);
app.setName(manifest.productName ?? manifest.name);
if (manifest.desktopName) app.setDesktopName(manifest.desktopName);
require(path.join(folder, manifest.main));
