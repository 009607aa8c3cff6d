import { chownSync, existsSync, readdirSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer, type Server } from 'node:net';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startUntrustedServer } from '../fakes/untrusted-server.ts';
import { type BareStart, bareStart } from './harness/bare-start.ts';
import { childCommandLines } from './harness/child-processes.ts';
import { type Desktop, makeUserFolder, startDesktop } from './harness/desktop.ts';
import { keytarSchema, searchKeyring } from './harness/keyring.ts';
import { freePort, isListening } from './harness/ports.ts';
import { changesUser, OTHER_USER, runAsAppUser } from './harness/processes.ts';
import { waitUntil } from './harness/wait.ts';

/** A port that something might be let in by or led to; whoever comes is counted and sent away. */
interface Trap {
  readonly port: number;
  visits(): number;
}

let desktop: Desktop;
let server: Awaited<ReturnType<typeof startUntrustedServer>>;
let listener: Server;
let trap: Trap;
let runs = 0;

beforeAll(async () => {
  desktop = await startDesktop();
  server = await startUntrustedServer();
  let visits = 0;
  listener = createServer((socket) => {
    visits += 1;
    socket.on('error', () => {});
    socket.destroy();
  });
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  trap = { port: (listener.address() as AddressInfo).port, visits: () => visits };
  const { host } = new URL(server.url);
  const secret = ['store', '--label=login', ...keytarSchema, 'service', 'Evo Quick Send', 'account', `ann@${host}`];
  // A keyring that has just started may take an entry and not keep it.
  await waitUntil('the keyring has the password', async () => {
    await runAsAppUser('secret-tool', secret, desktop.env, 'fern-44');
    return (await searchKeyring('Evo Quick Send', desktop.env)).includes('fern-44');
  });
});

afterAll(async () => {
  await desktop.stop();
  await server.close();
  await new Promise((resolve) => listener.close(resolve));
});

interface Run {
  readonly app: BareStart;
  /** A folder that the app may write to. */
  readonly out: string;
  readonly data: string;
}

/**
 * Starts the packaged production flavour as somebody who has signed in before, to a server that nobody vouches for, so that it reaches for the
 * server at once. `use` looks at it while it runs, after it has reached for something.
 */
async function run(
  switches: (out: string) => readonly string[],
  use: (run: Run) => Promise<void> | void,
  env: (out: string) => NodeJS.ProcessEnv = () => ({}),
): Promise<void> {
  const folder = makeUserFolder(path.join(desktop.home, `run-${runs++}`));
  const [data, out] = [makeUserFolder(path.join(folder, 'data')), makeUserFolder(path.join(folder, 'out'))];
  const settings = path.join(data, 'settings.json');
  writeFileSync(settings, JSON.stringify({ account: { server: server.url, userName: 'ann' } }), { mode: 0o600 });
  if (changesUser) chownSync(settings, OTHER_USER, OTHER_USER);
  const reached = () => server.refusals() + server.requests() + trap.visits();
  const before = reached();
  const app = bareStart(desktop, [`--user-data-dir=${data}`, '--hidden', ...switches(out)], { flavour: 'production', env: env(out) });
  try {
    expect(await app.settled(), app.stderr()).toBe('ready');
    await waitUntil('it reaches for the server', () => reached() > before, 20_000);
    await use({ app, out, data });
  } finally {
    await app.kill();
  }
}

test.each(['--', '-'])('%sremote-debugging-port opens no port', async (dashes) => {
  const port = await freePort();
  await run(
    () => [`${dashes}remote-debugging-port=${port}`],
    async ({ data }) => {
      expect(await isListening(port)).toBe(false);
      expect(existsSync(path.join(data, 'DevToolsActivePort'))).toBe(false);
    },
  );
});

test('--remote-debugging-pipe answers nothing', async () => {
  await run(
    () => ['--remote-debugging-pipe'],
    async ({ app }) => {
      const { input, output } = app.pipes;
      let answer = '';
      output.on('data', (data) => (answer += data));
      input.write('{"id":1,"method":"Browser.getVersion"}\0');
      // Were it answered, it would be while a later start comes and goes.
      const later = bareStart(desktop, ['--quit', `--user-data-dir=${desktop.home}/none`], { flavour: 'production' });
      await later.ended;
      expect(answer).toBe('');
    },
  );
});

