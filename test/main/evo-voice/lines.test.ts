import { describe, expect, it, vi } from 'vitest';
import type { UserInfo } from '../../../main/evo-voice/dtos.ts';
import { findLines, type LineSources } from '../../../main/evo-voice/lines.ts';
import type { Result, ServiceErrorCode, ServiceFailure } from '../../../main/model/failure.ts';

function userWith(...roles: readonly string[]): UserInfo {
  return { isAuthenticated: true, roles, accountIds: [], accountNames: [] };
}

function failing(code: ServiceErrorCode): () => Promise<Result<never, ServiceFailure>> {
  return async () => ({ ok: false, error: { code } });
}

function giving<T>(...value: readonly T[]): () => Promise<Result<readonly T[], ServiceFailure>> {
  return async () => ({ ok: true, value });
}

function sources(given: Partial<LineSources>): LineSources {
  return { listEndpoints: failing('role-missing'), listConversations: giving(), listSettingsObjects: giving(), ...given };
}

describe('a role that may list endpoints', () => {
  it('gets the numbers that may text', async () => {
    const listEndpoints = vi.fn(
      giving(
        { id: 'e1', type: 'PhoneNumber', displayName: 'Main', phoneNumber: '+12025550143' },
        { id: 'e2', type: 'PhoneNumber', disableSms: true },
        { id: 'e3', type: 'PhoneNumber', isVirtualPhoneNumber: true },
        { id: 'e4', type: 'User' },
        { id: 'e5', displayName: 'Typeless', disableSms: false },
      ),
    );
    for (const role of ['SystemAdministrator', 'Manager', 'Customer']) {
      expect(await findLines(userWith('User', role), sources({ listEndpoints }))).toEqual({
        ok: true,
        value: [
          { endpointId: 'e1', name: 'Main', number: '+12025550143' },
          { endpointId: 'e5', name: 'Typeless', number: undefined },
        ],
      });
    }
    expect(listEndpoints).toHaveBeenCalledWith({ type: 'PhoneNumber' });
  });

  it('gets the lines of a plain user if the list is refused after all', async () =>
    expect(await findLines(userWith('Manager'), sources({ listConversations: giving({ endpointId: 'e1' }) }))).toEqual({
      ok: true,
      value: [{ endpointId: 'e1', name: 'e1', number: undefined }],
    }));

  it('is told when the service cannot be reached', async () =>
    expect(await findLines(userWith('Manager'), sources({ listEndpoints: failing('offline') }))).toEqual({
      ok: false,
      error: { code: 'offline' },
    }));
});

it('a line is called by its display name, else its number, else its endpoint id', async () => {
  const listEndpoints = giving(
    { id: 'e1', displayName: 'Main', phoneNumber: '+12025550143' },
    { id: 'e2', displayName: '', phoneNumber: '+12025550144' },
    { id: 'e3', phoneNumber: '+12025550145' },
    { id: 'e4' },
  );
  const lines = await findLines(userWith('Manager'), sources({ listEndpoints }));
  expect(lines.ok && lines.value.map(({ name }) => name)).toEqual(['Main', '+12025550144', '+12025550145', 'e4']);
});

describe('a plain user', () => {
  const settingsObjects = giving(
    { id: 'e1', name: 'Main line', type: 'Endpoint', endpointType: 'PhoneNumber' },
    { id: 'e2', type: 'Endpoint', endpointType: 'PhoneNumber' },
    { id: 'u1', name: 'Robin', type: 'Endpoint', endpointType: 'User' },
    { id: 'c1', name: 'Harbour Dental', type: 'Customer' },
  );
  const listConversations = giving(
    { endpointId: 'e2', mostRecentMessage: { id: 'm1', endpointDisplayName: '+1 (202) 555-0179' } },
    { endpointId: 'e1', mostRecentMessage: { id: 'm2', endpointDisplayName: 'Another name' } },
    { endpointId: 'e3' },
    { otherAddress: '+1' },
  );

  it('gets the lines it may configure and those with traffic, each once', async () =>
    expect(
      await findLines(
        userWith('User'),
        sources({ listSettingsObjects: settingsObjects, listConversations, listEndpoints: failing('server-error') }),
      ),
    ).toEqual({
      ok: true,
      value: [
        { endpointId: 'e1', name: 'Main line', number: undefined },
        { endpointId: 'e2', name: '+1 (202) 555-0179', number: '+12025550179' },
        { endpointId: 'e3', name: 'e3', number: undefined },
      ],
    }));

  it.each(['role-missing', 'refused', 'not-evo-voice'] as const)('does without a list that answers %s', async (code) => {
    expect(
      await findLines(userWith(), sources({ listSettingsObjects: failing(code), listConversations: giving({ endpointId: 'e1' }) })),
    ).toMatchObject({
      value: [{ endpointId: 'e1' }],
    });
    expect(await findLines(userWith(), sources({ listSettingsObjects: settingsObjects, listConversations: failing(code) }))).toMatchObject({
      value: [{ endpointId: 'e1' }, { endpointId: 'e2' }],
    });
  });

  it('is told of any other failure', async () => {
    expect(await findLines(userWith('User'), sources({ listSettingsObjects: failing('timeout') }))).toEqual({
      ok: false,
      error: { code: 'timeout' },
    });
    expect(await findLines(userWith('User'), sources({ listConversations: failing('signed-out') }))).toEqual({
      ok: false,
      error: { code: 'signed-out' },
    });
  });
});
