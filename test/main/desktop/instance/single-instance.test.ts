import { describe, expect, test, vi } from 'vitest';
import { UnusableFolder } from '../../../../main/desktop/instance/data-folder.ts';
import { type Flags, parseFlags } from '../../../../main/launch.ts';
import { machine } from './fake-machine.ts';

describe('a start', () => {
  test('with nobody there is the first, with both locks, after one look at the folder', () => {
    const { claim, folder, ours, waited } = machine();
    expect(claim()).toMatchObject({ outcome: 'first' });
    expect(ours()).toEqual({ lock: true, chromium: true });
    expect(folder.make).toHaveBeenCalledOnce();
    expect(folder.testWriting).toHaveBeenCalledOnce();
    expect(waited()).toBe(0);
  });

  test('beside a running one hands its flags over and holds nothing', () => {
    const { claim, app, ours } = machine({ lockedByOther: true, chromiumByOther: true });
    expect(claim('--text=Ω 😀\nab')).toEqual({ outcome: 'handed-over' });
    const [data] = app.requestSingleInstanceLock.mock.calls[0] ?? [];
    expect(JSON.parse(Buffer.from(String(data?.argv), 'base64').toString())).toEqual(['--text=Ω 😀\nab']);
    expect(ours()).toEqual({ lock: false, chromium: false });
  });

  test('beside one that has our lock and not yet Chromium’s makes none of its own: it waits for the other', () => {
    const { claim, app } = machine({ lockedByOther: true }, (world, waited) => {
      if (waited < 200) return;
      world.chromiumByOther = true;
      world.named = true;
    });
    expect(claim()).toEqual({ outcome: 'handed-over' });
    expect(app.requestSingleInstanceLock).toHaveBeenCalledOnce();
  });

  test('that is given Chromium’s lock of a dead one without having ours gives it back, and hands over', () => {
    const { claim, app, ours } = machine({ lockedByOther: true, named: true }, (world) => {
      world.chromiumByOther = true;
    });
    expect(claim()).toEqual({ outcome: 'handed-over' });
    expect(app.releaseSingleInstanceLock).toHaveBeenCalledOnce();
    expect(ours()).toEqual({ lock: false, chromium: false });
  });

  test('that finds Chromium’s lock still held by one that is ending gives ours back, and tries again', () => {
    const { claim, lock, ours } = machine({ chromiumByOther: true, named: false }, (world, waited) => {
      if (waited >= 100) world.chromiumByOther = false;
    });
    expect(claim()).toMatchObject({ outcome: 'first' });
    expect(lock.release).toHaveBeenCalled();
    expect(ours()).toEqual({ lock: true, chromium: true });
  });

  test('hands over to one whose file of the lock was deleted while it ran', () => {
    expect(machine({ chromiumByOther: true }).claim()).toEqual({ outcome: 'handed-over' });
  });

  test('that can be neither says so after 5 s, and names the folder', () => {
    const { claim, waited } = machine({ lockedByOther: true });
    const refused = claim();
    expect(refused).toMatchObject({ outcome: 'refused', why: expect.stringContaining('uses the folder "/data" and does not answer') });
    expect(waited()).toBeGreaterThanOrEqual(5000);
    expect(waited()).toBeLessThan(5200);
  });

  test('in a folder that cannot be used says why, unless a running one can be reached', () => {
    const broken = (change: Parameters<typeof machine>[0]) => {
      const made = machine(change);
      made.folder.testWriting.mockImplementation(() => {
        throw new UnusableFolder('This folder is full.');
      });
      return made.claim();
    };
    expect(broken({})).toEqual({ outcome: 'refused', why: 'This folder is full.' });
    expect(broken({ chromiumByOther: true })).toEqual({ outcome: 'handed-over' });
  });

  test('sends nothing that would not fit', () => {
    const { claim, lock } = machine({ lockedByOther: true, chromiumByOther: true });
    expect(claim(`--text=${'x'.repeat(10_000)}`).outcome).toBe('handed-over');
    lock.acquire.mockClear();
    expect(claim(`--text=${'x'.repeat(15_000)}`).outcome).toBe('too-long');
    expect(claim(`--text=${'語'.repeat(5_000)}`).outcome).toBe('too-long');
    expect(lock.acquire).not.toHaveBeenCalled();
  });
});

describe('--quit', () => {
  test('ends the running one', () => {
    expect(machine({ lockedByOther: true, chromiumByOther: true }).claim('--quit')).toEqual({ outcome: 'handed-over' });
  });

  test('with nobody there makes no folder and keeps no lock', () => {
    const { claim, folder, ours } = machine();
    expect(claim('--quit')).toEqual({ outcome: 'none-running' });
    expect(folder.make).not.toHaveBeenCalled();
    expect(ours()).toEqual({ lock: false, chromium: false });
  });
});

describe('the first instance', () => {
  function first() {
    const made = machine();
    const claim = made.claim();
    if (claim.outcome !== 'first') throw new Error(claim.outcome);
    return { ...made, instance: claim.instance };
  }
  const data = (...argv: readonly string[]) => ({ argv: Buffer.from(JSON.stringify(argv)).toString('base64') });

  test('hears the flags of later starts, those before it listens as well', () => {
    const { instance, send } = first();
    const seen: Flags[] = [];
    send(data('--text=Ω 😀\nab', '--to=1'));
    instance.onStart((flags) => seen.push(flags));
    send(data('--toggle'));
    expect(seen).toEqual([parseFlags(['--text=Ω 😀\nab', '--to=1']), parseFlags(['--toggle'])]);
  });

  test.each([
    undefined,
    null,
    7,
    'x',
    {},
    { argv: 7 },
    { argv: '%%%' },
    { argv: Buffer.from('{"a":').toString('base64') },
    { argv: ['--quit'] },
    { argv: Buffer.from('["--quit", 7]').toString('base64') },
    { argv: Buffer.from('["--quit"]').toString('base64'), more: 1 },
    { argv: `${Buffer.from('["--quit"]').toString('base64')}!` },
  ])('takes foreign data for a start without flags: %j', (foreign) => {
    const { instance, send } = first();
    const listener = vi.fn();
    instance.onStart(listener);
    send(foreign);
    expect(listener).toHaveBeenCalledExactlyOnceWith(parseFlags([]));
  });

  test('makes Chromium’s lock anew when somebody did away with it, now and later', async () => {
    const { instance, app, clock } = first();
    app.releaseSingleInstanceLock();
    instance.onStart(() => {});
    expect(app.requestSingleInstanceLock).toHaveBeenCalledTimes(2);
    app.releaseSingleInstanceLock();
    await clock.advance(600_000);
    expect(app.requestSingleInstanceLock).toHaveBeenCalledTimes(3);
  });
});
