import { screen, waitFor, within } from '@testing-library/preact';
import axe from 'axe-core';
import { describe, expect, it } from 'vitest';
import { ok } from '../../../main/model/failure.ts';
import { createFakeBridge } from '../../fakes/bridge.ts';
import { renderPopup } from '../popup.tsx';
import { message } from './stored-rows.ts';

/** A list of three, the middle one of which is damaged. */
function renderDamaged(isTimeKnown = true) {
  const damaged = [{ damaged: true, id: 2, at: 2000, isTimeKnown }] as const;
  const bridge = createFakeBridge({
    'messages:page': () => ok({ items: [message(3), message(1)], damaged, more: false }),
    'messages:delete': () => ok({ deleted: 1 }),
  });
  return { bridge, ...renderPopup(bridge) };
}

const row = () => screen.findByRole('listitem', { name: /^Damaged, cannot be shown/ });

describe('a damaged message', () => {
  it('stands in its place with its time, and can only be deleted', async () => {
    const { bridge, user } = renderDamaged();
    const damaged = await row();
    expect(screen.getAllByRole('listitem').map((each) => each.dataset.id)).toEqual(['3', '2', '1']);
    expect(damaged.querySelector('time')).not.toBeNull();
    await user.hover(damaged);
    expect(
      within(damaged)
        .getAllByRole('button')
        .map((button) => button.getAttribute('aria-label')),
    ).toEqual(['Delete']);
    await user.click(within(damaged).getByRole('button', { name: 'Delete' }));
    await user.click(within(await screen.findByRole('group', { name: 'Delete this message?' })).getByRole('button', { name: 'Delete' }));
    await waitFor(() => expect(screen.queryByRole('listitem', { name: /Damaged/ })).toBeNull());
    expect(bridge.asked('messages:delete')).toMatchObject([{ ids: [2] }]);
  });

  it('tells no time where that cannot be relied on', async () => {
    renderDamaged(false);
    const damaged = await row();
    expect(damaged.getAttribute('aria-label')).toBe('Damaged, cannot be shown');
    expect(damaged.querySelector('time')).toBeNull();
  });

  it('is passed by the arrows; Enter, Space and Ctrl+C do nothing there', async () => {
    const { bridge, user, state } = renderDamaged();
    const damaged = await row();
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('combobox', { name: 'To' })));
    const opened = bridge.asked('compose:open').length;
    (await screen.findByRole('listitem', { name: /Message 3/ })).focus();
    await user.keyboard('{ArrowDown}');
    await waitFor(() => expect(document.activeElement).toBe(damaged));
    await user.keyboard('{Enter} {Control>}c{/Control}');
    expect(bridge.asked('compose:open')).toHaveLength(opened);
    expect(bridge.asked('messages:copy')).toEqual([]);
    expect(state.compose.to.value).toBe('');
    await user.keyboard('{ArrowDown}');
    await waitFor(async () => expect(document.activeElement).toBe(await screen.findByRole('listitem', { name: /Message 1/ })));
  });

  it('is accessible', async () => {
    renderDamaged();
    await row();
    const rules = { 'color-contrast': { enabled: false }, 'html-has-lang': { enabled: false }, 'document-title': { enabled: false } };
    expect((await axe.run(document.body, { rules })).violations.map(({ id }) => id)).toEqual([]);
  });
});
