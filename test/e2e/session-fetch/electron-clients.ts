import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { provideRuntime } from '../../../build/runtime.mjs';
import type { Connect, TestedClient } from '../../main/evo-voice/tested-client.ts';
import { type Desktop, makeUserFolder } from '../harness/desktop.ts';
import { hasSandbox, readableFolder } from '../harness/package.ts';
import { asAppUser, startService } from '../harness/processes.ts';
import type { Order, Report } from './orders.ts';

type WithoutId<T> = T extends unknown ? Omit<T, 'id'> : never;

/** Starts Electron on a desktop with clients in it that answer this process. Takes about two seconds. */
export async function startElectronClients(desktop: Desktop) {
  const folder = makeUserFolder(path.join(desktop.home, 'session-fetch'));
  await bundleTo(folder);
  const runtime = await provideRuntime();
  const executable = path.join(
    readableFolder(runtime.dist, path.join(desktop.home, 'electron')),
    path.relative(runtime.dist, runtime.executable),
  );
  const flags = [`--user-data-dir=${path.join(folder, 'data')}`, ...(hasSandbox() ? [] : ['--no-sandbox'])];
  const service = startService(asAppUser(executable, [folder, ...flags]), { env: desktop.env, stdio: ['pipe', 'pipe', 'ignore'] });
  const { stdin, stdout } = service.child;
  if (!stdin || !stdout) throw new Error('Electron has no pipes.');

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
    for (const { reject } of waiting.values()) reject(new Error('Electron ended.'));
  });
  let orders = 0;
  function tell(order: WithoutId<Order>): Promise<unknown> {
    const id = ++orders;
    stdin?.write(`${JSON.stringify({ ...order, id } satisfies Order)}\n`);
    return new Promise((resolve, reject) => waiting.set(id, { resolve, reject }));
  }

  let clients = 0;
  const connect: Connect = async (options) => {
    const number = ++clients;
    await tell({ kind: 'connect', client: number, options });
    const call = (_target: object, name: string | symbol) =>
      name === 'then' ? undefined : (...args: unknown[]) => tell({ kind: 'call', client: number, name: String(name), args });
    return {
      client: new Proxy({}, { get: call }) as TestedClient['client'],
      expire: () => void tell({ kind: 'expire', client: number }),
    };
  };
  return { connect, loginEvents: () => tell({ kind: 'login-events' }), stop: service.stop };
}

/** Makes a folder that Electron can start. */
async function bundleTo(folder: string): Promise<void> {
  await build({
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true },
    build: {
      ssr: fileURLToPath(new URL('electron-main.ts', import.meta.url)),
      outDir: folder,
      emptyOutDir: false,
      target: 'node20',
      rolldownOptions: { external: ['electron'], output: { format: 'cjs', entryFileNames: 'index.cjs' } },
    },
  });
  writeFileSync(path.join(folder, 'package.json'), JSON.stringify({ name: 'session-fetch', version: '0.0.0', main: 'index.cjs' }));
}
