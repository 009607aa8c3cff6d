import { screen, waitFor, within } from '@testing-library/preact';
import { describe, expect, it } from 'vitest';
import type { DraftItem } from '../../../main/compose/contract.ts';
import { ok } from '../../../main/model/failure.ts';
import { createFakeBridge, shownDraft } from '../../fakes/bridge.ts';
import { message as row, storedRows } from '../messages/stored-rows.ts';
import { renderPopup } from '../popup.tsx';

const items: readonly DraftItem[] = [
  { id: 7, to: '+15556667777', toText: '+1 555 666 7777', name: 'Ann', excerpt: 'Dear Ann', at: Date.now() },
  { id: 8, to: '', toText: '', excerpt: 'For whom?', at: Date.now() },
];

async function renderDrafts(first: Parameters<typeof createFakeBridge>[0] = {}) {
  const bridge = createFakeBridge({
    'compose:drafts': () => ok(items),
    'compose:open': () => ok(shownDraft(7, { to: '+15556667777', text: 'Dear Ann' })),
    'messages:page': storedRows(3, (id) => row(id)),
    ...first,
  });
  const popup = renderPopup(bridge);
  const list = await screen.findByRole('list', { name: 'Drafts' });
  await screen.findByRole('listitem', { name: /Message 3/ });
  await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('combobox', { name: 'To' })));
  return { bridge, list, ...popup };
}

const draft = (name: RegExp) => screen.getByRole('listitem', { name });

describe('the list of drafts', () => {
  it('names each by recipient, text and the word, apart from the messages', async () => {
    const { list } = await renderDrafts();
    expect(
      within(list)
        .getAllByRole('listitem')
        .map((item) => item.getAttribute('aria-label')),
    ).toEqual([
      expect.stringMatching(/^Ann \+1 555 666 7777: Dear Ann\. Draft, /),
      expect.stringMatching(/^No recipient yet: For whom\?\. Draft, /),
    ]);
    expect(within(screen.getByRole('list', { name: 'Messages' })).queryByRole('listitem', { name: /Draft/ })).toBeNull();
  });

  it('keeps a name from turning round the digits of the number beside it', async () => {
    await renderDrafts({ 'compose:drafts': () => ok([{ ...items[0], name: 'Ann\u202e 0123' }] as readonly DraftItem[]) });
    const row = draft(/^Ann 0123 \+1 555 666 7777: Dear Ann/);
    expect([...row.querySelectorAll('bdi')].map(({ textContent }) => textContent)).toEqual(['Ann 0123', '+1 555 666 7777']);
    expect(row.outerHTML).not.toMatch(/\p{Bidi_Control}/u);
  });

  it.each(['key', 'click'])('shows one by %s', async (by) => {
    const { user, bridge } = await renderDrafts();
    draft(/Dear Ann/).focus();
    if (by === 'key') await user.keyboard('{Enter}');
    else await user.click(draft(/Dear Ann/));
    await waitFor(() => expect(screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Message' }).value).toBe('Dear Ann'));
    expect(bridge.asked('compose:open')).toMatchObject([{ kind: 'draft', id: 7 }]);
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Message' })));
  });

  it('asks before it deletes one, and its neighbour takes the focus', async () => {
    const { user, bridge } = await renderDrafts();
    draft(/Dear Ann/).focus();
    await user.keyboard('{Delete}');
    const question = await screen.findByRole('group', { name: 'Delete this draft?' });
    expect(document.activeElement).toBe(within(question).getByRole('button', { name: 'Keep' }));
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('group', { name: 'Delete this draft?' })).toBeNull();
    expect(document.activeElement).toBe(draft(/Dear Ann/));
    await user.keyboard('{Delete}');
    bridge.answer({ 'compose:drafts': () => ok(items.slice(1)) });
    await user.click(within(await screen.findByRole('group', { name: 'Delete this draft?' })).getByRole('button', { name: 'Delete' }));
    await waitFor(() => expect(screen.queryByRole('listitem', { name: /Dear Ann/ })).toBeNull());
    expect(bridge.asked('compose:discard-draft')).toMatchObject([{ id: 7 }]);
    expect(bridge.asked('compose:open')).toEqual([]);
    expect(document.activeElement).toBe(draft(/For whom/));
  });

  it('is walked by the arrows, which go on into the messages and back', async () => {
    const { user } = await renderDrafts();
    draft(/Dear Ann/).focus();
    await user.keyboard('{ArrowDown}');
    expect(document.activeElement).toBe(draft(/For whom/));
    await user.keyboard('{ArrowDown}');
    expect(document.activeElement).toBe(draft(/Message 3/));
    await user.keyboard('{ArrowUp}');
    expect(document.activeElement).toBe(draft(/For whom/));
  });

  it('follows what main says, and gives way to a search', async () => {
    const { user, bridge } = await renderDrafts();
    bridge.answer({ 'compose:drafts': () => ok(items.slice(1)) });
    bridge.emit('drafts:changed', null);
    await waitFor(() => expect(screen.queryByRole('listitem', { name: /Dear Ann/ })).toBeNull());
    await user.type(screen.getByRole('searchbox', { name: 'Search messages' }), 'Message');
    await waitFor(() => expect(screen.queryByRole('list', { name: 'Drafts' })).toBeNull());
  });
});
