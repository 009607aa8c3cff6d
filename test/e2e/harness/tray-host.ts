import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { asAppUser, type Service, startService } from './processes.ts';

const SCRIPT = fileURLToPath(new URL('tray-host.py', import.meta.url));

/** A panel with a tray, as far as an app can tell, and the hand that clicks in it. */
export interface TrayHost extends Service {
  /** The tooltip and the labels of the menu; null as long as no item has come. */
  look(): Promise<{ readonly item: string | null; readonly menu?: readonly string[] }>;
  /** A left click on the icon. */
  activate(): Promise<void>;
  /** Chooses the first menu entry that begins with these words; false when there is none. */
  choose(label: string): Promise<boolean>;
}

/** Starts a tray host on the session bus of `env`. It must be there before the app: Electron looks once (electron-platform.md 4). */
export async function startTrayHost(env: NodeJS.ProcessEnv): Promise<TrayHost> {
  // Debian's own Python has the D-Bus modules; another one may come first in the PATH. The script is passed as text, since the app's user
  // may not be allowed to read the checkout.
  const command = asAppUser('/usr/bin/python3', ['-c', readFileSync(SCRIPT, 'utf8')]);
  const service = startService(command, { env, stdio: ['pipe', 'pipe', 'inherit'] });
  const { stdin, stdout } = service.child;
  if (!stdin || !stdout) throw new Error('The tray host has no pipes.');
  const lines = createInterface({ input: stdout })[Symbol.asyncIterator]();
  const next = async () => {
    const { value, done } = await lines.next();
    if (done) throw new Error('The tray host ended.');
    return value;
  };
  await next(); // "ready"
  const ask = async (line: string) => {
    stdin.write(`${line}\n`);
    return JSON.parse(await next());
  };
  return {
    ...service,
    look: () => ask('item'),
    activate: () => ask('activate'),
    choose: async (label) => (await ask(`click ${label}`)).clicked === true,
  };
}
