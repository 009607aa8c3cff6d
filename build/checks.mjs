import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { root, runInForeground } from './command.mjs';
import { say } from './terminal.mjs';

const bin = (/** @type {string} */ name) => path.join(root, 'node_modules', '.bin', process.platform === 'win32' ? `${name}.cmd` : name);

/**
 * The counts of a test run, and what is to be said again of each failure when everything has run.
 * @typedef {{ passed: number, failed: number, skipped: number, failures: readonly string[] }} Counts
 */

/**
 * Checks types and lint rules and looks for dead files, exports and dependencies, at the same time; what each has to say is shown when it ends.
 * @returns {Promise<Counts>} one for each of the three
 */
export async function checkSources() {
  const results = await Promise.all([
    runBuffered('types', bin('tsc'), ['-p', '.']),
    runBuffered('lint', bin('biome'), ['check']),
    runBuffered('dead code', bin('knip'), ['--config', 'build/knip.jsonc', '--no-progress']),
  ]);
  const failures = results.filter((failure) => failure !== undefined);
  return { passed: results.length - failures.length, failed: failures.length, skipped: 0, failures };
}

/**
 * @param {string} label
 * @param {string} command
 * @param {readonly string[]} args
 * @returns {Promise<string | undefined>} what failed
 */
function runBuffered(label, command, args) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], shell: process.platform === 'win32' });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (output += data));
    child.on('error', (error) => (output += error.message));
    child.on('close', (code) => {
      const said = `${label}: ${code === 0 ? 'ok' : `failed\n${output.trim()}`}`;
      say(said);
      resolve(code === 0 ? undefined : said);
    });
  });
}

/**
 * Runs tests with vitest and counts them; a file that could not be loaded counts as one failed test.
 * @param {readonly string[]} projects the projects of build/vitest.config.ts
 * @param {readonly string[]} [args] more arguments for vitest
 * @param {string} [node] the Node to run them on
 * @returns {Promise<Counts>}
 */
export async function runTests(projects, args = [], node = process.execPath) {
  const folder = mkdtempSync(path.join(tmpdir(), 'evo-quick-send-'));
  const report = path.join(folder, 'report.json');
  try {
    const vitest = path.join(root, 'node_modules', 'vitest', 'vitest.mjs');
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
    const code = await runInForeground(node, [
      vitest,
      'run',
      '--config',
      path.join(root, 'build', 'vitest.config.ts'),
      ...projects.map((name) => `--project=${name}`),
      ...reporters,
      ...args,
    ]);
    return readReport(report, code);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * @typedef {{ name: string, message: string, assertionResults: readonly { fullName: string, status: string, failureMessages: readonly string[] }[] }} FileResult
 * @typedef {{ numPassedTests: number, numFailedTests: number, numPendingTests: number, numTodoTests: number, testResults: readonly FileResult[] }} Report
 */

/**
 * @param {string} file vitest's JSON report
 * @param {number} code vitest's exit code: not 0 although no test failed when a file or an unhandled rejection broke the run
 * @returns {Counts}
 */
export function readReport(file, code) {
  /** @type {Report} */
  let report = { numPassedTests: 0, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0, testResults: [] };
  try {
    report = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    say('vitest left no report.');
  }
  const failures = report.testResults.flatMap(failuresOf);
  if (failures.length === 0 && code !== 0) failures.push('vitest failed, although no test did: what it said stands above');
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests || (code === 0 ? 0 : 1),
    skipped: report.numPendingTests + report.numTodoTests,
    failures,
  };
}

/**
 * @param {FileResult} file
 * @returns {string[]} one text for each failed test, or for a file that could not be loaded
 */
function failuresOf({ name, message, assertionResults }) {
  const failed = assertionResults.filter(({ status }) => status === 'failed');
  const place = path.relative(root, name);
  if (failed.length > 0) return failed.map(({ fullName, failureMessages }) => `${place}: ${fullName}\n${failureMessages.join('\n')}`);
  return message ? [`${place}\n${message}`] : [];
}

/**
 * @param {readonly Counts[]} counts
 * @returns {Counts}
 */
export const sum = (counts) =>
  counts.reduce((a, b) => ({
    passed: a.passed + b.passed,
    failed: a.failed + b.failed,
    skipped: a.skipped + b.skipped,
    failures: [...a.failures, ...b.failures],
  }));
