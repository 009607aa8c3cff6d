import { describe, expect, test, vi } from 'vitest';
import { findTrayHost, type Run, type TrayHost, watchTrayHost } from '../../../main/desktop/tray-host.ts';
import { fakeClock } from '../../fakes/clock.ts';

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
  function setUp(...answers: TrayHost[]) {
    const find = vi.fn(async () => answers.shift() ?? 'absent');
    const onAppear = vi.fn();
    const clock = fakeClock();
    const watch = watchTrayHost({ find, clock });
    watch.onAppear(onAppear);
    return { find, onAppear, clock, watch };
  }

  test('is content with a host that is there', async () => {
    const { find, onAppear, clock, watch } = setUp('present');
    expect(await watch.first).toBe('present');
    watch.look();
    await clock.advance(200_000);
    expect(find).toHaveBeenCalledOnce();
    expect(onAppear).not.toHaveBeenCalled();
    expect(watch.isPresent()).toBe(true);
  });

  test('tells once of a host that comes later', async () => {
    const { find, onAppear, clock, watch } = setUp('unknown', 'absent', 'present');
    expect(watch.isPresent()).toBe(true);
    expect(await watch.first).toBe('unknown');
    expect(watch.isPresent()).toBe(false);
    onAppear.mockImplementation(() => expect(watch.isPresent()).toBe(true));
    await clock.advance(200_000);
    expect(find).toHaveBeenCalledTimes(3);
    expect(onAppear).toHaveBeenCalledOnce();
  });

  test('gives up looking by itself, but looks when told', async () => {
    const { find, onAppear, clock, watch } = setUp('absent', 'absent', 'absent', 'absent', 'absent', 'present');
    await clock.advance(500_000);
    expect(find).toHaveBeenCalledTimes(5);
    watch.look();
    await expect.poll(() => onAppear).toHaveBeenCalledOnce();
  });

  test('believes a later look that was answered before the first', async () => {
    let answerFirst: (host: TrayHost) => void = () => {};
    const find = vi.fn<() => Promise<TrayHost>>().mockImplementationOnce(() => new Promise((resolve) => (answerFirst = resolve)));
    const watch = watchTrayHost({ find: find.mockResolvedValue('present'), clock: fakeClock() });
    const onAppear = vi.fn();
    watch.onAppear(onAppear);
    watch.look();
    await expect.poll(() => onAppear).toHaveBeenCalledOnce();
    answerFirst('absent');
    await watch.first;
    expect(watch.isPresent()).toBe(true);
  });

  test('is silent after its end', async () => {
    const { find, onAppear, clock, watch } = setUp('absent', 'present');
    await watch.first;
    watch.dispose();
    watch.look();
    await clock.advance(200_000);
    expect(find).toHaveBeenCalledOnce();
    expect(onAppear).not.toHaveBeenCalled();
  });
});
