import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';

/** The user that runs the app when the tests run as root, where Chromium would have no sandbox: `nobody`. */
export const OTHER_USER = 65_534;

/** Whether everything of the app has to run as another user than ourselves. */
export const changesUser: boolean = process.getuid?.() === 0;

/** A desktop session, as far as a program must know it to run in it. */
export interface Session {
  readonly env: NodeJS.ProcessEnv;
}

/** A command line that runs as the app's user. */
export function asAppUser(command: string, args: readonly string[] = []): [command: string, ...args: string[]] {
  if (!changesUser) return [command, ...args];
  return ['setpriv', `--reuid=${OTHER_USER}`, `--regid=${OTHER_USER}`, '--clear-groups', '--', command, ...args];
}

/** What a finished command wrote, and its exit code: null when a signal ended it. */
export interface Finished {
  readonly stdout: string;
  readonly stderr: string;
  readonly code: number | null;
}

/** Runs a command as the app's user to its end; `input` goes to its stdin. Rejects only when it cannot be started. */
export function runAsAppUser(command: string, args: readonly string[], env: NodeJS.ProcessEnv, input = ''): Promise<Finished> {
  const [program, ...rest] = asAppUser(command, args);
  const child = spawn(program, rest, { env, stdio: 'pipe' });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (data) => (stdout += data));
  child.stderr.on('data', (data) => (stderr += data));
  child.stdin.on('error', () => {}); // it may end without reading
  child.stdin.end(input);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ stdout, stderr, code }));
  });
}

/** A process that serves until it is stopped. */
export interface Service {
  readonly child: ChildProcess;
  stop(): Promise<void>;
}

/** Starts a process in the background. `stop` ends it and waits until it is gone: TERM first, KILL after two seconds. */
export function startService([command, ...args]: readonly [string, ...string[]], options: SpawnOptions): Service {
  const child = spawn(command, args, options);
  const gone = new Promise<void>((resolve) => {
    child.on('close', () => resolve());
    child.on('error', () => resolve());
  });
  return {
    child,
    stop: async () => {
      child.kill('SIGTERM');
      const hard = setTimeout(() => child.kill('SIGKILL'), 2_000);
      await gone;
      clearTimeout(hard);
    },
  };
}

/** The first line that a process writes to one of its pipes. Rejects when it ends before. */
export function firstLine(child: ChildProcess, pipe: number): Promise<string> {
  const stream = child.stdio[pipe] as NodeJS.ReadableStream;
  return new Promise((resolve, reject) => {
    let text = '';
    stream.on('data', (data) => {
      text += data;
      if (text.includes('\n')) resolve(text.slice(0, text.indexOf('\n')).trim());
    });
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`${child.spawnfile} ended with ${code}`)));
  });
}
