import { describe, expect, it, vi } from 'vitest';
import { ok } from '../../../main/model/failure.ts';
import { createTestAccount, form, gate, passwordKey } from './test-account.ts';

const untilQuit = { ...form, keep: 'until-quit' } as const;
const bo = { ...form, userName: 'bo@example.com' };
const boUntilQuit = { ...bo, keep: 'until-quit' } as const;

describe('what is kept in memory', () => {
  it('waits for its login, whoever signs in meanwhile', async () => {
    const { account, opened, messages } = createTestAccount();
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
    const { account, messages } = createTestAccount();
    await account.signIn(untilQuit);
    account.noticeFailure({ code: 'signed-out' }, account.client());
    expect(messages.pause).toHaveBeenLastCalledWith('offline');
    expect(messages.stopPull).toHaveBeenCalledOnce();
    messages.resume.mockClear();
    await account.signIn(untilQuit);
    for (const reason of ['signed-out', 'suspended', 'offline']) expect(messages.resume).toHaveBeenCalledWith(reason);
  });

  it('goes on in memory when its login is remembered from now on and something is unsent', async () => {
    const { account, messages } = createTestAccount();
    await account.signIn(untilQuit);
    messages.unsent.mockReturnValue({ ok: true, value: 1 });
    account.noticeFailure({ code: 'credentials-refused' }, account.client());
    await account.signIn(form);
    expect(account.messages()).toBe(messages);
    expect(account.state()).toMatchObject({ remembered: true, historyNotice: { code: 'history-in-memory' } });
    account.noticeFailure({ code: 'credentials-refused' }, account.client());
    await account.signIn(untilQuit);
    expect(account.messages()).toBe(messages);
    expect(account.state()).toMatchObject({ remembered: false, historyNotice: undefined });
  });

  it('gives way to the file when its login is remembered from now on and nothing is unsent', async () => {
    const { account, messages, openHistory } = createTestAccount();
    await account.signIn(untilQuit);
    account.noticeFailure({ code: 'credentials-refused' }, account.client());
    await account.signIn(form);
    expect(messages.close).toHaveBeenCalledOnce();
    expect(openHistory.mock.calls.map(([place]) => place.kind)).toEqual(['memory', 'file']);
    expect(account.state()).toMatchObject({ remembered: true, historyNotice: undefined });
  });

  it('is closed with all the rest when the app quits', async () => {
    const { account, opened } = createTestAccount();
    await account.signIn(untilQuit);
    account.noticeFailure({ code: 'signed-out' }, account.client());
    await account.signIn(form);
    await account.close();
    for (const { close } of opened) expect(close).toHaveBeenCalledOnce();
  });
});

describe('signing out and in again', () => {
  it('waits for the close of the history, which a slow send holds up', async () => {
    const { account, messages, openHistory, keychain, signOut } = createTestAccount();
    const send = gate();
    messages.close.mockReturnValue(send.opens);
    await account.signIn(form);
    await signOut();
    expect(keychain.has(passwordKey)).toBe(false);
    const again = account.signIn(form);
    await expect.poll(() => keychain.has(passwordKey)).toBe(true);
    expect(openHistory).toHaveBeenCalledOnce();
    send.open();
    expect(await again).toEqual({ ok: true, value: null });
    expect(openHistory).toHaveBeenCalledTimes(2);
    expect(keychain.has(passwordKey)).toBe(true);
  });

  it('does not wait for the history of another login', async () => {
    const { account, messages, signOut } = createTestAccount();
    messages.close.mockReturnValue(gate().opens);
    await account.signIn(form);
    await signOut();
    expect(await account.signIn(bo)).toEqual({ ok: true, value: null });
  });
});

describe('a client of an earlier login', () => {
  it('says nothing about the present one', async () => {
    const { account, signOut } = createTestAccount();
    await account.signIn(form);
    const before = account.client();
    await signOut();
    await account.signIn(bo);
    account.noticeFailure({ code: 'signed-out' }, before);
    account.noticeFailure({ code: 'offline' }, before);
    expect(account.state()).toMatchObject({ kind: 'signed-in', userName: 'bo@example.com', connection: 'online' });
  });
});

describe('the retention of the settings', () => {
  it('holds for a history from its opening on, however its login came into use', async () => {
    const { account, settings, opened, keychain, file } = createTestAccount();
    settings.change({ retentionDays: 90 });
    await account.signIn(form);
    expect(opened[0]?.applyRetention).toHaveBeenCalledExactlyOnceWith(90);
    const next = createTestAccount({ keychain, file });
    await next.account.restore();
    expect(next.opened[0]?.applyRetention).toHaveBeenCalledExactlyOnceWith(90);
  });

  it('holds for one that was set aside when that was chosen', async () => {
    const { account, settings, messages } = createTestAccount();
    await account.signIn(untilQuit);
    account.noticeFailure({ code: 'signed-out' }, account.client());
    settings.change({ retentionDays: 0 });
    await account.signIn(untilQuit);
    expect(messages.applyRetention.mock.calls).toEqual([[null], [0]]);
  });
});

describe('what a history is connected to', () => {
  it('is the client of its login, while that is signed in', async () => {
    const { account, links, signOut } = createTestAccount();
    await account.signIn(form);
    const anns = links();
    expect(anns?.client()).toBe(account.client());
    expect(account.client()).toBeDefined();
    await signOut();
    expect(anns?.client()).toBeUndefined();
    await account.signIn(bo);
    expect(anns?.client()).toBeUndefined();
  });

  it('hears of its messages under its name, and of its drafts and pull only while it is in use', async () => {
    const { account, links } = createTestAccount();
    const told: unknown[] = [];
    account.onMessages((change, historyId) => told.push([change, historyId]));
    account.onDrafts(() => told.push('drafts'));
    account.onPull((progress) => told.push(progress));
    await account.signIn(untilQuit);
    const [anns, annsId] = [links(), account.historyId()];
    await account.signIn(boUntilQuit);
    const change = { items: [], removed: [], reset: true };
    const progress = { kind: 'pull', state: 'running', done: 1 } as const;
    for (const history of [anns, links()]) {
      history?.onDrafts();
      history?.onPull(progress);
    }
    expect(told).toEqual(['drafts', progress]);
    anns?.onChange(change);
    expect(told.at(-1)).toEqual([change, annsId]);
    expect(annsId).not.toBe(account.historyId());
    expect(account.isInUse(annsId ?? '')).toBe(false);
  });

  it('is the login that ends when the service refuses its session, and no other', async () => {
    const { account, links } = createTestAccount();
    await account.signIn(untilQuit);
    const anns = links();
    anns?.onPause(['offline']);
    expect(account.state()).toMatchObject({ kind: 'signed-in' });
    await account.signIn(bo);
    anns?.onPause(['signed-out']);
    expect(account.state()).toMatchObject({ kind: 'signed-in', userName: 'bo@example.com' });
    links()?.onPause(['signed-out']);
    expect(account.state()).toMatchObject({ kind: 'signed-out', reason: { code: 'signed-out' } });
  });

  it('tells of a history that is being opened as of the one in use', async () => {
    const { account, openHistory, messages } = createTestAccount();
    const drafts = vi.fn();
    account.onDrafts(drafts);
    openHistory.mockImplementationOnce((_place, links) => {
      links.onDrafts();
      return ok({ messages });
    });
    await account.signIn(form);
    expect(drafts).toHaveBeenCalledOnce();
  });
});
