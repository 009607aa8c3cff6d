import { screen, waitFor, within } from '@testing-library/preact';
import { describe, expect, it } from 'vitest';
import { ok } from '../../../main/model/failure.ts';
import type { MessageItem } from '../../../main/model/message.ts';
import { createFakeBridge } from '../../fakes/bridge.ts';
import { renderPopup } from '../popup.tsx';
import { message, storedRows } from './stored-rows.ts';

function renderList(count: number, make: (id: number) => MessageItem = message, answers: Parameters<typeof createFakeBridge>[0] = {}) {
  const bridge = createFakeBridge({ 'messages:page': storedRows(count, make), ...answers });
  return { bridge, ...renderPopup(bridge) };
}

const item = (name: RegExp) => screen.findByRole('listitem', { name });
const focused = (name: RegExp) => waitFor(async () => expect(document.activeElement).toBe(await item(name)));

/** The popup first puts the focus on To. */
async function firstFocus(): Promise<void> {
  await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('combobox', { name: 'To' })));
}

async function focusRow(name: RegExp): Promise<void> {
  const row = await item(name);
  await firstFocus();
  row.focus();
}

describe('the list', () => {
  it('names each item by recipient, text and state', async () => {
    renderList(3, (id) => message(id, { name: id === 3 ? 'Ann Lee' : undefined, state: id === 2 ? 'received' : 'accepted' }));
    const list = await screen.findByRole('list', { name: 'Messages' });
    await item(/^To Ann Lee \+1 555 3: Message 3\. Accepted/);
    expect(within(list).getByRole('listitem', { name: /^From \+1 555 2: Message 2\. Received/ })).toBeTruthy();
  });

  it('keeps a name from turning round the digits of the number beside it', async () => {
    renderList(1, (id) => message(id, { name: 'Bo\u202e 0123', addressText: '+1 555\u202e 666 7777' }));
    const row = await item(/^To Bo 0123 \+1 555 666 7777: Message 1\. Accepted/);
    expect([...row.querySelectorAll('bdi')].map(({ textContent }) => textContent)).toEqual(['Bo 0123', '+1 555 666 7777']);
    expect(row.outerHTML).not.toMatch(/\p{Bidi_Control}/u);
  });

  it('draws a few rows of a million', async () => {
    renderList(1_000_000);
    await item(/Message 1000000/);
    expect(screen.getAllByRole('listitem').length).toBeLessThan(40);
  });

  it('says so when it is empty', async () => {
    renderList(0);
    expect(await screen.findByText(/No messages yet/)).toBeTruthy();
  });

  it('walks by arrows, End and Home, and replies with Enter', async () => {
    const { user, state } = renderList(1000);
    await focusRow(/Message 1000\./);
    await user.keyboard('{ArrowDown}');
    await focused(/Message 999\./);
    await user.keyboard('{End}');
    await focused(/Message 1\./);
    await user.keyboard('{Home}');
    await focused(/Message 1000\./);
    await user.keyboard('{Enter}');
    await waitFor(() => expect(state.compose.to.value).toBe('+15550001000'));
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Message' })));
  });

  it('asks before it deletes', async () => {
    const { user, bridge } = renderList(3);
    await focusRow(/Message 2/);
    await user.keyboard('{Delete}');
    const question = await screen.findByRole('group', { name: 'Delete this message?' });
    expect(document.activeElement).toBe(within(question).getByRole('button', { name: 'Keep' }));
    expect(bridge.asked('messages:delete')).toHaveLength(0);
    await user.click(within(question).getByRole('button', { name: 'Delete' }));
    await waitFor(() => expect(screen.queryByRole('listitem', { name: /Message 2/ })).toBeNull());
    expect(bridge.asked('messages:delete')).toMatchObject([{ ids: [2], historyId: 'history-1' }]);
  });

  it('deletes the rows picked with Shift together; an arrow or Esc gives them up', async () => {
    const { user, bridge } = renderList(6);
    await focusRow(/Message 5/);
    await user.keyboard('{Shift>}{ArrowDown}');
    await focused(/Message 4/);
    await user.keyboard('{ArrowDown}{/Shift}');
    await focused(/Message 3.*selected/);
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('listitem', { name: /selected/ })).toBeNull();
    await user.keyboard('{Shift>}{ArrowUp}{/Shift}');
    await focused(/Message 4.*selected/);
    await user.keyboard('{Delete}');
    const question = await screen.findByRole('group', { name: 'Delete 2 messages?' });
    await user.click(within(question).getByRole('button', { name: 'Delete' }));
    await waitFor(() => expect(screen.queryByRole('listitem', { name: /Message [34]/ })).toBeNull());
    expect(bridge.asked('messages:delete')).toMatchObject([{ ids: [3, 4], historyId: 'history-1' }]);
  });

  it('keeps showing a message that could not be deleted because it is being sent', async () => {
    const { user, bridge } = renderList(3, message, { 'messages:delete': () => ok({ deleted: 0 }) });
    await focusRow(/Message 2/);
    const pages = bridge.asked('messages:page').length;
    await user.keyboard('{Delete}');
    await user.click(within(await screen.findByRole('group', { name: 'Delete this message?' })).getByRole('button', { name: 'Delete' }));
    await waitFor(() => expect(bridge.asked('messages:page').length).toBeGreaterThan(pages));
    expect(await item(/Message 2/)).toBeTruthy();
  });

  it('starts a search by typing, marks what it finds, and Esc ends it', async () => {
    const { user, bridge } = renderList(30);
    await focusRow(/Message 30/);
    await user.keyboard('Message 17');
    const box = screen.getByRole<HTMLInputElement>('searchbox', { name: 'Search messages' });
    expect(document.activeElement).toBe(box);
    await waitFor(() => expect(screen.getAllByRole('listitem')).toHaveLength(1));
    expect((await item(/Message 17/)).querySelector('mark')?.textContent).toBe('Message 17');
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.getAllByRole('listitem').length).toBeGreaterThan(5));
    expect(bridge.asked('popup:hide')).toHaveLength(0);
  });

  it('keeps what is typed while the answer to less comes in', async () => {
    const { user, bridge } = renderList(30);
    const box = await screen.findByRole<HTMLInputElement>('searchbox', { name: 'Search messages' });
    await firstFocus();
    await user.type(box, 'Message 2');
    await waitFor(() => expect(bridge.asked('messages:page').at(-1)?.search).toBe('Message 2'));
    await user.type(box, '9');
    expect(box.value).toBe('Message 29');
    await waitFor(() => expect(screen.getAllByRole('listitem')).toHaveLength(1));
    expect(box.value).toBe('Message 29');
  });

  it('is narrowed to states and to a stretch of time', async () => {
    const { user, bridge } = renderList(3);
    await user.click(await screen.findByRole('button', { name: 'Filter' }));
    await user.selectOptions(await screen.findByLabelText('Show'), 'Needs attention');
    await user.selectOptions(screen.getByLabelText('Since'), 'Today');
    const midnight = new Date().setHours(0, 0, 0, 0);
    await waitFor(() =>
      expect(bridge.asked('messages:page').at(-1)).toMatchObject({ states: ['failed', 'unknown', 'review'], from: midnight }),
    );
    await user.click(screen.getByRole('button', { name: 'Filter' }));
    await waitFor(() => expect(bridge.asked('messages:page').at(-1)?.states).toBeUndefined());
  });

  it('shows what changes without losing the selection', async () => {
    const { user, bridge } = renderList(5);
    await focusRow(/Message 5/);
    await user.keyboard('{ArrowDown}');
    await focused(/Message 4/);
    bridge.emit('messages:changed', {
      items: [message(6, { state: 'sending' }), message(4, { state: 'failed' })],
      removed: [],
      reset: false,
    });
    await item(/Message 6\. Sending/);
    await focused(/Message 4\. Failed/);
    await user.keyboard('{ArrowUp}');
    await focused(/Message 5/);
  });
});
