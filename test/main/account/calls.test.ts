import { describe, expect, it, vi } from 'vitest';
import { createAccountCalls } from '../../../main/account/calls.ts';
import type { AccountState } from '../../../main/model/app-state.ts';
import { fail, ok, type Result } from '../../../main/model/failure.ts';
import { appState } from '../../fakes/bridge.ts';

function build(change: { account?: AccountState; signIn?: Result<null> } = {}) {
  const state = appState({ account: change.account ?? { kind: 'signed-out' } });
  const account = {
    state: () => state.account,
    signIn: vi.fn(async () => change.signIn ?? ok(null)),
    signInStored: vi.fn(async (_name: string) => change.signIn ?? ok(null)),
    signOut: vi.fn(async () => ok(null)),
    restore: vi.fn(async () => {}),
    reconnectNow: vi.fn(),
  };
  const confirmLoss = vi.fn(async () => true);
  return { account, state, confirmLoss, calls: createAccountCalls({ state: () => state, account, confirmLoss }) };
}

const form = { server: 's', userName: 'u', password: 'p', keep: 'keychain' } as const;

describe('the account', () => {
  it('answers with the new state, or with why not', async () => {
    const good = build();
    expect(await good.calls['account:sign-in'](form)).toEqual(ok(good.state));
    const refused = fail({ code: 'credentials-refused' as const });
    expect(await build({ signIn: refused }).calls['account:sign-in'](form)).toEqual(refused);
    expect(await good.calls['account:sign-in-stored']({ name: 'kim@host' })).toEqual(ok(good.state));
    expect(good.account.signInStored).toHaveBeenCalledExactlyOnceWith('kim@host');
    expect(await build({ signIn: refused }).calls['account:sign-in-stored']({ name: 'kim@host' })).toEqual(refused);
  });

  it('lets the person answer for what would be lost by signing out', async () => {
    const { calls, account, state, confirmLoss } = build();
    expect(await calls['account:sign-out'](undefined)).toEqual(ok(state));
    expect(account.signOut).toHaveBeenCalledExactlyOnceWith(confirmLoss);
  });

  it('is restored by a retry while signed out, and reconnected while signed in', async () => {
    const out = build();
    await out.calls['account:retry'](undefined);
    expect(out.account.restore).toHaveBeenCalledOnce();
    const offline = build({ account: appState().account });
    await offline.calls['account:retry'](undefined);
    expect(offline.account.reconnectNow).toHaveBeenCalledOnce();
    expect(offline.account.restore).not.toHaveBeenCalled();
  });
});
