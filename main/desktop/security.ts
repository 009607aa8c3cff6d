import type { App, Session } from 'electron';

/**
 * Puts every renderer into the sandbox; call before `ready`. Not with --no-sandbox, which root needs: then no page would load (ERR_FAILED).
 */
export function enforceSandbox(app: Pick<App, 'enableSandbox'>, argv: readonly string[]): void {
  if (!argv.includes('--no-sandbox')) app.enableSandbox();
}

/**
 * Forbids every page what ours never does: navigating, opening windows, embedding other pages. Passwords that a proxy or server asks for
 * are never given. Call before the first window is created. Invalid certificates are refused by Electron's default.
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

/** Addresses our page never requests. `app:` and the developer tools are not among them. */
const OUTSIDE = ['http://*/*', 'https://*/*', 'ws://*/*', 'wss://*/*', 'file://*', 'ftp://*/*'];

/** Denies a session all permissions, devices, downloads and outside requests. Electron's default is to grant every permission. */
export function lockDownSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.on('will-download', (event) => event.preventDefault());
  session.webRequest.onBeforeRequest({ urls: OUTSIDE }, (_details, answer) => answer({ cancel: true }));
}
