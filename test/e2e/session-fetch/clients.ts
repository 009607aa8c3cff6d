import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { provideRuntime } from '../../../build/runtime.mjs';
import type { SendMessage } from '../../../main/evo-voice/dtos.ts';
import type { SendOutcome } from '../../../main/evo-voice/outcomes.ts';
import type { Connect, ConnectOptions, TestedClient } from '../../main/evo-voice/tested-client.ts';
import { type Desktop, makeUserFolder } from '../harness/desktop.ts';
import { hasSandbox, readableFolder } from '../harness/package.ts';
import { asAppUser, startService } from '../harness/processes.ts';
import type { Order, Report } from './orders.ts';

type WithoutId<T> = T extends unknown ? Omit<T, 'id'> : never;
type Command = readonly [string, ...string[]];

/** Changes a command line so that it runs somewhere else, e.g. in another network namespace. */
type Elsewhere = (command: readonly string[]) => Command;

/** Clients of the service in another process. */
export interface Clients {
  readonly connect: Connect;
  /** Sends as the app does, over a client that is made for it (`deliver.ts`). */
  deliver(options: ConnectOptions, message: SendMessage): Promise<SendOutcome>;
  loginEvents(): Promise<unknown>;
  stop(): Promise<void>;
}

const here: Elsewhere = ([command = '', ...args]) => [command, ...args];

/** Starts Electron on a desktop with clients in it that answer this process. Takes about two seconds. */
export async function startElectronClients(desktop: Desktop, elsewhere = here): Promise<Clients> {
  const folder = await bundle('electron-main.ts', path.join(desktop.home, 'session-fetch'));
  const runtime = await provideRuntime();
  const executable = path.join(
    readableFolder(runtime.dist, path.join(desktop.home, 'electron')),
    path.relative(runtime.dist, runtime.executable),
  );
  const flags = [`--user-data-dir=${path.join(folder, 'data')}`, ...(hasSandbox() ? [] : ['--no-sandbox'])];
  return talkTo(elsewhere(asAppUser(executable, [folder, ...flags])), desktop.env);
}

/** Starts Node with clients in it that answer this process. */
export async function startNodeClients(desktop: Desktop, elsewhere = here): Promise<Clients> {
  const folder = await bundle('node-main.ts', path.join(desktop.home, 'node-fetch'));
  return talkTo(elsewhere([process.execPath, path.join(folder, 'index.cjs')]), desktop.env);
}

function talkTo(command: Command, env: NodeJS.ProcessEnv): Clients {
  const service = startService([...command], { env, stdio: ['pipe', 'pipe', 'ignore'] });
  const { stdin, stdout } = service.child;
  if (!stdin || !stdout) throw new Error('The clients have no pipes.');

  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  const reports = createInterface({ input: stdout });
  reports.on('line', (line) => {
    const { id, value, error }: Report = JSON.parse(line);
    const order = waiting.get(id);
    waiting.delete(id);
    if (error === undefined) order?.resolve(value);
    else order?.reject(new Error(error));
  });
  reports.on('close', () => {
    for (const { reject } of waiting.values()) reject(new Error('The clients ended.'));
  });
  let orders = 0;
  function tell(order: WithoutId<Order>): Promise<unknown> {
    const id = ++orders;
    stdin?.write(`${JSON.stringify({ ...order, id } satisfies Order)}\n`);
    return new Promise((resolve, reject) => waiting.set(id, { resolve, reject }));
  }

  let clients = 0;
  async function connectAs(options: ConnectOptions): Promise<number> {
    const number = ++clients;
    await tell({ kind: 'connect', client: number, options });
    return number;
  }
  const connect: Connect = async (options) => {
    const number = await connectAs(options);
    const call = (_target: object, name: string | symbol) =>
      name === 'then' ? undefined : (...args: unknown[]) => tell({ kind: 'call', client: number, name: String(name), args });
    return {
      client: new Proxy({}, { get: call }) as TestedClient['client'],
      expire: () => void tell({ kind: 'expire', client: number }),
    };
  };
  return {
    connect,
    deliver: async (options, message) =>
      (await tell({ kind: 'call', client: await connectAs(options), name: 'deliver', args: [message] })) as SendOutcome,
    loginEvents: () => tell({ kind: 'login-events' }),
    stop: service.stop,
  };
}

/** Makes a folder that Electron or Node can start, and gives it. */
async function bundle(entry: string, place: string): Promise<string> {
  const folder = makeUserFolder(place);
  await build({
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true },
    build: {
      ssr: fileURLToPath(new URL(entry, import.meta.url)),
      outDir: folder,
      emptyOutDir: false,
      target: 'node20',
      rolldownOptions: { external: ['electron'], output: { format: 'cjs', entryFileNames: 'index.cjs' } },
    },
  });
  writeFileSync(path.join(folder, 'package.json'), JSON.stringify({ name: 'session-fetch', version: '0.0.0', main: 'index.cjs' }));
  return folder;
}
