import { describe, expect, it } from 'vitest';
import { createComposer, line } from './composer.ts';

const listed = { endpointId: 'ep1', name: 'Main line', number: '+4930123456' };

describe('lines', () => {
  it('come from the service and are kept for a start without a network', async () => {
    const { calls, values } = createComposer({ client: { lines: async () => ({ ok: true, value: [listed] }) } });
    expect(await calls['compose:lines'](undefined)).toEqual({ ok: true, value: [line] });
    expect(values.get('lines')).toEqual([line]);
  });

  it('are in the order of their names; one without a name is called by its number as people write it', async () => {
    const value = [
      { endpointId: 'ep3', name: 'ep3' },
      { endpointId: 'ep1', name: 'Main line', number: '+4930123456' },
      { endpointId: 'ep2', name: '+12025550143', number: '+12025550143' },
    ];
    const { calls } = createComposer({ client: { lines: async () => ({ ok: true, value }) } });
    expect(await calls['compose:lines'](undefined)).toEqual({
      ok: true,
      value: [
        { endpointId: 'ep2', name: '+1 202 555 0143', number: '+12025550143', numberText: '+1 202 555 0143' },
        { endpointId: 'ep3', name: 'ep3' },
        line,
      ],
    });
  });

  it('are the kept ones while the service cannot be reached', async () => {
    const { calls, values, noticeFailure } = createComposer({ client: { lines: async () => ({ ok: false, error: { code: 'offline' } }) } });
    values.set('lines', [line]);
    expect(await calls['compose:lines'](undefined)).toEqual({ ok: true, value: [line] });
    expect(noticeFailure).toHaveBeenCalledWith({ code: 'offline' }, expect.anything());
  });

  it('say what went wrong when there is nothing to show', async () => {
    const { calls } = createComposer({ client: { lines: async () => ({ ok: false, error: { code: 'role-missing' } }) } });
    expect(await calls['compose:lines'](undefined)).toEqual({ ok: false, error: { code: 'role-missing' } });
  });

  it('of a login that ended while they were asked for are not those of the next, and their failure is not its failure', async () => {
    const other = { lines: async () => ({ ok: true as const, value: [] }) };
    const slow = createComposer({
      client: {
        lines: async () => {
          slow.signInAs(other);
          return { ok: true, value: [listed] };
        },
        mySessions: async () => {
          slow.signInAs(other);
          return { ok: true, value: [] };
        },
      },
    });
    expect(await slow.calls['compose:lines'](undefined)).toEqual({ ok: false, error: { code: 'not-signed-in' } });
    expect(slow.values.size).toBe(0);
    const failing = createComposer({
      client: {
        lines: async () => {
          failing.signInAs(other);
          return { ok: false, error: { code: 'signed-out' } };
        },
      },
    });
    await failing.calls['compose:lines'](undefined);
    expect(failing.noticeFailure).not.toHaveBeenCalled();
  });
});
