import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { helpText, readCommandLine } from '../simulator/command-line.ts';
import { faultNames } from '../simulator/faults.ts';
import { amounts, choices } from '../simulator/switches.ts';

test('every value of every switch is reachable and in the help', () => {
  const help = helpText();
  for (const [name, { values }] of Object.entries(choices)) {
    const flag = `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}=`;
    expect(help).toContain(`${flag}  `);
    expect(help).toContain(`one of: ${values.join(', ')}\n`);
    for (const value of values) expect(readCommandLine([flag + value])).toEqual({ kind: 'start', options: { [name]: value } });
  }
  for (const amount of Object.values(amounts)) expect(help).toContain(amount.help);
  expect(help).toContain(faultNames.join(', '));
});

test('reads amounts, faults and the login', () => {
  const flags = [
    '--port=8080',
    '--list-delay-ms=2000',
    '--clock-offset-ms=-5',
    '--fault=ok,ok,429',
    '--next-faults=cut-after',
    '--password=a=b c',
  ];
  expect(readCommandLine(flags)).toEqual({
    kind: 'start',
    options: { port: 8080, listDelayMs: 2000, clockOffsetMs: -5, fault: ['ok', 'ok', '429'], nextFaults: ['cut-after'], password: 'a=b c' },
  });
});

test.each([
  ['--role=boss', '--role takes one of: user-customer, user, manager, both, none.'],
  ['--role', '--role takes one of: user-customer, user, manager, both, none.'],
  ['--port=70000', '--port takes a number from 0 to 65535.'],
  ['--max-body=0', '--max-body takes a whole number, at least 1, by default 1600.'],
  ['--slow-ms=soon', '--slow-ms takes a whole number, at least 0, by default 90000.'],
  ['--fault=ok,fire', `--fault takes one or several, comma-joined, of: ${faultNames.join(', ')}.`],
  ['--user-name=', '--user-name takes a text that is not empty.'],
  ['8080', "'8080' is no flag. Write --name=value; see --help."],
])('%s is refused with its cure', (flag, sentence) => expect(readCommandLine([flag])).toEqual({ kind: 'wrong', sentence }));

test('an unknown flag gets the list of flags', () => {
  expect(readCommandLine(['--roel=user'])).toMatchObject({
    kind: 'wrong',
    sentence: expect.stringMatching(/^There is no flag --roel\. .+, role, /),
  });
});

const main = fileURLToPath(new URL('../simulator/main.ts', import.meta.url));
const run = (...flags: string[]) => spawn(process.execPath, ['--import', 'tsx', main, ...flags]);

test('prints one line, serves, and ends with 0 when stopped', async () => {
  const child = run('--role=none', '--user-name=pat');
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  const { url, userName, password } = JSON.parse(line) as Record<string, string>;
  expect([userName, typeof password]).toEqual(['pat', 'string']);
  expect(await (await fetch(`${url}/auth/status`)).json()).toEqual({ isAuthenticated: false });
  child.kill('SIGTERM');
  expect(await once(child, 'exit')).toEqual([0, null]);
});

test.skipIf(process.platform === 'win32')('ends when npm, its parent, was stopped', async () => {
  const command = `"${process.execPath}" --import tsx "${main}"; true`;
  const shell = spawn('sh', ['-c', command], { env: { ...process.env, npm_lifecycle_event: 'simulator' } });
  const closed = once(shell.stdout, 'close');
  await once(createInterface(shell.stdout), 'line');
  shell.kill('SIGTERM');
  await closed;
});

test('a wrong flag ends with 2, its sentence on stderr and nothing on stdout', async () => {
  const child = run('--role=boss');
  const [stdout, stderr] = [child.stdout.toArray(), child.stderr.toArray()];
  expect(await once(child, 'exit')).toEqual([2, null]);
  expect([(await stdout).join(''), (await stderr).join('')]).toEqual([
    '',
    '--role takes one of: user-customer, user, manager, both, none.\n',
  ]);
});
