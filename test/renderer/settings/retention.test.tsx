import { fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { describe, expect, it } from 'vitest';
import { ok } from '../../../main/model/failure.ts';
import { appState, createFakeBridge } from '../../fakes/bridge.ts';
import { renderPopup } from '../popup.tsx';

const counts = { 365: 0, 90: 12, 30: 1234, 0: 5678 };

/** Settings, open, over a history that holds messages of many ages, with messages kept so many days. */
async function openSettings(retentionDays: 30 | null = null, first: Parameters<typeof createFakeBridge>[0] = {}) {
  const bridge = createFakeBridge({
    'app:state': () => ok(appState({ settings: { ...appState().settings, retentionDays } })),
    'settings:retention-count': ({ retentionDays: days }) => ok({ count: days === null ? 0 : counts[days] }),
    ...first,
  });
  const popup = renderPopup(bridge);
  await popup.user.click(await screen.findByRole('button', { name: 'Settings' }));
  return { bridge, ...popup };
}

const field = () => screen.getByLabelText<HTMLSelectElement>('Keep messages');
const shown = () => field().options[field().selectedIndex]?.textContent;
const question = (wish: string) => screen.findByRole('group', { name: `${wish}?` });

/** What a browser does on an arrow key in a closed list. */
function pressArrow(step: 1 | -1): void {
  const key = step === 1 ? 'ArrowDown' : 'ArrowUp';
  fireEvent.keyDown(field(), { key });
  field().selectedIndex += step;
  fireEvent.change(field());
  fireEvent.keyUp(field(), { key });
}

describe('keep messages', () => {
  it('asks with the number before a shorter time deletes any, and deletes after yes', async () => {
    const { bridge, user } = await openSettings();
    await user.selectOptions(field(), '30 days');
    const group = await question('Keep messages for 30 days');
    await within(group).findByText(/1,234 messages would be deleted/);
    expect(bridge.asked('settings:change')).toEqual([]);
    await user.click(within(group).getByRole('button', { name: 'Delete 1,234 messages' }));
    await waitFor(() => expect(screen.getByRole('status').textContent).toBe('Messages are kept for 30 days.'));
    expect(bridge.asked('settings:change')).toEqual([{ retentionDays: 30 }]);
    expect([shown(), screen.queryByRole('group', { name: /\?$/ })]).toEqual(['30 days', null]);
  });

  it('keeps them after no', async () => {
    const { bridge, user } = await openSettings();
    await user.selectOptions(field(), 'Not at all');
    await user.click(within(await question('Keep no messages')).getByRole('button', { name: 'Keep them' }));
    expect([shown(), screen.queryByRole('group', { name: /\?$/ }), bridge.asked('settings:change')]).toEqual(['Forever', null, []]);
  });

  it('decides nothing by arrow steps, whatever they pass over', async () => {
    const { bridge } = await openSettings();
    for (let step = 0; step < 4; step += 1) pressArrow(1);
    expect(shown()).toBe('Not at all');
    await screen.findByRole('button', { name: 'Delete 5,678 messages' });
    for (let step = 0; step < 3; step += 1) pressArrow(-1);
    await screen.findByText(/No messages would be deleted now/);
    expect(bridge.asked('settings:change')).toEqual([]);
    fireEvent.keyDown(field(), { key: 'Enter' });
    await waitFor(() => expect(bridge.asked('settings:change')).toEqual([{ retentionDays: 365 }]));
    expect(shown()).toBe('One year');
  });

  it('does not take Enter for a yes where messages would go', async () => {
    const { bridge } = await openSettings();
    pressArrow(1);
    pressArrow(1);
    await screen.findByRole('button', { name: 'Delete 12 messages' });
    fireEvent.keyDown(field(), { key: 'Enter' });
    expect(bridge.asked('settings:change')).toEqual([]);
  });

  it('takes back arrow steps to where they began', async () => {
    await openSettings();
    pressArrow(1);
    pressArrow(-1);
    expect([shown(), screen.queryByRole('group', { name: /\?$/ })]).toEqual(['Forever', null]);
  });

  it.each([
    ['a longer time', 30, '90 days', { retentionDays: 90 }],
    ['a shorter one that deletes nothing', null, 'One year', { retentionDays: 365 }],
  ] as const)('applies %s at once when it is picked', async (_, before, option, change) => {
    const { bridge, user } = await openSettings(before);
    await user.selectOptions(field(), option);
    await waitFor(() => expect(bridge.asked('settings:change')).toEqual([change]));
    expect(shown()).toBe(option);
  });

  it('asks without a number where nobody can count', async () => {
    const { bridge, user } = await openSettings(null, {
      'settings:retention-count': () => ({ ok: false, error: { code: 'not-signed-in' } }),
    });
    await user.selectOptions(field(), 'One year');
    await screen.findByRole('button', { name: 'Delete older messages' });
    expect(bridge.asked('settings:change')).toEqual([]);
  });

  it.each(['Esc', 'Back', 'hiding'] as const)('forgets an unconfirmed choice by %s', async (way) => {
    const { bridge, user } = await openSettings();
    await user.selectOptions(field(), '30 days');
    await question('Keep messages for 30 days');
    if (way === 'Esc') await user.keyboard('{Escape}');
    if (way === 'Back') await user.click(screen.getByRole('button', { name: 'Back' }));
    if (way === 'hiding') bridge.emit('popup:hidden', null);
    else await user.click(await screen.findByRole('button', { name: 'Settings' }));
    await waitFor(() => expect([shown(), screen.queryByRole('group', { name: /\?$/ })]).toEqual(['Forever', null]));
    expect(bridge.asked('settings:change')).toEqual([]);
  });
});
