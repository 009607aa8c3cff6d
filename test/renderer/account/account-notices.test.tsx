import { screen, waitFor } from '@testing-library/preact';
import { describe, expect, it } from 'vitest';
import type { AccountState } from '../../../main/model/app-state.ts';
import { ok } from '../../../main/model/failure.ts';
import { accountNotices } from '../../../main/words/account.ts';
import { appState, createFakeBridge } from '../../fakes/bridge.ts';
import { renderPopup } from '../popup.tsx';

type SignedIn = Extract<AccountState, { kind: 'signed-in' }>;

const signedIn = (change: Partial<SignedIn>) => appState({ account: { ...(appState().account as SignedIn), ...change } });

describe('above the composer it is said', () => {
  it('that one is offline, that a history was set aside, and that nothing is kept', async () => {
    const path = '/home/kim/history.damaged';
    const state = signedIn({ connection: 'offline', remembered: false, historyNotice: { code: 'history-damaged', detail: path } });
    const { user } = renderPopup(createFakeBridge({ 'app:state': () => ok(state) }));
    await screen.findByText(accountNotices.offline);
    screen.getByText(new RegExp(path));
    screen.getByText(accountNotices.untilQuit);
    await user.click(screen.getByRole('button', { name: accountNotices.dismiss }));
    await waitFor(() => expect(screen.queryByText(new RegExp(path))).toBeNull());
  });

  it('how much is damaged in the file, once, and again when it is more', async () => {
    const state = signedIn({ historyDamage: { unsent: 2, drafts: 0, people: 0 } });
    const bridge = createFakeBridge({ 'app:state': () => ok(state) });
    const { user } = renderPopup(bridge);
    const two = '2 messages cannot be shown: they are damaged in the file. They will not be sent.';
    await screen.findByText(two);
    await user.click(screen.getByRole('button', { name: accountNotices.dismiss }));
    await waitFor(() => expect(screen.queryByText(two)).toBeNull());
    bridge.emit('app:changed', signedIn({ historyDamage: { unsent: 1, drafts: 1, people: 3 } }));
    await screen.findByText(
      /^1 message cannot be shown: it is damaged in the file\. It will not be sent\. 1 draft is damaged .* 3 people are/,
    );
  });

  it('that this login may not list messages, until that was read', async () => {
    const state = signedIn({ mayLookUp: false });
    const bridge = createFakeBridge({ 'app:state': () => ok(state) });
    const { user } = renderPopup(bridge);
    await screen.findByText(accountNotices.noLookup);
    await user.click(screen.getByRole('button', { name: accountNotices.dismiss }));
    await waitFor(() => expect(screen.queryByText(accountNotices.noLookup)).toBeNull());
    bridge.emit('app:changed', signedIn({ mayLookUp: false, connection: 'offline' }));
    await screen.findByText(accountNotices.offline);
    expect(screen.queryByText(accountNotices.noLookup)).toBeNull();
  });

  it('that the shortcut does not work, with the way to another one', async () => {
    const hotkey = { accelerator: 'CommandOrControl+Shift+Y', status: 'taken' } as const;
    const { user } = renderPopup(createFakeBridge({ 'app:state': () => ok(appState({ hotkey })) }));
    await screen.findByText("The shortcut Ctrl+Shift+Y doesn't work.");
    await user.click(screen.getByRole('button', { name: 'Choose another' }));
    await screen.findByRole('heading', { name: 'Settings' });
  });
});
