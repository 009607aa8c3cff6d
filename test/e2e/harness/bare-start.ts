import { spawn } from 'node:child_process';
import path from 'node:path';
import type { Desktop } from './desktop.ts';
import { hasSandbox, packagedApp } from './package.ts';
import { asAppUser } from './processes.ts';
import { waitUntil } from './wait.ts';

/** A start of the app that nobody drives: only what it writes, and how it ends. */
export interface BareStart {
  stdout(): string;
  stderr(): string;
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

/** Starts the packaged app on a desktop, as its menu does. */
export function bareStart(desktop: Desktop, args: readonly string[]): BareStart {
  const executable = path.join(packagedApp(desktop.appCopy), 'evo-quick-send');
  const [command, ...rest] = asAppUser(executable, [...(hasSandbox() ? [] : ['--no-sandbox']), ...args]);
  const child = spawn(command, rest, { env: desktop.env, stdio: ['ignore', 'pipe', 'pipe'] });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (data) => (stdout += data));
  child.stderr.on('data', (data) => (stderr += data));
  const gone = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const ended = gone.then(() => child.exitCode ?? Promise.reject(new Error(`ended by ${child.signalCode}`)));
  ended.catch(() => {});
  const isReady = () => stdout.split('\n').includes('evo-quick-send ready');
  return {
    stdout: () => stdout,
    stderr: () => stderr,
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
