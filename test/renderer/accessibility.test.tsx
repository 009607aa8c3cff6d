import { screen } from '@testing-library/preact';
import axe from 'axe-core';
import { describe, expect, it } from 'vitest';
import { ok } from '../../main/model/failure.ts';
import { appState, createFakeBridge } from '../fakes/bridge.ts';
import { message, storedRows } from './messages/stored-rows.ts';
import { renderPopup } from './popup.tsx';

// What needs layout or a whole page is checked in a real Chromium by the e2e suite.
const options = {
  rules: { 'color-contrast': { enabled: false }, 'html-has-lang': { enabled: false }, 'document-title': { enabled: false } },
};

async function violations(): Promise<readonly string[]> {
  const result = await axe.run(document.body, options);
  return result.violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`);
}

describe('accessibility', () => {
  it('of sign-in, with errors', async () => {
    const reason = { code: 'server-invalid', field: 'server' } as const;
    renderPopup(createFakeBridge({ 'app:state': () => ok(appState({ account: { kind: 'signed-out', reason }, keychain: 'locked' })) }));
    await screen.findByRole('heading', { name: 'Sign in to Evo Voice' });
    expect(await violations()).toEqual([]);
  });

  it('of sign-in with logins to choose from, after the settings were damaged', async () => {
    const logins = [{ name: 'kim@team.evovoice.io', userName: 'kim', host: 'team.evovoice.io' }];
    const settingsReset = { settings: ['hotkey'], account: true } as const;
    renderPopup(createFakeBridge({ 'app:state': () => ok(appState({ account: { kind: 'signed-out', logins }, settingsReset })) }));
    await screen.findByRole('button', { name: 'kim at team.evovoice.io' });
    expect(await violations()).toEqual([]);
  });

  it('of composer, suggestions and list, with each state', async () => {
    const states = ['held', 'scheduled', 'queued', 'sending', 'accepted', 'failed', 'unknown', 'review', 'received'] as const;
    const { user } = renderPopup(
      createFakeBridge({
        'messages:page': storedRows(9, (id) => message(id, { state: states[id - 1] })),
        'compose:drafts': () => ok([{ id: 7, to: '', toText: '', excerpt: 'For whom?', at: 1 }]),
        'people:suggest': () => ok([{ number: '+15556667777', numberText: '+1 555 666 7777', name: 'Ann' }]),
      }),
    );
    await screen.findByRole('listitem', { name: /Message 9/ });
    await user.type(screen.getByRole('combobox', { name: 'To' }), 'an');
    await screen.findByRole('option', { name: /Ann/ });
    expect(await violations()).toEqual([]);
  });

  it('of settings', async () => {
    const { user } = renderPopup(createFakeBridge());
    await user.click(await screen.findByRole('button', { name: 'Settings' }));
    await user.click(await screen.findByRole('button', { name: 'Delete all messages…' }));
    await screen.findByRole('group', { name: 'Delete all messages?' });
    expect(await violations()).toEqual([]);
  });
});
