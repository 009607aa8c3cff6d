import { describe, expect, it } from 'vitest';
import { HISTORY_KEY_ACCOUNT, KEYCHAIN_SERVICE } from '../../../main/account/vault.ts';
import { createTestAccount, form, gate } from './test-account.ts';

const untilQuit = { ...form, keep: 'until-quit' } as const;

describe('signing out', () => {
  it('forgets the password, ends the session of the server and closes the history; its key stays', async () => {
    const { account, keychain, signOut, endServerSession, messages } = createTestAccount();
    await account.signIn(form);
    await signOut();
    expect([...keychain.keys()]).toEqual([`${KEYCHAIN_SERVICE}/${HISTORY_KEY_ACCOUNT}`]);
    await expect.poll(() => endServerSession).toHaveBeenCalledOnce();
    expect(messages.close).toHaveBeenCalledOnce();
    expect(account.state()).toMatchObject({ kind: 'signed-out' });
  });

  it('is asked about when something unsent is in memory only', async () => {
    const { account, signOut, world, messages, confirmLoss } = createTestAccount();
    await account.signIn(untilQuit);
    messages.unsent.mockReturnValue({ ok: true, value: 3 });
    world.mayLose = false;
    expect(await signOut()).toEqual({ ok: true, value: null });
    expect(account.state()).toMatchObject({ kind: 'signed-in' });
    expect(messages.close).not.toHaveBeenCalled();
    world.mayLose = true;
    await signOut();
    expect(account.state()).toMatchObject({ kind: 'signed-out' });
    expect(messages.close).toHaveBeenCalledOnce();
    expect(confirmLoss.mock.calls).toEqual([[3], [3]]);
  });

  it('is not asked about when nothing would be lost: it is empty, or the history is in its file', async () => {
    const { account, signOut, opened, confirmLoss } = createTestAccount();
    await account.signIn(untilQuit);
    await signOut();
    await account.signIn(form);
    opened[1]?.unsent.mockReturnValue({ ok: true, value: 3 });
    await signOut();
    expect(confirmLoss).not.toHaveBeenCalled();
    expect(account.state()).toMatchObject({ kind: 'signed-out' });
  });

  it('is asked about once, and ends no login that came into use behind the question', async () => {
    const { account, signOut, messages, opened, confirmLoss } = createTestAccount();
    const answer = gate();
    confirmLoss.mockImplementation(() => answer.opens.then(() => true));
    await account.signIn(untilQuit);
    messages.unsent.mockReturnValue({ ok: true, value: 1 });
    const asked = signOut();
    await signOut();
    expect(confirmLoss).toHaveBeenCalledOnce();
    await account.signIn({ ...untilQuit, userName: 'bo@example.com' });
    answer.open();
    await asked;
    expect(account.state()).toMatchObject({ kind: 'signed-in', userName: 'bo@example.com' });
    expect(opened[1]?.close).not.toHaveBeenCalled();
  });
});
