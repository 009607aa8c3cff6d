import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { startService } from './processes.ts';

const SCRIPT = fileURLToPath(new URL('cable.py', import.meta.url));

/** Where the small Evo Voice at the far end of the cable is, seen from the near end. */
export const farUrl = 'http://10.20.0.2:8080';

/** A cable between two machines, and the service at its far end. */
export interface Cable {
  /** A command line that runs at the near end. */
  atNearEnd(command: readonly string[]): readonly [string, ...string[]];
  /** Drops every packet, silently. */
  cut(): Promise<void>;
  /** Switches the near interface off or on. */
  setInterface(up: boolean): Promise<void>;
  /** Answers as a network does that wants a sign-in of its own. */
  startPortal(kind: 'page' | 'redirect' | '511'): Promise<void>;
  /** Lets the next POST arrive; from then on nothing comes back but an ICMP port-unreachable for each packet. */
  refuseAfterPost(): Promise<void>;
  /** All is as it should be again. */
  mend(): Promise<void>;
  /** Messages that were posted to the service so far. */
  posts(): Promise<number>;
  stop(): Promise<void>;
}

/** Why this machine has no cable to give; undefined where it has. */
export function whyNoCable(): string | undefined {
  if (process.platform !== 'linux') return 'network namespaces are a thing of Linux';
  if (process.getuid?.() !== 0) return 'only root may make network namespaces';
  if (spawnSync('unshare', ['--net', 'ip', 'link'], { stdio: 'ignore' }).status !== 0) return 'this machine makes no network namespace';
  try {
    accessSync('/dev/net/tun', constants.R_OK | constants.W_OK);
  } catch {
    return 'this machine has no /dev/net/tun';
  }
  return undefined;
}

/** Lays a cable between two new network namespaces; nothing of the machine's own network is touched. */
export async function layCable(): Promise<Cable> {
  const service = startService(['unshare', '--net', '--', '/usr/bin/python3', SCRIPT], { stdio: ['pipe', 'pipe', 'inherit'] });
  const { stdin, stdout } = service.child;
  if (!stdin || !stdout) throw new Error('The cable has no pipes.');
  const lines = createInterface({ input: stdout })[Symbol.asyncIterator]();
  const next = async (): Promise<unknown> => {
    const { value, done } = await lines.next();
    if (done) throw new Error('The cable ended.');
    return JSON.parse(value);
  };
  const { pid, namespace } = (await next()) as { readonly pid: number; readonly namespace: number };
  const ask = (command: string): Promise<unknown> => {
    stdin.write(`${command}\n`);
    return next();
  };
  const tell = async (command: string): Promise<void> => void (await ask(command));
  return {
    // The proxy that stands for the network beyond this machine cannot be reached from there; nor can that network.
    atNearEnd: (command) => ['nsenter', `--net=/proc/${pid}/fd/${namespace}`, '--', 'env', '-u', 'all_proxy', ...command],
    cut: () => tell('cut'),
    setInterface: (up) => tell(up ? 'up' : 'down'),
    startPortal: (kind) => tell(`portal ${kind}`),
    refuseAfterPost: () => tell('refuse'),
    mend: () => tell('mend'),
    posts: async () => Number(await ask('posts')),
    stop: service.stop,
  };
}
