import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Run } from './tray-host.ts';

const run = promisify(execFile);

/** Runs a program without a shell and gives what it prints; rejects as `Run` says. */
export const runProgram: Run = async (program, args, timeoutMs) => (await run(program, args, { timeout: timeoutMs })).stdout;
