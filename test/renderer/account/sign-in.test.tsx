import { screen, waitFor } from '@testing-library/preact';
import { describe, expect, it } from 'vitest';
import { ok } from '../../../main/model/failure.ts';
import { appState, createFakeBridge } from '../../fakes/bridge.ts';
import { renderPopup } from '../popup.tsx';

const signedOut = appState({ account: { kind: 'signed-out' } });

async function fillIn(user: ReturnType<typeof renderPopup>['user']): Promise<HTMLInputElement> {
  await user.type(await screen.findByLabelText('User name'), 'kim@example.com');
  const password = screen.getByLabelText<HTMLInputElement>('Password');
  await user.type(password, 'correct horse');
  return password;
}

describe('sign-in', () => {
  it('hands the form to main once and shows the composer', async () => {
    const bridge = createFakeBridge({ 'app:state': () => ok(signedOut) });
    const { user } = renderPopup(bridge);
    expect(await screen.findByRole('heading', { name: 'Sign in to Evo Voice' })).toBeTruthy();
    await fillIn(user);
    await user.keyboard('{Enter}');
    expect(await screen.findByRole('textbox', { name: 'Message' })).toBeTruthy();
    expect(bridge.asked('account:sign-in')).toEqual([
      { server: 'team.evovoice.io', userName: 'kim@example.com', password: 'correct horse', keep: 'keychain' },
    ]);
  });

  it('forgets the password as soon as it is handed over, also when signing in fails', async () => {
    let held = 'not asked';
    const bridge = createFakeBridge({ 'app:state': () => ok(signedOut) });
    const { user, state } = renderPopup(bridge);
    const password = await fillIn(user);
    bridge.answer({
      'account:sign-in': async () => {
        await Promise.resolve();
        held = password.value;
        return { ok: false, error: { code: 'credentials-refused' } };
      },
    });
    await user.click(screen.getByRole('button', { name: 'Sign in' }));
    expect(await screen.findByText(/The user name or password is wrong/)).toBeTruthy();
    expect(held).toBe('');
    expect(password.value).toBe('');
    expect(JSON.stringify(state)).not.toContain('correct horse');
    expect(document.documentElement.outerHTML).not.toContain('correct horse');
  });

  it('shows an error at the field it belongs to', async () => {
    const bridge = createFakeBridge({
      'app:state': () => ok(signedOut),
      'account:sign-in': () => ({ ok: false, error: { code: 'server-insecure', field: 'server' } }),
    });
    const { user } = renderPopup(bridge);
    await fillIn(user);
    await user.click(screen.getByRole('button', { name: 'Sign in' }));
    const server = screen.getByLabelText('Server');
    await waitFor(() => expect(server.getAttribute('aria-invalid')).toBe('true'));
    expect(document.getElementById(server.getAttribute('aria-describedby') ?? '')?.textContent).toMatch(/isn't encrypted/);
  });

  it.each(['absent', 'locked', 'denied'] as const)('offers until quit when the keychain is %s', async (keychain) => {
    const bridge = createFakeBridge({ 'app:state': () => ok({ ...signedOut, keychain }) });
    const { user } = renderPopup(bridge);
    await fillIn(user);
    await user.click(screen.getByRole('button', { name: 'Sign in until quit' }));
    await waitFor(() => expect(bridge.asked('account:sign-in')[0]?.keep).toBe('until-quit'));
  });

  it('offers the known servers and takes another one', async () => {
    const bridge = createFakeBridge({ 'app:state': () => ok(signedOut) });
    const { user } = renderPopup(bridge);
    const server = await screen.findByLabelText<HTMLInputElement>('Server');
    await user.click(server);
    await user.click(await screen.findByRole('option', { name: 'evovoice.io' }));
    await waitFor(() => expect(server.value).toBe('evovoice.io'));
    await user.clear(server);
    await user.type(server, 'http://127.0.0.1:8080');
    expect(screen.queryByRole('listbox')).toBeNull();
    await fillIn(user);
    await user.keyboard('{Enter}');
    await waitFor(() => expect(bridge.asked('account:sign-in')[0]?.server).toBe('http://127.0.0.1:8080'));
  });
});

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
