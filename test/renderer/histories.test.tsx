import { screen, waitFor } from '@testing-library/preact';
import { describe, expect, it } from 'vitest';
import type { AccountState } from '../../main/model/app-state.ts';
import { ok, type Result } from '../../main/model/failure.ts';
import type { Page } from '../../main/model/message.ts';
import { accountNotices } from '../../main/words/account.ts';
import { appState, createFakeBridge, shownDraft } from '../fakes/bridge.ts';
import { message, storedRows } from './messages/stored-rows.ts';
import { renderPopup } from './popup.tsx';

type SignedIn = Extract<AccountState, { kind: 'signed-in' }>;

const account = appState().account as SignedIn;
const stateOf = (change: Partial<SignedIn>) => appState({ account: { ...account, ...change } });
const composer = () => screen.findByRole<HTMLTextAreaElement>('textbox', { name: 'Message' });
const item = (name: RegExp) => screen.findByRole('listitem', { name });
const focused = (name: RegExp) => waitFor(async () => expect(document.activeElement).toBe(await item(name)));

/** An answer that comes when it is told to. */
function later<T>() {
  let answer: (value: Result<T>) => void = () => {};
  const promise = new Promise<Result<T>>((resolve) => {
    answer = resolve;
  });
  return { promise, answer: (value: T) => answer(ok(value)) };
}

describe('another history of the same login', () => {
  it('is read in place of the one before: list, lines and draft', async () => {
    const bridge = createFakeBridge({ 'messages:page': storedRows(3) });
    renderPopup(bridge);
    await item(/Message 3/);
    bridge.answer({
      'messages:page': storedRows(1, (id) => message(id, { text: 'From the file' })),
      'compose:lines': () => ok([{ endpointId: 'line-2', name: 'Support' }]),
      'compose:draft': () => ok(shownDraft(1, { to: '+15556667777', text: 'Half written' })),
    });
    bridge.emit('app:changed', stateOf({ historyId: 'history-2' }));
    await item(/From the file/);
    expect(screen.queryByRole('listitem', { name: /Message 3/ })).toBeNull();
    await waitFor(async () => expect((await composer()).value).toBe('Half written'));
    await waitFor(() => expect(bridge.asked('compose:lines')).toHaveLength(2));
  });

  it('keeps what was just typed, and never writes it over a draft of the same id there', async () => {
    const bridge = createFakeBridge({ 'messages:page': storedRows(1) });
    const { user } = renderPopup(bridge);
    await user.type(await composer(), 'Just typed');
    bridge.answer({
      'compose:draft': () => ok(shownDraft(1, { to: '+15556667777', text: 'Half written' })),
      'compose:open': () => ok(shownDraft(2, { text: 'Just typed' })),
    });
    const savedBefore = bridge.asked('compose:save-draft').length;
    bridge.emit('app:changed', stateOf({ historyId: 'history-2' }));
    await waitFor(() =>
      expect(bridge.asked('compose:open')).toMatchObject([{ kind: 'prefill', text: 'Just typed', historyId: 'history-2' }]),
    );
    expect((await composer()).value).toBe('Just typed');
    expect(bridge.asked('compose:save-draft').slice(savedBefore)).toEqual([]);
  });

  it('is not read again as long as it is the same', async () => {
    const bridge = createFakeBridge({ 'messages:page': storedRows(3) });
    renderPopup(bridge);
    await item(/Message 3/);
    bridge.emit('app:changed', stateOf({ connection: 'offline' }));
    await screen.findByText(accountNotices.offline);
    expect(bridge.asked('messages:page')).toHaveLength(1);
  });
});

