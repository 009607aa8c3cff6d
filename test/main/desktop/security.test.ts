import { EventEmitter } from 'node:events';
import type { App, Session, WebContents } from 'electron';
import { describe, expect, it, test, vi } from 'vitest';
import { enforceSandbox, fetchNothing, lockDownContents, lockDownSession } from '../../../main/desktop/security.ts';

describe('the sandbox', () => {
  it('is for every page, except as root, where Chromium needs to be started without it', () => {
    const enableSandbox = vi.fn();
    enforceSandbox({ enableSandbox }, ['/opt/evo-quick-send', '--hidden']);
    expect(enableSandbox).toHaveBeenCalledOnce();
    enforceSandbox({ enableSandbox }, ['/opt/evo-quick-send', '--no-sandbox']);
    expect(enableSandbox).toHaveBeenCalledOnce();
  });
});

describe('a page', () => {
  /** Emits an event as Electron does and tells whether a listener refused it. */
  function isRefused(emitter: EventEmitter, name: string, ...rest: unknown[]): boolean {
    const preventDefault = vi.fn();
    emitter.emit(name, { preventDefault }, ...rest);
    return preventDefault.mock.calls.length > 0;
  }

  function setUp() {
    const app = new EventEmitter();
    lockDownContents(app as unknown as Pick<App, 'on'>);
    const setWindowOpenHandler = vi.fn<WebContents['setWindowOpenHandler']>();
    const setWebRTCIPHandlingPolicy = vi.fn();
    const contents = Object.assign(new EventEmitter(), { setWindowOpenHandler, setWebRTCIPHandlingPolicy });
    app.emit('web-contents-created', {}, contents);
    return { app, contents, setWindowOpenHandler, setWebRTCIPHandlingPolicy };
  }

  test.each(['will-navigate', 'will-frame-navigate', 'will-redirect', 'will-attach-webview'])('is refused %s', (event) => {
    expect(isRefused(setUp().contents, event)).toBe(true);
  });

  it('opens no window', () => {
    const [answer] = setUp().setWindowOpenHandler.mock.calls[0] ?? [];
    expect(answer?.({} as Electron.HandlerDetails)).toEqual({ action: 'deny' });
  });

  it('opens no socket for WebRTC over UDP', () => {
    expect(setUp().setWebRTCIPHandlingPolicy).toHaveBeenCalledExactlyOnceWith('disable_non_proxied_udp');
  });

  it('asks for no password: whoever wants one is answered with none', () => {
    const { app } = setUp();
    const answer = vi.fn();
    expect(isRefused(app, 'login', {}, {}, {}, answer)).toBe(true);
    expect(answer).toHaveBeenCalledExactlyOnceWith();
  });
});

describe('what Chromium fetches by itself', () => {
  function created(platform: NodeJS.Platform) {
    const appendSwitch = vi.fn();
    const app = Object.assign(new EventEmitter(), { commandLine: { appendSwitch } });
    fetchNothing(app as unknown as Parameters<typeof fetchNothing>[0], platform);
    const session = { setSpellCheckerEnabled: vi.fn(), setSpellCheckerLanguages: vi.fn() };
    app.emit('session-created', session);
    return { appendSwitch, session };
  }

  it.each(['linux', 'win32'] as const)('on %s no session checks the spelling or has a language for it', (platform) => {
    const { session } = created(platform);
    expect(session.setSpellCheckerEnabled).toHaveBeenCalledExactlyOnceWith(false);
    expect(session.setSpellCheckerLanguages).toHaveBeenCalledExactlyOnceWith([]);
  });

  it('on macOS the system checks it', () => {
    const { session } = created('darwin');
    expect(session.setSpellCheckerEnabled).not.toHaveBeenCalled();
    expect(session.setSpellCheckerLanguages).not.toHaveBeenCalled();
  });

  it('no name of a link is looked up, and no server is reported to', () => {
    expect(created('linux').appendSwitch.mock.calls).toEqual([
      ['blink-settings', 'dnsPrefetchingEnabled=false'],
      ['disable-features', 'NetworkErrorLogging,Reporting'],
    ]);
  });
});

describe('the session of the page', () => {
  function setUp() {
    const handlers = {
      setPermissionRequestHandler: vi.fn<Session['setPermissionRequestHandler']>(),
      setPermissionCheckHandler: vi.fn<Session['setPermissionCheckHandler']>(),
      setDevicePermissionHandler: vi.fn<Session['setDevicePermissionHandler']>(),
      webRequest: { onBeforeRequest: vi.fn() },
      setProxy: vi.fn(async () => {}),
    };
    const session = Object.assign(new EventEmitter(), handlers);
    void lockDownSession(session as unknown as Session);
    return session;
  }

  it('is granted no permission and no device', () => {
    const session = setUp();
    const grant = vi.fn();
    session.setPermissionRequestHandler.mock.lastCall?.[0]?.({} as WebContents, 'geolocation', grant, {} as never);
    expect(grant).toHaveBeenCalledExactlyOnceWith(false);
    expect(session.setPermissionCheckHandler.mock.lastCall?.[0]?.(null, 'media', '', {} as never)).toBe(false);
    expect(session.setDevicePermissionHandler.mock.lastCall?.[0]?.({} as never)).toBe(false);
  });

  it('downloads nothing', () => {
    const preventDefault = vi.fn();
    setUp().emit('will-download', { preventDefault });
    expect(preventDefault).toHaveBeenCalledOnce();
  });

  it('sends what makes no request to a proxy that does not exist, even for this very machine', () => {
    const rules = { proxyRules: 'http://127.0.0.1:0', proxyBypassRules: '<-loopback>' };
    expect(setUp().setProxy).toHaveBeenCalledExactlyOnceWith(rules);
  });

  it('cancels every request to the outside', () => {
    const [filter, listener] = setUp().webRequest.onBeforeRequest.mock.calls[0] ?? [];
    for (const scheme of ['http', 'https', 'ws', 'wss', 'file', 'ftp']) {
      expect(
        filter.urls.some((pattern: string) => pattern.startsWith(`${scheme}://*`)),
        scheme,
      ).toBe(true);
    }
    const answer = vi.fn();
    listener({ url: 'https://example.com/' }, answer);
    expect(answer).toHaveBeenCalledExactlyOnceWith({ cancel: true });
  });
});
