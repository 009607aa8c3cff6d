import type { App, Session } from 'electron';

/** Puts every renderer into the sandbox, before `ready`. Started as root with --no-sandbox no page would load with it (electron-platform.md 2.1). */
export function enforceSandbox(app: Pick<App, 'enableSandbox'>, argv: readonly string[]): void {
  if (!argv.includes('--no-sandbox')) app.enableSandbox();
}

/**
 * Takes from every page what ours never does: going elsewhere, opening windows, embedding others, asking for a password by
 * Chromium's own prompt. Before the first window. Bad certificates stay refused by Electron's default.
 */
export function lockDownContents(app: Pick<App, 'on'>): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.on('will-navigate', (event) => event.preventDefault());
    contents.on('will-frame-navigate', (event) => event.preventDefault());
    contents.on('will-redirect', (event) => event.preventDefault());
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  });
  app.on('login', (event, _contents, _request, _auth, answer) => {
    event.preventDefault();
    answer();
  });
}

/** Where a page of ours never goes; `app:` and DevTools stay. */
const OUTSIDE = ['http://*/*', 'https://*/*', 'ws://*/*', 'wss://*/*', 'file://*', 'ftp://*/*'];

/** Denies a session every permission, device, download and request to the outside. Electron grants permissions by default. */
export function lockDownSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.on('will-download', (event) => event.preventDefault());
  session.webRequest.onBeforeRequest({ urls: OUTSIDE }, (_details, answer) => answer({ cancel: true }));
}
