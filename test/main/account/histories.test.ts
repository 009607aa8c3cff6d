import { describe, expect, it, vi } from 'vitest';
import { build, form, gate, passwordKey } from './account-desk.ts';

const untilQuit = { ...form, keep: 'until-quit' } as const;
const bo = { ...form, userName: 'bo@example.com' };
const boUntilQuit = { ...bo, keep: 'until-quit' } as const;

describe('what is kept in memory', () => {
  it('waits for its login, whoever signs in meanwhile', async () => {
    const { account, opened, messages } = build();
    await account.signIn(untilQuit);
    const annsId = account.historyId();
    account.noticeFailure({ code: 'signed-out' }, account.client());
    await account.signIn(boUntilQuit);
    expect(account.historyId()).not.toBe(annsId);
    account.noticeFailure({ code: 'signed-out' }, account.client());
    expect(account.inMemory().aside).toEqual([messages, opened[1]]);
    await account.signIn(untilQuit);
    expect(account.messages()).toBe(messages);
    expect(account.historyId()).toBe(annsId);
    await account.signIn(boUntilQuit);
    expect(account.messages()).toBe(opened[1]);
    expect(opened).toHaveLength(2);
    for (const { close } of opened) expect(close).not.toHaveBeenCalled();
  });

  it('comes back held up by nothing but the connection it waits for', async () => {
    const { account, messages } = build();
    await account.signIn(untilQuit);
    account.noticeFailure({ code: 'signed-out' }, account.client());
    expect(messages.pause).toHaveBeenLastCalledWith('offline');
    expect(messages.stopPull).toHaveBeenCalledOnce();
    messages.resume.mockClear();
    await account.signIn(untilQuit);
    for (const reason of ['signed-out', 'suspended', 'offline']) expect(messages.resume).toHaveBeenCalledWith(reason);
  });

  it('goes on in memory when its login is remembered from now on and something is unsent', async () => {
    const { account, messages } = build();
    await account.signIn(untilQuit);
    messages.unsent.mockReturnValue({ ok: true, value: 1 });
    account.noticeFailure({ code: 'credentials-refused' }, account.client());
    await account.signIn(form);
    expect(account.messages()).toBe(messages);
    expect(account.state()).toMatchObject({ remembered: true, historyKept: false });
  });

  it('gives way to the file when its login is remembered from now on and nothing is unsent', async () => {
    const { account, messages, openHistory } = build();
    await account.signIn(untilQuit);
    account.noticeFailure({ code: 'credentials-refused' }, account.client());
    await account.signIn(form);
    expect(messages.close).toHaveBeenCalledOnce();
    expect(openHistory.mock.calls.map(([place]) => place.kind)).toEqual(['memory', 'file']);
    expect(account.state()).toMatchObject({ remembered: true, historyKept: true });
  });

  it('is asked about before signing out when something in it is unsent', async () => {
    const { account, world, messages, confirmLoss } = build();
    await account.signIn(untilQuit);
    messages.unsent.mockReturnValue({ ok: true, value: 3 });
    world.mayLose = false;
    expect(await account.signOut()).toEqual({ ok: true, value: null });
    expect(account.state()).toMatchObject({ kind: 'signed-in' });
    expect(messages.close).not.toHaveBeenCalled();
    world.mayLose = true;
    await account.signOut();
    expect(account.state()).toMatchObject({ kind: 'signed-out' });
    expect(messages.close).toHaveBeenCalledOnce();
    expect(confirmLoss.mock.calls).toEqual([[3], [3]]);
  });

  it('is not asked about when nothing would be lost: it is empty, or the history is in its file', async () => {
    const { account, opened, confirmLoss } = build();
    await account.signIn(untilQuit);
    await account.signOut();
    await account.signIn(form);
    opened[1]?.unsent.mockReturnValue({ ok: true, value: 3 });
    await account.signOut();
    expect(confirmLoss).not.toHaveBeenCalled();
    expect(account.state()).toMatchObject({ kind: 'signed-out' });
  });

  it('is closed with all the rest when the app quits', async () => {
    const { account, opened } = build();
    await account.signIn(untilQuit);
    account.noticeFailure({ code: 'signed-out' }, account.client());
    await account.signIn(form);
    await account.close();
    for (const { close } of opened) expect(close).toHaveBeenCalledOnce();
  });
});

describe('signing out and in again', () => {
  it('waits for the close of the history, which a slow send holds up', async () => {
    const { account, messages, openHistory, keychain } = build();
    const send = gate();
    messages.close.mockReturnValue(send.opens);
    await account.signIn(form);
    await account.signOut();
    expect(keychain.has(passwordKey)).toBe(false);
    const again = account.signIn(form);
    await vi.waitFor(() => expect(keychain.has(passwordKey)).toBe(true));
    expect(openHistory).toHaveBeenCalledOnce();
    send.open();
    expect(await again).toEqual({ ok: true, value: null });
    expect(openHistory).toHaveBeenCalledTimes(2);
    expect(keychain.has(passwordKey)).toBe(true);
  });

  it('does not wait for the history of another login', async () => {
    const { account, messages } = build();
    messages.close.mockReturnValue(gate().opens);
    await account.signIn(form);
    await account.signOut();
    expect(await account.signIn(bo)).toEqual({ ok: true, value: null });
  });
});

describe('a client of an earlier login', () => {
  it('says nothing about the present one', async () => {
    const { account } = build();
    await account.signIn(form);
    const before = account.client();
    await account.signOut();
    await account.signIn(bo);
    account.noticeFailure({ code: 'signed-out' }, before);
    account.noticeFailure({ code: 'offline' }, before);
    expect(account.state()).toMatchObject({ kind: 'signed-in', userName: 'bo@example.com', connection: 'online' });
  });
});

it('a history may use the client of its login, while that is signed in', async () => {
  const { account, openHistory } = build();
  await account.signIn(form);
  const [, annsId = ''] = openHistory.mock.calls[0] ?? [];
  expect(account.clientOf(annsId)).toBe(account.client());
  await account.signOut();
  expect(account.clientOf(annsId)).toBeUndefined();
  await account.signIn(bo);
  expect(account.clientOf(annsId)).toBeUndefined();
  expect(account.isInUse(annsId)).toBe(false);
});
