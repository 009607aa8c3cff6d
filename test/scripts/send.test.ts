import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it, test } from 'vitest';
import { type Simulator, startSimulator } from '../simulator/simulator.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const line = '67409d80e000000000000001';

let simulator: Simulator;
beforeEach(async () => {
  simulator = await startSimulator();
});
afterEach(() => simulator.close());

/** Runs the script with a password piped in. */
async function run(flags: readonly string[], password = simulator.password) {
  const child = spawn(process.execPath, ['--import', 'tsx', 'build/send.ts', ...flags], { cwd: root });
  child.stdin.end(`${password}\n`);
  const [stdout, stderr, code] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    new Promise<number | null>((resolve) => void child.on('close', resolve)),
  ]);
  return { stdout, stderr, code };
}

function login(): string[] {
  return [`--server=${simulator.url}`, `--user=${simulator.userName}`];
}

describe('npm run send', () => {
  test.each(['json', 'jsv'])('prints the accepted message as JSON (%s)', async (format) => {
    const { stdout, stderr, code } = await run([
      ...login(),
      '--to=+1 (312) 555-0142',
      '--text=Re: "lunch", 12:30?',
      `--endpoint=${line}`,
      `--format=${format}`,
    ]);
    expect({ stderr, code }).toEqual({ stderr: '', code: 0 });
    expect(JSON.parse(stdout)).toMatchObject({ id: simulator.sent()[0]?.id, text: 'Re: "lunch", 12:30?', otherAddress: '+13125550142' });
    expect(simulator.requests().some(({ contentType }) => contentType === 'text/jsv')).toBe(format === 'jsv');
  });

  it('writes into a session', async () => {
    const session = simulator.sessions()[0]?.id;
    expect(await run([...login(), `--session=${session}`, '--text=Hi'])).toMatchObject({ code: 0 });
    expect(simulator.sent()).toHaveLength(1);
  });

  it('lists the lines where there are several, and sends nothing', async () => {
    const { stdout, stderr, code } = await run([...login(), '--to=+13125550142', '--text=Hi']);
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain(`--endpoint=${line}  Main line +12025550143`);
    expect(simulator.sent()).toEqual([]);
  });

  it('uses the only line there is', async () => {
    await simulator.close();
    const endpoint = { id: 'only', displayName: 'Only line', type: 'PhoneNumber', disableSms: false, isVirtualPhoneNumber: false } as const;
    simulator = await startSimulator({ endpoints: [endpoint], history: 'empty' });
    expect(await run([...login(), '--to=+13125550142', '--text=Hi'])).toMatchObject({ code: 0 });
    expect(simulator.sent()[0]?.endpointId).toBe('only');
  });

  it('says what is wrong with the password', async () => {
    const { stderr, code } = await run([...login(), '--to=+13125550142', '--text=Hi'], 'wrong');
    expect(code).toBe(1);
    expect(stderr).toMatch(/password is wrong.*Invalid Username or Password/);
    expect(stderr).not.toContain('wrong"');
  });

  it('says that an outcome is not known', async () => {
    simulator.failNextSends(['cut-after']);
    const { stderr, code } = await run([...login(), '--to=+13125550142', '--text=Hi', `--endpoint=${line}`]);
    expect(code).toBe(3);
    expect(stderr).toMatch(/look it up before you send it again/);
    expect(simulator.sent()).toHaveLength(1);
  });

  test.each([
    [[], /--server is missing/],
    [['--server=http://evovoice.io', '--user=a', '--to=+13125550142', '--text=Hi'], /--server: .*isn't encrypted.*Use https/],
    [['--server=evovoice.io', '--user=a', '--to=555-0142', '--text=Hi'], /--to must be an international number/],
    [['--server=evovoice.io', '--user=a', '--to=+13125550142', '--text= '], /--text is missing/],
    [['--server=evovoice.io', '--user=a', '--to=+13125550142', '--text=Hi', '--format=xml'], /json or jsv/],
    [['--password=secret'], /Usage/],
  ])('%j is wrong usage', async (flags, message) => {
    const { stderr, code } = await run(flags);
    expect(code).toBe(2);
    expect(stderr).toMatch(message);
  });
});
