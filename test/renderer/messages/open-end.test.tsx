import { screen, waitFor, within } from '@testing-library/preact';
import { describe, expect, it } from 'vitest';
import { ok } from '../../../main/model/failure.ts';
import type { MessageItem } from '../../../main/model/message.ts';
import { createFakeBridge, shownDraft } from '../../fakes/bridge.ts';
import { renderPopup } from '../popup.tsx';
import { message, storedRows } from './stored-rows.ts';

function renderList(count: number, make: (id: number) => MessageItem = message, answers: Parameters<typeof createFakeBridge>[0] = {}) {
  const bridge = createFakeBridge({ 'messages:page': storedRows(count, make), ...answers });
  return { bridge, ...renderPopup(bridge) };
}

const item = (name: RegExp) => screen.findByRole('listitem', { name });

describe('messages with an open end', () => {
  const cases = [
    ['held', {}, ['Undo']],
    ['failed', { failure: { code: 'refused', detail: 'Invalid ToAddress' } }, ['Edit and send again', 'Discard']],
    ['unknown', { lookup: 'checking' }, ['Mark as sent', 'Hide']],
    ['unknown', { lookup: 'given-up' }, ['Check again', 'Mark as sent', 'Send again', 'Hide']],
    ['unknown', { lookup: 'not-permitted' }, ['Mark as sent', 'Send again', 'Hide']],
    ['unknown', { lookup: 'given-up', hidden: true }, ['Check again']],
    ['unknown', { lookup: 'checking', hidden: true }, []],
    ['review', {}, ['Send now', 'Edit', 'Discard']],
    ['review', { lookup: 'not-permitted' }, ['Send anyway', 'Edit', 'Discard']],
    ['accepted', {}, []],
  ] as const;

  it.each(cases)('offers the ways on of %s %o', async (state, change, labels) => {
    renderList(1, (id) => message(id, { state, ...change }));
    const row = await item(/Message 1/);

    const names = within(row)
      .queryAllByRole('button')
      .map((button) => button.getAttribute('aria-label') ?? button.textContent);
    expect(names).toEqual(labels);
  });

  it('say why, with the sentence of the service', async () => {
    renderList(1, (id) => message(id, { state: 'failed', failure: { code: 'refused', detail: 'Invalid ToAddress' } }));
    expect(await screen.findByText("Not sent. Evo Voice didn't accept this. It says: “Invalid ToAddress”.")).toBeTruthy();
  });

  it('give the draft back on undo', async () => {
    const { user, bridge, state } = renderList(1, (id) => message(id, { state: 'held', nextAt: Date.now() + 5000 }));
    const draft = shownDraft(5, { endpointId: 'line-1', to: '+15556667777', text: 'Oops', caret: 2 });
    bridge.answer({ 'messages:act': () => ok({ draft }), 'compose:open': () => ok(draft) });
    await user.click(await screen.findByRole('button', { name: 'Undo' }));
    await waitFor(() => expect(state.compose.text.value).toBe('Oops'));
    expect(bridge.asked('messages:act')).toMatchObject([{ id: 1, action: 'undo', historyId: 'history-1' }]);
    expect(bridge.asked('compose:open')).toMatchObject([{ kind: 'draft', id: 5, historyId: 'history-1' }]);
    await waitFor(() => expect(screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Message' }).selectionStart).toBe(2));
  });

  it('show a failed action at the row', async () => {
    const { user, bridge } = renderList(1, (id) => message(id, { state: 'review' }));
    bridge.answer({ 'messages:act': () => ({ ok: false, error: { code: 'not-possible-now' } }) });
    await user.click(await screen.findByRole('button', { name: 'Send now' }));
    expect(within(await item(/Message 1/)).getByRole('alert').textContent).toMatch(/no longer possible/);
  });

  it('ask before the text is lost', async () => {
    const { user, bridge } = renderList(1, (id) => message(id, { state: 'failed' }));
    await user.click(await screen.findByRole('button', { name: 'Discard' }));
    expect(bridge.asked('messages:act')).toHaveLength(0);
    const question = await screen.findByRole('group', { name: 'Discard this message?' });
    await user.click(within(question).getByRole('button', { name: 'Discard' }));
    await waitFor(() => expect(bridge.asked('messages:act')).toMatchObject([{ id: 1, action: 'discard', historyId: 'history-1' }]));
  });
});
