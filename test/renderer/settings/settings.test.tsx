import { screen, waitFor, within } from '@testing-library/preact';
import { describe, expect, it } from 'vitest';
import { ok } from '../../../main/model/failure.ts';
import { appState, createFakeBridge } from '../../fakes/bridge.ts';
import { renderPopup } from '../popup.tsx';

async function openSettings(first: Parameters<typeof createFakeBridge>[0] = {}) {
  const bridge = createFakeBridge(first);
  const popup = renderPopup(bridge);
  await popup.user.click(await screen.findByRole('button', { name: 'Settings' }));
  await screen.findByRole('heading', { name: 'Settings' });
  return { bridge, ...popup };
}

describe('settings', () => {
  it.each([
    ['Undo after Send', '10 seconds', { undoSeconds: 10 }],
    ['Send with', 'Enter', { sendKey: 'enter' }],
    ['Line for new recipients', 'Main line  +1 555 000 1111', { defaultLine: 'line-1' }],
    ['Wire format', 'JSV', { wireFormat: 'jsv' }],
    ['Keep messages', '30 days', { retentionDays: 30 }],
  ])('change %s to %s', async (label, option, change) => {
    const { user, bridge } = await openSettings();
    await user.selectOptions(screen.getByLabelText(label), option);
    await waitFor(() => expect(bridge.asked('settings:change')).toEqual([change]));
  });

  it('tell of the command where nobody knows whether the shortcut works', async () => {
    const hotkey = { accelerator: 'CommandOrControl+Shift+Y', status: 'requested' } as const;
    await openSettings({ 'app:state': () => ok(appState({ hotkey, tray: 'no-host' })) });
    expect(screen.getByText('evo-quick-send --toggle')).toBeTruthy();
    expect(screen.getByText(/doesn't show tray icons/)).toBeTruthy();
  });

  it('ask before everything is deleted', async () => {
    const { user, bridge } = await openSettings({ 'messages:delete': () => ok({ deleted: 1234 }) });
    await user.click(screen.getByRole('button', { name: 'Delete all messages…' }));
    const question = await screen.findByRole('group', { name: 'Delete all messages?' });
    expect(bridge.asked('messages:delete')).toHaveLength(0);
    await user.click(within(question).getByRole('button', { name: 'Delete all' }));
    await waitFor(() => expect(screen.getByRole('status').textContent).toBe('1,234 messages deleted.'));
    expect(bridge.asked('messages:delete')).toMatchObject([{ ids: 'all', historyId: 'history-1' }]);
  });

  it('show long work, cancel it, and name the lines that could not be read', async () => {
    const { user, bridge } = await openSettings();
    bridge.emit('work:progress', { kind: 'import', done: 4200, total: 10_000, state: 'running' });
    expect((await screen.findByRole<HTMLProgressElement>('progressbar')).value).toBe(4200);
    await user.click(screen.getByRole('button', { name: 'Cancel' }));
    expect(bridge.asked('messages:cancel-work')).toHaveLength(1);
    bridge.emit('work:progress', { kind: 'import', done: 9999, state: 'finished', badLines: [{ line: 17, reason: 'not JSON' }] });
    expect(await screen.findByText('Imported: 9,999 messages.')).toBeTruthy();
    expect(screen.getByText('Line 17: not JSON')).toBeTruthy();
  });

  it('show the pull while it runs, and never in place of what a person began', async () => {
    const { bridge } = await openSettings();
    bridge.emit('work:progress', { kind: 'pull', done: 10, state: 'running' });
    expect(await screen.findByText('Fetching: 10 messages')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Cancel' })).toBeNull();
    bridge.emit('work:progress', { kind: 'export', done: 3, state: 'finished', path: '/tmp/a.csv' });
    bridge.emit('work:progress', { kind: 'pull', done: 10, state: 'finished' });
    expect(await screen.findByText('Exported: 3 messages, /tmp/a.csv.')).toBeTruthy();
  });

  it('do not complain when the file dialog is closed', async () => {
    const { user } = await openSettings({ 'messages:export': () => ({ ok: false, error: { code: 'cancelled' } }) });
    await user.click(screen.getByRole('button', { name: 'Export as CSV' }));
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('sign out', async () => {
    const { user } = await openSettings();
    expect(screen.getByText(/Kim Example \(kim@example.com\)/)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Sign out' }));
    expect(await screen.findByRole('heading', { name: 'Sign in to Evo Voice' })).toBeTruthy();
  });

  it('go back with Esc, and only then is the popup hidden', async () => {
    const { user, bridge } = await openSettings();
    await user.keyboard('{Escape}');
    expect(await screen.findByRole('textbox', { name: 'Message' })).toBeTruthy();
    expect(bridge.asked('popup:hide')).toHaveLength(0);
  });
});
