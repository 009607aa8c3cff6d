import { spawn } from 'node:child_process';
import path from 'node:path';
import type { Readable, Writable } from 'node:stream';
import type { Desktop } from './desktop.ts';
import { type Flavour, hasSandbox, packagedApp } from './package.ts';
import { asAppUser } from './processes.ts';
import { waitUntil } from './wait.ts';

/** A start of the app that nobody drives: only what it writes, and how it ends. */
export interface BareStart {
  readonly pid: number;
  stdout(): string;
  stderr(): string;
  /** What the app has on its descriptors 3 and 4, where Chromium's debugging pipe would be. */
  readonly pipes: { readonly input: Writable; readonly output: Readable };
  /** Its exit code; rejects when a signal ended it. */
  readonly ended: Promise<number>;
  /** Whether it has said that tray and hotkey are up. */
  isReady(): boolean;
  /** Ends when it is up or has ended, whichever comes first. */
  settled(): Promise<'ready' | 'ended'>;
  /** Sends it a signal, e.g. SIGSTOP, after which it answers nothing. */
  signal(name: NodeJS.Signals): void;
  /** Ends it as a power cut would. */
  kill(): Promise<void>;
}

/** Starts the packaged app on a desktop, as its menu does. `env` is added to the desktop's; what is undefined in it is taken away. */
export function bareStart(
  desktop: Desktop,
  args: readonly string[],
  { flavour = 'test', env = {} }: { readonly flavour?: Flavour; readonly env?: NodeJS.ProcessEnv } = {},
): BareStart {
  const executable = path.join(packagedApp(desktop.appCopy, flavour), 'evo-quick-send');
  const [command, ...rest] = asAppUser(executable, [...(hasSandbox() ? [] : ['--no-sandbox']), ...args]);
  const child = spawn(command, rest, { env: { ...desktop.env, ...env }, stdio: ['ignore', 'pipe', 'pipe', 'pipe', 'pipe'] });
  const { pid } = child;
  if (pid === undefined) throw new Error(`${command} cannot be started`);
  let stdout = '';
  let stderr = '';
  child.stdout?.on('data', (data) => (stdout += data));
  child.stderr?.on('data', (data) => (stderr += data));
  const pipes = { input: child.stdio[3] as Writable, output: child.stdio[4] as Readable };
  for (const pipe of Object.values(pipes)) pipe.on('error', () => {}); // the app may close its end
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const ended = gone.then(() => child.exitCode ?? Promise.reject(new Error(`ended by ${child.signalCode}`)));
  ended.catch(() => {});
  const isReady = () => stdout.split('\n').includes('evo-quick-send ready');
  return {
    pid,
    stdout: () => stdout,
    stderr: () => stderr,
    pipes,
    ended,
    isReady,
    settled: () =>
      waitUntil(
        'the start is up or over',
        () => {
          if (isReady()) return 'ready';
          return child.exitCode === null && child.signalCode === null ? undefined : 'ended';
        },
        30_000,
      ),
    signal: (name) => void child.kill(name),
    async kill() {
      child.kill('SIGKILL');
      await gone;
    },
  };
}
