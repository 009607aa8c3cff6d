import { spawn } from 'node:child_process';
import { accessSync, constants, realpathSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { createProgress } from './terminal.mjs';

/** The checkout. */
export const root = fileURLToPath(new URL('..', import.meta.url));

/** Set-up or a step of it cannot go on; the message names the cure and is all the person needs to see. */
export class SetUpError extends Error {}

/**
 * The exit code of a finished child process as a shell would give it.
 * @param {number | null} code
 * @param {NodeJS.Signals | null} signal
 */
const exitCode = (code, signal) => code ?? (signal ? 1 : 0);

/** The lines of a long output that tell why: npm names the cause first, a bundler last. */
const EXCERPT = { first: 20, last: 20 };

/** @param {string} output */
function excerpt(output) {
  const lines = output
    .trim()
    .split('\n')
    .filter((line) => !line.startsWith('npm warn'));
  const { first, last } = EXCERPT;
  return (lines.length <= first + last ? lines : [...lines.slice(0, first), '...', ...lines.slice(-last)]).join('\n');
}

/**
 * Runs a command to its end while its label and the seconds are shown, and gives back what it wrote on stdout.
 * Throws a `SetUpError` with the last lines of its output when it fails, cannot start, or takes longer than `timeout` ms.
 * @param {string} label
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, timeout?: number, signal?: AbortSignal, progress?: ReturnType<typeof createProgress> }} [options]
 * @returns {Promise<string>}
 */
export function runQuietly(label, command, args, options = {}) {
  const progress = options.progress ?? createProgress(label);
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: root,
      env: { ...process.env, ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: options.timeout,
      signal: options.signal,
      shell: process.platform === 'win32' && command === 'npm',
    });
    let output = '';
    let all = '';
    child.stdout.on('data', (data) => {
      output += data;
      all += data;
    });
    child.stderr.on('data', (data) => {
      all += data;
    });
    const fail = (/** @type {string} */ why) => {
      if (!options.progress) progress.end('failed');
      reject(new SetUpError(`${label} failed: ${command} ${args.join(' ')}: ${why}\n${excerpt(all)}`));
    };
    child.on('error', (error) => fail(error.message));
    child.on('close', (code, signal) => {
      if (exitCode(code, signal) !== 0) return fail(signal ? `stopped by ${signal}` : `exit code ${code}`);
      if (!options.progress) progress.end('done');
      resolve(output);
    });
  });
}

/**
 * Runs a command with this terminal's streams, passes signals on, and gives back its exit code.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, stdio?: import('node:child_process').StdioOptions }} [options]
 * @returns {Promise<number>}
 */
export function runInForeground(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, env: { ...process.env, ...options.env }, stdio: options.stdio ?? 'inherit' });
    const pass = (/** @type {NodeJS.Signals} */ signal) => child.kill(signal);
    const signals = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);
    for (const signal of signals) process.on(signal, pass);
    child.on('error', reject);
    child.on('close', (code, signal) => {
      for (const name of signals) process.off(name, pass);
      resolve(exitCode(code, signal));
    });
  });
}

/**
 * Where a command lies in the PATH, or undefined.
 * @param {string} name
 */
export function whichCommand(name) {
  return (process.env.PATH ?? '')
    .split(path.delimiter)
    .map((folder) => path.join(folder, name))
    .find((file) => {
      try {
        accessSync(file, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
}

/**
 * Whether a module is the script that Node was started with, and not only imported.
 * @param {ImportMeta} meta
 */
export function isScript(meta) {
  return process.argv[1] !== undefined && realpathSync(process.argv[1]) === meta.filename;
}

/**
 * Runs the whole of a script and ends the process: with its exit code, or with 1 and the reason in words when set-up cannot go on.
 * @param {() => Promise<number | void>} main
 */
export async function runScript(main) {
  try {
    process.exitCode = (await main()) ?? process.exitCode;
  } catch (error) {
    process.stderr.write(`\n${error instanceof SetUpError ? error.message : error instanceof Error ? error.stack : error}\n`);
    process.exitCode = 1;
  }
}
