import { screen, waitFor } from '@testing-library/preact';
import { describe, expect, it } from 'vitest';
import type { AccountState } from '../../main/model/app-state.ts';
import { ok } from '../../main/model/failure.ts';
import { appState, createFakeBridge, shownDraft } from '../fakes/bridge.ts';
import { renderPopup } from './popup.tsx';

type SignedIn = Extract<AccountState, { kind: 'signed-in' }>;

function signedIn(change: Partial<SignedIn>): AccountState {
  return { ...(appState().account as SignedIn), ...change };
}

const message = () => screen.findByRole<HTMLTextAreaElement>('textbox', { name: 'Message' });

describe('the popup', () => {
  it('says why it has nothing to show', async () => {
    renderPopup(createFakeBridge({ 'app:state': () => Promise.reject(new Error('broken pipe')) }));
    expect((await screen.findByRole('alert')).textContent).toMatch(/Something went wrong in the app.*broken pipe/);
  });

  it('takes a prefill over when it is shown', async () => {
    const bridge = createFakeBridge();
    renderPopup(bridge);
    await message();
    bridge.emit('popup:shown', { prefill: { to: '+15556667777', text: 'Hello Ann' } });
    await waitFor(async () => expect((await message()).value).toBe('Hello Ann'));
    expect(screen.getByRole<HTMLInputElement>('combobox', { name: 'To' }).value).toBe('+15556667777');
    await waitFor(async () => expect(document.activeElement).toBe(await message()));
  });

  it('leaves the stored draft as it is when a prefill comes before it was read', async () => {
    const bridge = createFakeBridge({ 'compose:draft': () => ok(shownDraft(7, { to: '+1111', text: 'Half written' })) });
    renderPopup(bridge);
    bridge.emit('popup:shown', { prefill: { to: '+1222', text: 'From a flag' } });
    bridge.emit('popup:hidden', null);
    await waitFor(async () => expect((await message()).value).toBe('From a flag'));
    expect(bridge.asked('compose:open')).toMatchObject([{ kind: 'prefill', to: '+1222', text: 'From a flag' }]);
    expect(bridge.asked('compose:save-draft')).toEqual([]);
  });

  it('saves the draft when main hides it', async () => {
    const bridge = createFakeBridge();
    const { user } = renderPopup(bridge);
    await user.type(await message(), 'Wait');
    bridge.emit('popup:hidden', null);
    await waitFor(() => expect(bridge.asked('compose:save-draft').at(-1)?.text).toBe('Wait'));
  });

  it('shows the failures or the settings when asked to', async () => {
    const bridge = createFakeBridge();
    renderPopup(bridge);
    await message();
    bridge.emit('popup:shown', { view: 'failures' });
    await waitFor(() => expect(bridge.asked('messages:page').at(-1)?.states).toEqual(['failed', 'unknown', 'review']));
    bridge.emit('popup:shown', { view: 'settings' });
    expect(await screen.findByRole('heading', { name: 'Settings' })).toBeTruthy();
  });

  it('lets no draft or message of one account be seen by the next', async () => {
    const bridge = createFakeBridge({
      'messages:page': () =>
        ok({ items: [{ id: 1, state: 'accepted', address: '+1555', addressText: '+1 555', text: 'Secret', at: 0 }], more: false }),
    });
    const { user } = renderPopup(bridge);
    await user.type(await message(), 'For Kim only');
    await screen.findByText('Secret');
    bridge.emit('app:changed', appState({ account: { kind: 'signed-out' } }));
    await screen.findByRole('heading', { name: 'Sign in to Evo Voice' });
    bridge.answer({ 'messages:page': () => ok({ items: [], more: false }) });
    bridge.emit('app:changed', appState({ account: signedIn({ userName: 'lou@example.com' }) }));
    expect((await message()).value).toBe('');
    expect(screen.queryByText('Secret')).toBeNull();
  });
});
