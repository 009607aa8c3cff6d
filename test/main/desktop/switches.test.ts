import { describe, expect, it, test } from 'vitest';
import { removeSwitches } from '../../../main/desktop/switches.ts';

function start(argv: readonly string[], { env = {}, platform = 'linux' as NodeJS.Platform, isRoot = false } = {}) {
  const removed: string[] = [];
  const refusal = removeSwitches({ argv, commandLine: { removeSwitch: (name) => void removed.push(name) }, env, platform, isRoot });
  return { removed, refusal, env };
}

describe('the command line of the packaged app', () => {
  test.each([
    'allow-insecure-localhost',
    'auth-server-allowlist',
    'disable-extensions-except',
    'disable-features',
    'disable-site-isolation-trials',
    'disable-web-security',
    'enable-blink-features',
    'enable-features',
    'enable-logging',
    'enable-quic',
    'gpu-launcher',
    'host-resolver-rules',
    'host-rules',
    'ignore-certificate-errors',
    'ignore-certificate-errors-spki-list',
    'ignore-urlfetcher-cert-requests',
    'inspect',
    'load-extension',
    'log-file',
    'log-net-log',
    'net-log-capture-mode',
    'no-proxy-server',
    'proxy-auto-detect',
    'proxy-bypass-list',
    'proxy-pac-url',
    'proxy-server',
    'remote-allow-origins',
    'remote-debugging-address',
    'remote-debugging-pipe',
    'remote-debugging-port',
    'renderer-cmd-prefix',
    'ssl-key-log-file',
    'ssl-version-max',
    'unsafely-treat-insecure-origin-as-secure',
    'user-agent',
    'utility-cmd-prefix',
    'a-switch-of-a-later-chromium',
  ])('loses --%s', (name) => {
    expect(start([`--${name}=1`])).toMatchObject({ removed: [name], refusal: undefined });
    expect(start([`--${name}`]).removed).toEqual([name]);
  });

  it('loses them in every spelling that Chromium reads', () => {
    expect(start(['-log-net-log=/tmp/n', ' --host-rules=MAP * x', '/proxy-server=x', '--Inspect']).removed).toEqual([
      'log-net-log',
      'host-rules',
      'proxy-server',
      'inspect',
    ]);
  });

  it('keeps our flags, and what only changes how it looks', () => {
    const kept = ['--compose', '--to=+1', '--text=a --b', '--session=s', '--toggle', '--hidden', '--quit', '--user-data-dir=/d'];
    expect(start([...kept, '--ozone-platform=x11', '--force-device-scale-factor=2', '--disable-gpu', 'tel:+1'])).toMatchObject({
      removed: [],
      refusal: undefined,
    });
  });

  it('ends at a bare --', () => {
    expect(start(['--', '--js-flags=x'])).toMatchObject({ removed: [], refusal: undefined });
  });

  test.each(['js-flags', 'trace-startup', 'trace-config-file', 'disable-seccomp-filter-sandbox'])(
    'must not hold --%s, which has acted before',
    (name) => {
      const { refusal } = start(['--hidden', `--${name}=x`]);
      expect(refusal?.outcome).toBe('switch');
      expect(refusal?.why).toContain(`--${name}`);
    },
  );

  it('keeps --no-sandbox for root alone; anybody else is told about the .deb', () => {
    expect(start(['--no-sandbox'], { isRoot: true })).toMatchObject({ removed: [], refusal: undefined });
    const { refusal } = start(['--no-sandbox']);
    expect(refusal?.outcome).toBe('refused');
    expect(refusal?.why).toContain('.deb');
    expect(start(['--no-sandbox'], { platform: 'win32' }).refusal?.why).not.toContain('.deb');
  });

  it('loses everything else too when it is refused, since a dialog may still be shown', () => {
    expect(start(['--no-sandbox', '--remote-debugging-port=1']).removed).toContain('remote-debugging-port');
  });
});

test('variables that would write down keys or logs are taken away, others stay', () => {
  const env: NodeJS.ProcessEnv = { SSLKEYLOGFILE: '/k', ELECTRON_ENABLE_LOGGING: '1', ELECTRON_LOG_FILE: '/l', HTTPS_PROXY: 'p' };
  expect(start([], { env }).env).toEqual({ HTTPS_PROXY: 'p' });
});
