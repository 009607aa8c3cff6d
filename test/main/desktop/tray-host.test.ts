import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { findTrayHost, type Run, type TrayHost, watchTrayHost } from '../../../main/desktop/tray-host.ts';

/** A machine with these tools; each gives its answer or fails. */
const tools = (answers: Record<string, string | Error>) =>
  vi.fn<Run>(async (program) => {
    const answer = answers[program] ?? Object.assign(new Error(`spawn ${program} ENOENT`), { code: 'ENOENT' });
    if (answer instanceof Error) throw answer;
    return answer;
  });

describe('findTrayHost', () => {
  test.each([
    ['gdbus', { gdbus: '(<true>,)\n' }],
    ['busctl', { busctl: 'b true\n' }],
    ['dbus-send', { 'dbus-send': 'method return time=1 sender=:1.5 -> destination=:1.9\n   variant       boolean true\n' }],
  ])('asks with %s when that is what there is', async (program, answers) => {
    const run = tools(answers);
    expect(await findTrayHost('linux', run)).toBe('present');
    expect(run.mock.lastCall?.[0]).toBe(program);
    expect(run.mock.lastCall?.[2]).toBeLessThanOrEqual(2000);
  });

  test.each([
    ['a watcher without a host', { gdbus: '(<false>,)\n' }],
    ['no watcher', { gdbus: Object.assign(new Error('ServiceUnknown'), { code: 1 }), busctl: 'b true\n' }],
    ['a tool that hangs', { gdbus: Object.assign(new Error('killed'), { killed: true }) }],
  ])('finds none with %s', async (_name, answers) => {
    expect(await findTrayHost('linux', tools(answers))).toBe('absent');
  });

  test('does not know without any tool', async () => {
    expect(await findTrayHost('linux', tools({}))).toBe('unknown');
  });

  test.each(['darwin', 'win32'] as const)('asks nobody on %s', async (platform) => {
    const run = tools({});
    expect(await findTrayHost(platform, run)).toBe('present');
    expect(run).not.toHaveBeenCalled();
  });
});

describe('watchTrayHost', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  function setUp(...answers: TrayHost[]) {
    const find = vi.fn(async () => answers.shift() ?? 'absent');
    const onAppear = vi.fn();
    return { find, onAppear, watch: watchTrayHost({ find, onAppear }) };
  }

  test('is content with a host that is there', async () => {
    const { find, onAppear, watch } = setUp('present');
    expect(await watch.first).toBe('present');
    watch.look();
    await vi.advanceTimersByTimeAsync(200_000);
    expect(find).toHaveBeenCalledOnce();
    expect(onAppear).not.toHaveBeenCalled();
  });

  test('tells once of a host that comes later', async () => {
    const { find, onAppear, watch } = setUp('unknown', 'absent', 'present');
    expect(await watch.first).toBe('unknown');
    await vi.advanceTimersByTimeAsync(200_000);
    expect(find).toHaveBeenCalledTimes(3);
    expect(onAppear).toHaveBeenCalledOnce();
  });

  test('gives up looking by itself, but looks when told', async () => {
    const { find, onAppear, watch } = setUp('absent', 'absent', 'absent', 'absent', 'absent', 'present');
    await vi.advanceTimersByTimeAsync(500_000);
    expect(find).toHaveBeenCalledTimes(5);
    watch.look();
    await vi.advanceTimersByTimeAsync(0);
    expect(onAppear).toHaveBeenCalledOnce();
  });

  test('is silent after its end', async () => {
    const { find, onAppear, watch } = setUp('absent', 'present');
    await watch.first;
    watch.dispose();
    watch.look();
    await vi.advanceTimersByTimeAsync(200_000);
    expect(find).toHaveBeenCalledOnce();
    expect(onAppear).not.toHaveBeenCalled();
  });
});
