import { screen, waitFor } from '@testing-library/preact';
import { describe, expect, it } from 'vitest';
import { ok } from '../../../main/model/failure.ts';
import { appState, createFakeBridge } from '../../fakes/bridge.ts';
import { renderPopup } from '../popup.tsx';
import { fillIn } from './fill-in.ts';

describe('logins of the keychain', () => {
  const logins = ['kim', 'lee'].map((userName) => ({ name: `${userName}@team.evovoice.io`, userName, host: 'team.evovoice.io' }));
  const choosing = appState({ account: { kind: 'signed-out', logins } });

  it('are offered, the first with the focus, and one is chosen by keys alone', async () => {
    const bridge = createFakeBridge({ 'app:state': () => ok(choosing) });
    const { user } = renderPopup(bridge);
    const first = await screen.findByRole('button', { name: 'kim at team.evovoice.io' });
    await waitFor(() => expect(document.activeElement).toBe(first));
    await user.keyboard('{Tab}{Enter}');
    expect(await screen.findByRole('textbox', { name: 'Message' })).toBeTruthy();
    expect(bridge.asked('account:sign-in-stored')).toEqual([{ name: 'lee@team.evovoice.io' }]);
    expect(bridge.asked('account:sign-in')).toEqual([]);
  });

  it('are chosen by the mouse, and what goes wrong is said at the form, which is there as ever', async () => {
    const bridge = createFakeBridge({
      'app:state': () => ok(choosing),
      'account:sign-in-stored': () => ({ ok: false, error: { code: 'password-missing', field: 'password' } }),
    });
    const { user } = renderPopup(bridge);
    await user.click(await screen.findByRole('button', { name: 'kim at team.evovoice.io' }));
    expect(await screen.findByText(/The password is missing/)).toBeTruthy();
    await fillIn(user);
    await user.keyboard('{Enter}');
    expect(await screen.findByRole('textbox', { name: 'Message' })).toBeTruthy();
  });
});
