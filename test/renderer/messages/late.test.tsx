import { screen, waitFor, within } from '@testing-library/preact';
import { describe, expect, it } from 'vitest';
import { ok } from '../../../main/model/failure.ts';
import type { MessageItem } from '../../../main/model/message.ts';
import { createFakeBridge } from '../../fakes/bridge.ts';
import { renderPopup } from '../popup.tsx';
import { message, storedRows } from './stored-rows.ts';

const make = (id: number): MessageItem => message(id, { state: id > 3 ? 'accepted' : 'review' });

function renderLate(ids: readonly number[]) {
  const bridge = createFakeBridge({ 'messages:page': storedRows(5, make), 'messages:late': () => ok({ ids }) });
  return { bridge, ...renderPopup(bridge) };
}

describe('messages that were not sent in time', () => {
  it('are told of above the list and sent together, after one question', async () => {
    const { user, bridge } = renderLate([1, 2, 3]);
    await screen.findByText('3 messages were not sent in time.');
    await user.click(screen.getByRole('button', { name: 'Send all 3' }));
    expect(bridge.asked('messages:send-late')).toEqual([]);
    const question = await screen.findByRole('group', { name: 'Send these 3 messages now?' });
    expect(document.activeElement).toBe(within(question).getByRole('button', { name: 'Keep' }));
    await user.keyboard('{Escape}');
    await user.click(await screen.findByRole('button', { name: 'Send all 3' }));
    expect(bridge.asked('messages:send-late')).toEqual([]);
    bridge.answer({ 'messages:late': () => ok({ ids: [] }) });
    await user.click(await screen.findByRole('button', { name: 'Send all 3' }));
    await waitFor(() => expect(bridge.asked('messages:send-late')).toMatchObject([{ ids: [1, 2, 3] }]));
    await waitFor(() => expect(screen.queryByText(/not sent in time/)).toBeNull());
    expect(screen.getByRole('status').textContent).toBe('Sending 3 messages now.');
  });

  it('are not told of together when there is one, which says it in its row', async () => {
    renderLate([1]);
    await screen.findByRole('listitem', { name: /Message 1/ });
    expect(screen.queryByText(/not sent in time/)).toBeNull();
  });

  it('are counted again when rows change, and only when the change may concern them', async () => {
    const { bridge } = renderLate([1, 2, 3]);
    await screen.findByText('3 messages were not sent in time.');
    const asked = bridge.asked('messages:late').length;
    bridge.emit('messages:changed', { items: [message(5, { text: 'other' })], removed: [], reset: false });
    await screen.findByRole('listitem', { name: /other/ });
    expect(bridge.asked('messages:late')).toHaveLength(asked);
    bridge.answer({ 'messages:late': () => ok({ ids: [1, 2] }) });
    bridge.emit('messages:changed', { items: [message(3, { state: 'accepted' })], removed: [], reset: false });
    await screen.findByText('2 messages were not sent in time.');
    bridge.answer({ 'messages:late': () => ok({ ids: [1, 2, 4, 5] }) });
    bridge.emit('messages:changed', { items: [message(4, { state: 'review' })], removed: [], reset: false });
    await screen.findByText('4 messages were not sent in time.');
  });
});

describe('a second copy', () => {
  const unknown = (id: number, change: Partial<MessageItem> = {}) => message(id, { state: 'unknown', lookup: 'given-up', ...change });

  it('goes out only after one clear question, and not once the message was found', async () => {
    const bridge = createFakeBridge({ 'messages:page': storedRows(1, unknown) });
    const { user } = renderPopup(bridge);
    await user.click(await screen.findByRole('button', { name: 'Send again' }));
    const question = await screen.findByRole('group', { name: 'It may have arrived. Send a second copy?' });
    expect(bridge.asked('messages:act')).toEqual([]);
    bridge.emit('messages:changed', { items: [message(1)], removed: [], reset: false });
    await waitFor(() => expect(screen.queryByRole('group', { name: /second copy/ })).toBeNull());
    bridge.emit('messages:changed', { items: [unknown(1)], removed: [], reset: false });
    await user.click(within(await screen.findByRole('group', { name: /second copy/ })).getByRole('button', { name: 'Keep' }));
    await user.click(await screen.findByRole('button', { name: 'Send again' }));
    await user.click(await screen.findByRole('button', { name: 'Send a second copy' }));
    await waitFor(() => expect(bridge.asked('messages:act')).toMatchObject([{ id: 1, action: 'send-again' }]));
    expect(question.isConnected).toBe(false);
  });

  it('is not offered for what is hidden, which leaves "Needs attention" and stays in the list, muted', async () => {
    const bridge = createFakeBridge({ 'messages:page': storedRows(2, unknown) });
    const { user } = renderPopup(bridge);
    bridge.answer({ 'messages:act': ({ id }) => ok({ item: unknown(id, { hidden: true }) }) });
    const row = await screen.findByRole('listitem', { name: /Message 2\. Unknown/ });
    await user.click(within(row).getByRole('button', { name: 'Hide' }));
    await waitFor(() => expect(within(row).queryByRole('button', { name: 'Send again' })).toBeNull());
    expect(row.className).toContain('away');
    expect(bridge.asked('messages:act')).toMatchObject([{ id: 2, action: 'hide' }]);
    await user.click(screen.getByRole('button', { name: 'Filter' }));
    await user.selectOptions(await screen.findByLabelText('Show'), 'Needs attention');
    await waitFor(() => expect(bridge.asked('messages:page').at(-1)).toMatchObject({ withoutHidden: true }));
    const other = await screen.findByRole('listitem', { name: /Message 1/ });
    await user.click(within(other).getByRole('button', { name: 'Hide' }));
    await waitFor(() => expect(screen.queryByRole('listitem', { name: /Message 1/ })).toBeNull());
  });
});