test('--log-net-log writes nothing', async () => {
  await run(
    (out) => [`--log-net-log=${out}/net.json`, '--net-log-capture-mode=Everything'],
    ({ out }) => expect(readdirSync(out)).toEqual([]),
  );
});

test.each([
  ['--ignore-certificate-errors', () => ['--ignore-certificate-errors']],
  ['--ignore-certificate-errors-spki-list', () => [`--ignore-certificate-errors-spki-list=${server.publicKeyHash}`]],
  ['--allow-insecure-localhost', () => ['--allow-insecure-localhost']],
])('%s lets no certificate pass', async (_name, switches) => {
  const before = server.requests();
  await run(switches, () => expect(server.requests()).toBe(before));
});

test.each([
  ['--host-rules', () => [`--host-rules=MAP 127.0.0.1 127.0.0.1:${trap.port}`]],
  ['--host-resolver-rules', () => [`--host-resolver-rules=MAP 127.0.0.1 127.0.0.1:${trap.port}`]],
  ['--proxy-server', () => [`--proxy-server=127.0.0.1:${trap.port}`, '--proxy-bypass-list=<-loopback>']],
  ['--proxy-pac-url', () => [`--proxy-pac-url=http://127.0.0.1:${trap.port}/proxy.pac`]],
])('%s leads nowhere', async (_name, switches) => {
  const before = trap.visits();
  await run(switches, () => expect(trap.visits()).toBe(before));
});

test('SSLKEYLOGFILE and --ssl-key-log-file get no key', async () => {
  await run(
    (out) => [`--ssl-key-log-file=${out}/switch`],
    ({ out }) => expect(readdirSync(out)).toEqual([]),
    (out) => ({ SSLKEYLOGFILE: path.join(out, 'variable') }),
  );
});

test('--utility-cmd-prefix, --renderer-cmd-prefix and --gpu-launcher run nothing', async () => {
  await run(
    (out) => ['utility-cmd-prefix', 'renderer-cmd-prefix', 'gpu-launcher'].map((name) => `--${name}=touch ${out}/${name}`),
    ({ out }) => expect(readdirSync(out)).toEqual([]),
  );
});

test('of the rest none reaches a process of the app', async () => {
  const rest = [
    'allow-running-insecure-content',
    'auth-server-allowlist',
    'disable-extensions-except',
    'disable-site-isolation-trials',
    'disable-web-security',
    'enable-blink-features',
    'host-rules',
    'ignore-certificate-errors',
    'load-extension',
    'no-proxy-server',
    'proxy-auto-detect',
    'proxy-server',
    'remote-allow-origins',
    'remote-debugging-address',
    'remote-debugging-pipe',
    'ssl-version-max',
    'unsafely-treat-insecure-origin-as-secure',
    'user-agent',
  ];
  await run(
    () => rest.map((name) => `--${name}=x`),
    ({ app }) => {
      const children = childCommandLines(app.pid);
      expect(children.length).toBeGreaterThan(3);
      const words = children.flat();
      expect(rest.filter((name) => words.some((word) => word.startsWith(`--${name}`)))).toEqual([]);
    },
  );
});

test.each(['js-flags=--expose-gc', 'trace-startup', 'disable-seccomp-filter-sandbox'])(
  '--%s, which acts before our code runs, ends the start, with a sentence that names it',
  async (given) => {
    const data = makeUserFolder(path.join(desktop.home, `run-${runs++}`));
    const app = bareStart(desktop, [`--user-data-dir=${data}`, `--${given}`], { flavour: 'production' });
    try {
      expect(await app.settled()).toBe('ended');
      expect(await app.ended).toBe(1);
      expect(app.stderr()).toContain(`doesn't start with --${given.split('=')[0]},`);
      expect(readdirSync(data)).toEqual([]);
    } finally {
      await app.kill();
    }
  },
);