describe('what belongs to the history before', () => {
  it('does not land in this one: a page that comes late, a change, an answer to an action', async () => {
    const page = later<Page>();
    const acted = later<{ item: ReturnType<typeof message> }>();
    const bridge = createFakeBridge({
      'messages:page': storedRows(1, (id) => message(id, { state: 'review' })),
      'messages:act': () => acted.promise,
    });
    const { user, state, actions } = renderPopup(bridge);
    await user.click(await screen.findByRole('button', { name: 'Send now' }));
    bridge.answer({ 'messages:page': () => page.promise });
    void actions.list.showAll();
    bridge.answer({ 'messages:page': storedRows(2, (id) => message(id, { text: `New ${id}` })) });
    bridge.emit('app:changed', stateOf({ historyId: 'history-2' }));
    await item(/New 2/);
    page.answer({ items: [message(1, { text: 'Old page' })], more: false });
    acted.answer({ item: message(1, { text: 'Old action' }) });
    bridge.emit('messages:changed', { items: [message(1, { text: 'Old change' })], removed: [2], reset: false, historyId: 'history-1' });
    bridge.emit('messages:changed', { items: [message(3, { text: 'New 3' })], removed: [], reset: false, historyId: 'history-2' });
    await item(/New 3/);
    expect(state.list.rows.value).toMatchObject([{ text: 'New 3' }, { text: 'New 2' }, { text: 'New 1' }]);
  });

  it('is not asked about under the new name: rows go with their history', async () => {
    const page = later<Page>();
    const bridge = createFakeBridge({ 'messages:page': storedRows(1, (id) => message(id, { state: 'review' })) });
    renderPopup(bridge);
    await screen.findByRole('button', { name: 'Send now' });
    bridge.answer({ 'messages:page': () => page.promise });
    bridge.emit('app:changed', stateOf({ historyId: 'history-2' }));
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Send now' })).toBeNull());
  });

  it('leaves no lines behind that come late', async () => {
    const lines = later<readonly { endpointId: string; name: string }[]>();
    const bridge = createFakeBridge({ 'compose:lines': () => lines.promise });
    const { state } = renderPopup(bridge);
    await waitFor(() => expect(bridge.asked('compose:lines')).toHaveLength(1));
    bridge.answer({
      'compose:lines': () => ok([{ endpointId: 'line-2', name: 'Support' }]),
      'compose:draft': () => ok(shownDraft(1, { newLine: 'line-2' })),
    });
    bridge.emit('app:changed', stateOf({ historyId: 'history-2', userName: 'lou@example.com' }));
    await waitFor(() => expect(state.compose.lines.value).toHaveLength(1));
    lines.answer([{ endpointId: 'line-1', name: 'Main line' }]);
    bridge.emit('messages:changed', { items: [message(9, { text: 'Later' })], removed: [], reset: false, historyId: 'history-2' });
    await item(/Later/);
    expect(state.compose.lines.value).toEqual([{ endpointId: 'line-2', name: 'Support' }]);
    expect(state.compose.endpointId.value).toBe('line-2');
  });
});

describe('a message somebody asked to see', () => {
  const at = (id: number) => ({ historyId: 'history-1', id, at: id * 1000 });

  it('takes the focus where it stands', async () => {
    const bridge = createFakeBridge({ 'messages:page': storedRows(50) });
    renderPopup(bridge);
    await item(/Message 50/);
    bridge.emit('popup:shown', { view: 'compose', message: at(30) });
    await focused(/Message 30\./);
  });

  it('is found although the list is narrowed, and although it is not among the newest', async () => {
    const bridge = createFakeBridge({ 'messages:page': storedRows(1000) });
    const { user } = renderPopup(bridge);
    await user.type(await screen.findByRole('searchbox'), 'Message 999');
    await waitFor(() => expect(screen.getAllByRole('listitem')).toHaveLength(1));
    bridge.emit('popup:shown', { view: 'compose', message: at(400) });
    await focused(/Message 400\./);
    expect(screen.getByRole<HTMLInputElement>('searchbox').value).toBe('');
  });

  it('is waited for when the list has not been read yet', async () => {
    const page = later<Page>();
    const bridge = createFakeBridge({ 'messages:page': () => page.promise });
    renderPopup(bridge);
    bridge.emit('popup:shown', { view: 'compose', message: at(2) });
    await waitFor(() => expect(bridge.asked('messages:page')).toHaveLength(1));
    page.answer({ items: [message(3), message(2)], more: false });
    await focused(/Message 2\./);
  });

  it('is nowhere when it has gone, or is of another history: the list stays', async () => {
    const bridge = createFakeBridge({ 'messages:page': storedRows(5) });
    const { state } = renderPopup(bridge);
    await item(/Message 5/);
    bridge.emit('popup:shown', { view: 'compose', message: { ...at(9), at: 9 } });
    await waitFor(() => expect(bridge.asked('messages:page').at(-1)?.after).toEqual({ at: 9, id: 10 }));
    bridge.emit('popup:shown', { view: 'compose', message: { ...at(3), historyId: 'history-0' } });
    expect(state.list.rows.value).toHaveLength(5);
    expect(state.list.selected.value).toBeUndefined();
  });
});
