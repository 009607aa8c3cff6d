import { screen, waitFor } from '@testing-library/preact';
import { describe, expect, it } from 'vitest';
import { type ErrorCode, ok } from '../../../main/model/failure.ts';
import { appState, createFakeBridge } from '../../fakes/bridge.ts';
import { renderPopup } from '../popup.tsx';
import { fillIn } from './fill-in.ts';

const signedOut = appState({ account: { kind: 'signed-out' } });

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

  it('shows the server, with both that are known, before anything is pressed', async () => {
    const bridge = createFakeBridge({ 'app:state': () => ok(signedOut) });
    const { user } = renderPopup(bridge);
    const server = await screen.findByLabelText<HTMLInputElement>('Server');
    expect(server.value).toBe('team.evovoice.io');
    expect(document.getElementById(server.getAttribute('aria-describedby') ?? '')?.textContent).toMatch(/team\.evovoice\.io.*evovoice\.io/);
    server.focus();
    await user.keyboard('{ArrowDown}');
    expect(screen.getAllByRole('option').map(({ textContent }) => textContent)).toEqual(['team.evovoice.io', 'evovoice.io']);
    await user.keyboard('{ArrowDown}{ArrowDown}{Enter}');
    expect(server.value).toBe('evovoice.io');
    expect(bridge.asked('account:sign-in')).toEqual([]);
  });

  it('shows a server that was used last as it is typed', async () => {
    const bridge = createFakeBridge({
      'app:state': () => ok(appState({ account: { kind: 'signed-out', lastServer: 'https://evovoice.io', lastUserName: 'kim' } })),
    });
    renderPopup(bridge);
    expect((await screen.findByLabelText<HTMLInputElement>('Server')).value).toBe('evovoice.io');
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

describe('a refusal', () => {
  const other = { name: 'Try evovoice.io instead' };

  /** Signs in with a name and a password that each server refuses. */
  async function refused({ server, code = 'credentials-refused' }: { readonly server?: string; readonly code?: ErrorCode } = {}) {
    const bridge = createFakeBridge({
      'app:state': () => ok(signedOut),
      'account:sign-in': () => ({ ok: false, error: { code, field: 'password' } }),
    });
    const { user } = renderPopup(bridge);
    const password = await fillIn(user);
    if (server !== undefined) {
      await user.clear(screen.getByLabelText('Server'));
      await user.type(screen.getByLabelText('Server'), server);
    }
    password.focus();
    await user.keyboard('{Enter}');
    await screen.findAllByRole('alert');
    return { bridge, user, password };
  }

  it('at the default server offers the other one, by keys alone, and nothing is sent there before', async () => {
    const { bridge, user, password } = await refused();
    const button = await screen.findByRole('button', other);
    expect(bridge.asked('account:sign-in').map(({ server }) => server)).toEqual(['team.evovoice.io']);
    expect(document.activeElement).toBe(password);
    await user.tab();
    expect(document.activeElement).toBe(button);
    bridge.answer({ 'account:sign-in': () => ok(appState()) });
    await user.keyboard('{Enter}');
    expect(await screen.findByRole('textbox', { name: 'Message' })).toBeTruthy();
    expect(bridge.asked('account:sign-in').slice(1)).toEqual([
      { server: 'evovoice.io', userName: 'kim@example.com', password: '', keep: 'keychain', again: true },
    ]);
  });

  it('at the other server too is said there, once', async () => {
    const { bridge, user, password } = await refused();
    await user.click(await screen.findByRole('button', other));
    await waitFor(() => expect(document.activeElement).toBe(password));
    expect(screen.getByLabelText<HTMLInputElement>('Server').value).toBe('evovoice.io');
    expect(await screen.findByText(/The user name or password is wrong/)).toBeTruthy();
    expect(screen.queryByRole('button', other)).toBeNull();
    expect(bridge.asked('account:sign-in')).toHaveLength(2);
  });

  it.each(['Server', 'User name', 'Password'])('is no offer any more once %s is edited', async (field) => {
    const { user } = await refused();
    expect(await screen.findByRole('button', other)).toBeTruthy();
    await user.type(screen.getByLabelText(field), 'x{Backspace}');
    expect(screen.queryByRole('button', other)).toBeNull();
  });

  it('of what was edited while it was under way is no offer', async () => {
    const bridge = createFakeBridge({ 'app:state': () => ok(signedOut) });
    const { user } = renderPopup(bridge);
    const password = await fillIn(user);
    let refuse = () => {};
    bridge.answer({
      'account:sign-in': async () => {
        await new Promise<void>((resolve) => {
          refuse = resolve;
        });
        return { ok: false, error: { code: 'credentials-refused', field: 'password' } };
      },
    });
    await user.click(screen.getByRole('button', { name: 'Sign in' }));
    await user.type(screen.getByLabelText('User name'), 'x');
    refuse();
    await screen.findByText(/The user name or password is wrong/);
    await waitFor(() => expect(document.activeElement).toBe(password));
    expect(screen.queryByRole('button', other)).toBeNull();
  });

  it('is no offer any more once a server is chosen', async () => {
    const { user } = await refused();
    await screen.findByRole('button', other);
    await user.click(screen.getByLabelText('Server'));
    await user.click(screen.getByRole('option', { name: 'team.evovoice.io' }));
    expect(screen.queryByRole('button', other)).toBeNull();
  });

  it.each([
    ['https://Team.EvoVoice.io/#/dashboard', true],
    [' team.evovoice.io:443 ', true],
    ['evovoice.io', false],
    ['team.evovoice.io:8443', false],
    ['http://team.evovoice.io', false],
    ['http://127.0.0.1:8080', false],
  ])('at %s offers it: %s', async (server, offered) => {
    await refused({ server });
    await waitFor(() => expect(screen.queryByRole('button', other) !== null).toBe(offered));
  });

  it.each(['unreachable', 'role-missing', 'not-evo-voice'] as const)('of another kind (%s) offers nothing', async (code) => {
    await refused({ code });
    expect(screen.queryByRole('button', other)).toBeNull();
  });
});
