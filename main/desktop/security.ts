import type { App, CommandLine, Session } from 'electron';

/**
 * Puts every renderer into the sandbox; call before `ready`. Not with --no-sandbox, which root needs: then no page would load (ERR_FAILED).
 */
export function enforceSandbox(app: Pick<App, 'enableSandbox'>, argv: readonly string[]): void {
  if (!argv.includes('--no-sandbox')) app.enableSandbox();
}

/**
 * Stops what Chromium asks the network for by itself: dictionaries of its spell checker, which every session would fetch (on macOS the
 * system checks the spelling), the names in a page's `dns-prefetch` links, which no content security policy forbids, and reports of what was
 * asked for, which a server's headers can send to any host. Call before `ready`.
 */
export function fetchNothing(
  app: Pick<App, 'on'> & { readonly commandLine: Pick<CommandLine, 'appendSwitch'> },
  platform: NodeJS.Platform,
): void {
  app.commandLine.appendSwitch('blink-settings', 'dnsPrefetchingEnabled=false');
  // All in one call: appending the same switch again replaces its value.
  app.commandLine.appendSwitch('disable-features', 'NetworkErrorLogging,Reporting');
  if (platform === 'darwin') return;
  app.on('session-created', (session) => {
    session.setSpellCheckerEnabled(false);
    // A checker that is off still fetches the dictionaries of its languages (seen on Electron 33).
    session.setSpellCheckerLanguages([]);
  });
}

/**
 * Forbids every page what ours never does: navigating, opening windows, embedding other pages, WebRTC over UDP. Passwords that a proxy or
 * server asks for are never given. Call before the first window is created. Invalid certificates are refused by Electron's default.
 */
export function lockDownContents(app: Pick<App, 'on'>): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.on('will-navigate', (event) => event.preventDefault());
    contents.on('will-frame-navigate', (event) => event.preventDefault());
    contents.on('will-redirect', (event) => event.preventDefault());
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
    contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
  });
  app.on('login', (event, _contents, _request, _auth, answer) => {
    event.preventDefault();
    answer();
  });
}

/** Addresses our page never requests. `app:` and the developer tools are not among them. */
const OUTSIDE = ['http://*/*', 'https://*/*', 'ws://*/*', 'wss://*/*', 'file://*', 'ftp://*/*'];

/** No program can listen on port 0. */
const NOWHERE = { proxyRules: 'http://127.0.0.1:0', proxyBypassRules: '<-loopback>' };

/**
 * Denies a session all permissions, devices, downloads and outside requests. Electron's default is to grant every permission. What makes no
 * request that could be cancelled, such as WebRTC over TCP, is sent to a proxy that does not exist.
 */
export async function lockDownSession(session: Session): Promise<void> {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.on('will-download', (event) => event.preventDefault());
  session.webRequest.onBeforeRequest({ urls: OUTSIDE }, (_details, answer) => answer({ cancel: true }));
  await session.setProxy(NOWHERE);
}
