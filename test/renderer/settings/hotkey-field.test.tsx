import { fireEvent, screen, waitFor } from '@testing-library/preact';
import { describe, expect, it } from 'vitest';
import { ok } from '../../../main/model/failure.ts';
import { failureWords } from '../../../main/words/failure-words.ts';
import { appState, createFakeBridge } from '../../fakes/bridge.ts';
import { renderPopup } from '../popup.tsx';

type Answers = Parameters<typeof createFakeBridge>[0];

const withHotkey = (accelerator: string) => appState({ hotkey: { accelerator, status: 'active' } });
const ctrlAltK = { key: 'k', code: 'KeyK', ctrlKey: true, altKey: true };
const ctrlC = { key: 'c', code: 'KeyC', ctrlKey: true };

async function openSettings(first: Answers = {}) {
  const bridge = createFakeBridge({ 'settings:change': ({ hotkey = '' }) => ok(withHotkey(hotkey)), ...first });
  const popup = renderPopup(bridge);
  await popup.user.click(await screen.findByRole('button', { name: 'Settings' }));
  await screen.findByRole('heading', { name: 'Settings' });
  return { bridge, ...popup };
}

async function record(first: Answers = {}) {
  const popup = await openSettings(first);
  await popup.user.click(screen.getByRole('button', { name: 'Change' }));
  const field = await screen.findByLabelText<HTMLInputElement>('Shortcut that opens the popup');
  await waitFor(() => expect(document.activeElement).toBe(field));
  return { ...popup, field };
}

const ended = async () => expect(await screen.findByRole('button', { name: 'Change' })).toBeTruthy();

describe('the shortcut', () => {
  it('is taken by Save, and nothing changes before', async () => {
    const { user, bridge, field } = await record();
    expect(bridge.asked('hotkey:record')).toEqual([{ recording: true }]);
    fireEvent.keyDown(field, { key: 'Control', code: 'ControlLeft', ctrlKey: true });
    await waitFor(() => expect(field.value).toBe('Ctrl+'));
    fireEvent.keyDown(field, ctrlAltK);
    expect(await screen.findByText('Ctrl+Alt+K can be used. Press Save to use it.')).toBeTruthy();
    expect(field.value).toBe('Ctrl+Alt+K');
    expect(bridge.asked('hotkey:check')).toEqual([{ accelerator: 'CommandOrControl+Alt+K' }]);
    expect(bridge.asked('settings:change')).toEqual([]);
    await user.tab();
    expect(document.activeElement?.textContent).toBe('Save');
    await user.keyboard('{Enter}');
    expect(await screen.findByText('Ctrl+Alt+K: The shortcut is on.')).toBeTruthy();
    expect(bridge.asked('settings:change')).toEqual([{ hotkey: 'CommandOrControl+Alt+K' }]);
    expect(bridge.asked('hotkey:record')).toEqual([{ recording: true }, { recording: false }]);
    await waitFor(() => expect(document.activeElement?.textContent).toBe('Change'));
  });

  it('is refused with its reason when other apps need its keys', async () => {
    const { bridge, field } = await record({
      'hotkey:check': () => ({ ok: false, error: { code: 'hotkey-too-plain', field: 'hotkey' } }),
    });
    expect(fireEvent.keyDown(field, ctrlC)).toBe(false);
    const said = await screen.findByText(new RegExp(failureWords['hotkey-too-plain'].cure));
    expect(said.getAttribute('aria-live')).toBe('polite');
    expect(field.getAttribute('aria-invalid')).toBe('true');
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Save' }).disabled).toBe(true);
    expect(bridge.asked('settings:change')).toEqual([]);
  });

  it('is not judged by an answer about keys pressed before', async () => {
    const answers: (() => void)[] = [];
    const { field } = await record({
      'hotkey:check': ({ accelerator }) =>
        new Promise((resolve) => {
          const fine = accelerator.endsWith('Alt+K');
          answers.push(() => resolve(fine ? ok({ accelerator }) : { ok: false, error: { code: 'hotkey-too-plain' } }));
        }),
    });
    fireEvent.keyDown(field, ctrlAltK);
    fireEvent.keyDown(field, ctrlC);
    await waitFor(() => expect(answers).toHaveLength(2));
    for (const answer of answers.toReversed()) answer();
    await screen.findByText(/already do something/);
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Save' }).disabled).toBe(true);
  });

  it('stays as it was when another app has the keys, and recording goes on', async () => {
    const { user, bridge, field } = await record({
      'settings:change': () => ({ ok: false, error: { code: 'hotkey-taken', field: 'hotkey' } }),
    });
    fireEvent.keyDown(field, ctrlAltK);
    await screen.findByText(/can be used/);
    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect(await screen.findByText(/Another app already uses these keys/)).toBeTruthy();
    expect(screen.getByLabelText('Shortcut that opens the popup')).toBe(field);
    expect(bridge.asked('hotkey:record')).toEqual([{ recording: true }]);
    fireEvent.keyDown(field, ctrlAltK);
    expect(await screen.findByText(/can be used/)).toBeTruthy();
  });

  it.each<[string, (popup: Awaited<ReturnType<typeof record>>) => unknown]>([
    ['Cancel', ({ user }) => user.click(screen.getByRole('button', { name: 'Cancel' }))],
    ['Esc', ({ user }) => user.keyboard('{Escape}')],
    ['leaving the window', () => fireEvent.blur(window)],
    ['hiding the popup', ({ bridge }) => bridge.emit('popup:hidden', null)],
  ])('is not changed by %s, which ends recording', async (_how, end) => {
    const popup = await record();
    fireEvent.keyDown(popup.field, ctrlAltK);
    await screen.findByText(/can be used/);
    await end(popup);
    await ended();
    expect(popup.bridge.asked('settings:change')).toEqual([]);
    expect(popup.bridge.asked('hotkey:record')).toEqual([{ recording: true }, { recording: false }]);
    expect(screen.getByText('Ctrl+Shift+Y: The shortcut is on.')).toBeTruthy();
  });

  it('is not changed by leaving Settings, which ends recording', async () => {
    const { user, bridge } = await record();
    await user.click(screen.getByRole('button', { name: 'Back' }));
    await waitFor(() => expect(bridge.asked('hotkey:record')).toEqual([{ recording: true }, { recording: false }]));
    await user.click(screen.getByRole('button', { name: 'Settings' }));
    await ended();
  });

  it('returns to the default by Reset, which is shown only where it differs', async () => {
    const { user, bridge } = await openSettings({ 'app:state': () => ok(withHotkey('Control+Alt+K')) });
    await user.click(screen.getByRole('button', { name: 'Reset' }));
    expect(await screen.findByText('Ctrl+Shift+Y: The shortcut is on.')).toBeTruthy();
    expect(bridge.asked('settings:change')).toEqual([{ hotkey: 'CommandOrControl+Shift+Y' }]);
    expect(screen.queryByRole('button', { name: 'Reset' })).toBeNull();
    expect(document.activeElement?.textContent).toBe('Change');
  });

  it('of an older setting works, with a hint', async () => {
    const hotkey = { accelerator: 'Control+C', status: 'active', hint: 'hotkey-too-plain' } as const;
    await openSettings({ 'app:state': () => ok(appState({ hotkey })) });
    expect(screen.getByText(/Ctrl\+C: The shortcut is on\. It works, but these keys already do something/)).toBeTruthy();
  });
});
