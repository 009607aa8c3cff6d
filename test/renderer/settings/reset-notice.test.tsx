import { screen, waitFor } from '@testing-library/preact';
import { describe, expect, it } from 'vitest';
import { ok } from '../../../main/model/failure.ts';
import type { SettingsReset } from '../../../main/model/settings.ts';
import { settingsResetWords } from '../../../main/words/settings.ts';
import { appState, createFakeBridge } from '../../fakes/bridge.ts';
import { renderPopup } from '../popup.tsx';

const reset: SettingsReset = { settings: ['hotkey', 'undoSeconds'], account: false, path: '/data/settings-unreadable-1.json' };
const sentence = 'The settings file was damaged: the shortcut and the time for Undo went back to the default.';

describe('what was lost with a damaged settings file', () => {
  it.each([
    ['the composer', appState({ settingsReset: reset })],
    ['the sign-in form', appState({ settingsReset: reset, account: { kind: 'signed-out' } })],
  ])('is said above %s until it was read', async (_, state) => {
    const bridge = createFakeBridge({
      'app:state': () => ok(state),
      'settings:reset-seen': () => ok({ ...state, settingsReset: undefined }),
    });
    const { user } = renderPopup(bridge);
    const notice = await screen.findByText(sentence, { exact: false });
    expect(notice.textContent).toContain('/data/settings-unreadable-1.json');
    await user.click(screen.getByRole('button', { name: 'Got it' }));
    await waitFor(() => expect(screen.queryByText(sentence, { exact: false })).toBeNull());
    expect(bridge.asked('settings:reset-seen')).toHaveLength(1);
  });

  it.each<[SettingsReset, string]>([
    [
      { settings: ['retentionDays'], account: false },
      'The settings file was damaged: how long messages are kept went back to the default.',
    ],
    [{ settings: [], account: false }, 'The settings file was damaged, but nothing in it was lost.'],
    [{ settings: [], account: true }, "The settings file was damaged: the app doesn't know any more who signed in last."],
    [
      { settings: ['hotkey', 'undoSeconds', 'sendKey', 'defaultLine', 'wireFormat', 'retentionDays'], account: true },
      "The settings file was damaged: all settings went back to the default, and the app doesn't know any more who signed in last.",
    ],
  ])('is told of %j in one sentence', (lost, words) => expect(settingsResetWords(lost)).toBe(words));
});
