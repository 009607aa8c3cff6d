import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { asAppUser, type Service, startService } from './processes.ts';

/** A part of a desktop that a script plays (`bus-host.py` and what follows it); `ask` gives it a command and the value it answers. */
export interface BusHost extends Service {
  ask(line: string): Promise<unknown>;
}

/** Starts a script of this folder on the session bus of `env`; ends when it says "ready". */
export async function startBusHost(script: string, env: NodeJS.ProcessEnv): Promise<BusHost> {
  const read = (name: string) => readFileSync(fileURLToPath(new URL(name, import.meta.url)), 'utf8');
  const text = `${read('bus-host.py')}\n${read(script)}`;
  // Debian's own Python has the D-Bus modules; another one may come first in the PATH. The script is passed as text, since the app's user
  // may not be allowed to read the checkout.
  const service = startService(asAppUser('/usr/bin/python3', ['-c', text]), { env, stdio: ['pipe', 'pipe', 'inherit'] });
  const { stdin, stdout } = service.child;
  if (!stdin || !stdout) throw new Error(`${script} has no pipes.`);
  const lines = createInterface({ input: stdout })[Symbol.asyncIterator]();
  const next = async () => {
    const { value, done } = await lines.next();
    if (done) throw new Error(`${script} ended.`);
    return value;
  };
  await next(); // "ready"
  return {
    ...service,
    ask: async (line) => {
      stdin.write(`${line}\n`);
      return JSON.parse(await next());
    },
  };
}
