import { act, fireEvent, screen, waitFor } from '@testing-library/preact';
import { describe, expect, it } from 'vitest';
import type { DraftItem, KnownRecipient, OpenRequest, Result, ShownDraft } from '../../../main/contract.ts';
import { appState, createFakeBridge, type FakeBridge, ok, shownDraft } from '../../fakes/bridge.ts';
import { message as row, storedRows } from '../messages/stored-rows.ts';
import { renderPopup } from '../popup.tsx';

const lines = [
  { endpointId: 'line-1', name: 'Main line' },
  { endpointId: 'line-2', name: 'Support' },
];
const ann: KnownRecipient = { number: '+15556667777', numberText: '+1 555 666 7777', name: 'Ann', line: 'line-2', isLastLine: true };
const annsDraft = shownDraft(7, { endpointId: 'line-2', to: ann.number, text: 'Dear Ann', caret: 8 });
const annsItem: DraftItem = { id: 7, to: ann.number, toText: ann.numberText, name: 'Ann', excerpt: 'Dear Ann', at: 1 };

function renderComposer(first: Parameters<typeof createFakeBridge>[0] = {}) {
  const bridge = createFakeBridge({
    'compose:lines': () => ok(lines),
    'compose:recipient': ({ to }) => ok(to === '555' || to === ann.number ? ann : { number: to, numberText: to, line: 'line-1' }),
    'messages:page': storedRows(3, (id) => row(id)),
    ...first,
  });
  return { bridge, ...renderPopup(bridge) };
}

/** A call that main answers when the test says so. */
function delayed() {
  let give: (result: Result<ShownDraft>) => void = () => undefined;
  const open = (_request: OpenRequest) =>
    new Promise<Result<ShownDraft>>((resolve) => {
      give = resolve;
    });
  return { open, give: (draft: ShownDraft) => act(() => give(ok(draft))) };
}

const to = () => screen.findByRole<HTMLInputElement>('combobox', { name: 'To' });
const message = () => screen.findByRole<HTMLTextAreaElement>('textbox', { name: 'Message' });
const from = () => screen.getByRole<HTMLSelectElement>('combobox', { name: 'From' });
const hint = () => document.querySelector('.hint-line')?.textContent;
const isLoaded = (bridge: FakeBridge) => waitFor(() => expect(bridge.asked('compose:lines')).toHaveLength(1));

async function reply(text: RegExp): Promise<void> {
  const item = await screen.findByRole('listitem', { name: text });
  item.focus();
  fireEvent.keyDown(item, { key: 'Enter' });
}

describe('another draft', () => {
  it('is shown once the text that stands there is saved, for whom it was written', async () => {
    const { user, bridge } = renderComposer();
    await user.type(await to(), '+1999');
    await user.type(await message(), 'For nine');
    await reply(/Message 2/);
    await waitFor(async () => expect((await to()).value).toBe('+15550000002'));
    expect((await message()).value).toBe('');
    expect(bridge.asked('compose:save-draft').at(-1)).toMatchObject({ id: 1, to: '+1999', text: 'For nine' });
    expect(bridge.asked('compose:open')).toMatchObject([{ kind: 'recipient', to: '+15550000002' }]);
  });

  it('is not shown when the text cannot be saved: it stays, and why is said', async () => {
    const { user, bridge } = renderComposer({ 'compose:save-draft': () => ({ ok: false, error: { code: 'disk-full' } }) });
    await user.type(await message(), 'Keep me');
    await reply(/Message 2/);
    expect(await screen.findByText(/The disk is full/)).toBeTruthy();
    expect((await message()).value).toBe('Keep me');
    expect(bridge.asked('compose:open')).toEqual([]);
  });

  it('takes no key that was meant for the one before', async () => {
    const late = delayed();
    const { user, bridge } = renderComposer({ 'compose:open': late.open });
    await user.type(await message(), 'Half a');
    await reply(/Message 2/);
    await waitFor(() => expect(bridge.asked('compose:open')).toHaveLength(1));
    await user.type(await message(), ' thought');
    await late.give(shownDraft(8, { to: '+1888' }));
    await waitFor(async () => expect((await to()).value).toBe('+1888'));
    expect((await message()).value).toBe('');
    expect(bridge.asked('compose:save-draft').at(-1)).toMatchObject({ id: 1, text: 'Half a thought' });
  });

  it('keeps its own line and stays when the field To loses the focus to it', async () => {
    const own = shownDraft(8, { endpointId: 'line-1', to: ann.number });
    const late: (() => void)[] = [];
    const { bridge, state } = renderComposer({
      'compose:recipient': () => new Promise((resolve) => late.push(() => resolve(ok({ ...ann, draftId: 7 })))),
      'compose:open': () => ok(own),
    });
    await isLoaded(bridge);
    await waitFor(async () => expect(document.activeElement).toBe(await to()));
    bridge.emit('popup:shown', { prefill: { to: ann.number } });
    await waitFor(async () => expect(document.activeElement).toBe(await message()));
    for (const answer of late.reverse()) answer();
    await waitFor(() => expect(state.compose.recipient.value?.name).toBe('Ann'));
    expect(from().value).toBe('line:line-1');
    expect(bridge.asked('compose:open')).toHaveLength(1);
  });

  it('is not sent by a press that was made before it was shown', async () => {
    const late = delayed();
    const { user, bridge } = renderComposer({ 'compose:open': late.open });
    await user.type(await message(), 'Mine');
    await reply(/Message 2/);
    await waitFor(() => expect(bridge.asked('compose:open')).toHaveLength(1));
    fireEvent.keyDown(await message(), { key: 'Enter', ctrlKey: true });
    await late.give(annsDraft);
    await waitFor(async () => expect((await message()).value).toBe('Dear Ann'));
    await user.keyboard('{Tab}');
    expect(bridge.asked('compose:send')).toEqual([]);
  });
});

describe('choosing a recipient', () => {
  const withDraft = {
    'compose:recipient': () => ok({ ...ann, draftId: 7 }),
    'compose:drafts': () => ok([annsItem]),
    'compose:open': () => ok(annsDraft),
  };

  it('with an empty message brings the draft back that waits, with its line, and says so', async () => {
    const { user, bridge } = renderComposer(withDraft);
    await isLoaded(bridge);
    await user.type(await to(), '555');
    await user.tab();
    await waitFor(async () => expect((await message()).value).toBe('Dear Ann'));
    expect(from().value).toBe('line:line-2');
    await waitFor(() => expect(hint()).toBe('Draft to Ann, from Support'));
  });

  it('with a text in hand keeps both, says so, and shows the other one when asked', async () => {
    const { user, bridge } = renderComposer(withDraft);
    await user.type(await message(), 'Mine');
    await user.type(await to(), '555');
    await user.tab();
    const show = await screen.findByRole('button', { name: 'Show' });
    expect(hint()).toBe('Ann has a draft · Show');
    expect((await message()).value).toBe('Mine');
    expect(bridge.asked('compose:open')).toEqual([]);
    await user.click(show);
    await waitFor(async () => expect((await message()).value).toBe('Dear Ann'));
    expect(bridge.asked('compose:save-draft').at(-1)).toMatchObject({ id: 1, text: 'Mine', to: ann.number });
  });

  it('lets who begins to type meanwhile go on', async () => {
    const late = delayed();
    const { user, bridge } = renderComposer({ ...withDraft, 'compose:open': late.open });
    await user.type(await to(), '555');
    await user.tab();
    await waitFor(() => expect(bridge.asked('compose:open')).toHaveLength(1));
    await user.type(await message(), 'Typed');
    await late.give(annsDraft);
    await waitFor(() => expect(bridge.asked('compose:open').at(-1)).toMatchObject({ kind: 'draft', id: 1 }));
    expect((await message()).value).toBe('Typed');
    expect(hint()).toBe('Ann has a draft · Show');
  });

  it('keeps the text when a chat session is chosen under From; an empty message brings its draft back', async () => {
    const session = shownDraft(9, { sessionId: 's-9', text: 'Dear visitor' });
    const { user } = renderComposer({
      'compose:sessions': () => ok([{ sessionId: 's-9', name: 'Web visitor' }]),
      'compose:drafts': () => ok([{ id: 9, sessionId: 's-9', to: '', toText: 'Web visitor', excerpt: 'Dear visitor', at: 1 }]),
      'compose:open': () => ok(session),
    });
    await screen.findByRole('option', { name: 'Chat session: Web visitor' });
    await screen.findByRole('list', { name: 'Drafts' });
    await user.type(await message(), 'Mine');
    await user.selectOptions(from(), 'Chat session: Web visitor');
    await waitFor(() => expect(hint()).toBe('Web visitor has a draft · Show'));
    expect((await message()).value).toBe('Mine');
    await user.selectOptions(from(), 'Main line');
    await user.clear(await message());
    await user.selectOptions(from(), 'Chat session: Web visitor');
    await waitFor(async () => expect((await message()).value).toBe('Dear visitor'));
    expect(hint()).toBe('Draft to Web visitor');
  });
});

describe('the line', () => {
  it('is the one last used with a number typed in full, and that is said', async () => {
    const { user, bridge } = renderComposer();
    await isLoaded(bridge);
    await user.type(await to(), '555');
    await user.tab();
    await waitFor(() => expect(hint()).toBe('From Support, as last time'));
    expect(from().value).toBe('line:line-2');
  });

  it('is set also when Send is pressed before the field was left', async () => {
    const { user, bridge } = renderComposer();
    await user.type(await message(), 'Hi');
    await user.type(await to(), '555');
    await user.keyboard('{Control>}{Enter}{/Control}');
    await waitFor(() => expect(bridge.asked('compose:send')).toMatchObject([{ endpointId: 'line-2', to: ann.number }]));
  });

  it('is set also when Send is pressed right after a suggestion was taken', async () => {
    const late: (() => void)[] = [];
    const { user, bridge } = renderComposer({
      'compose:suggest': () => ok([ann]),
      'compose:recipient': () => new Promise((resolve) => late.push(() => resolve(ok(ann)))),
    });
    await isLoaded(bridge);
    await user.type(await message(), 'Hi');
    await user.type(await to(), 'a');
    await screen.findByRole('option', { name: /Ann/ });
    await user.keyboard('{Enter}{Control>}{Enter}{/Control}');
    await waitFor(() => expect(late).toHaveLength(1));
    for (const answer of late) answer();
    await waitFor(() => expect(bridge.asked('compose:send')).toMatchObject([{ endpointId: 'line-2', to: ann.number }]));
  });

  it('for new recipients is shown at once when it is changed in the settings', async () => {
    const { bridge } = renderComposer();
    await isLoaded(bridge);
    bridge.answer({ 'compose:draft': () => ok(shownDraft(1, { newLine: 'line-2' })) });
    bridge.emit('app:changed', appState({ settings: { ...appState().settings, defaultLine: 'line-2' } }));
    await waitFor(() => expect(from().value).toBe('line:line-2'));
  });

  it('chosen by hand for this message stays', async () => {
    const { user, bridge } = renderComposer();
    await isLoaded(bridge);
    await user.selectOptions(from(), 'Main line');
    await user.type(await to(), '555');
    await user.tab();
    await waitFor(async () => expect((await to()).value).toBe(ann.numberText));
    expect(from().value).toBe('line:line-1');
    expect(hint()).toBe('');
  });

  it('of one recipient does not stay for the next, neither when another is chosen nor after Send', async () => {
    const { user, bridge } = renderComposer();
    await isLoaded(bridge);
    await user.type(await to(), '555');
    await user.tab();
    await waitFor(() => expect(from().value).toBe('line:line-2'));
    await user.click(screen.getByRole('button', { name: 'Remove recipient' }));
    await user.type(await to(), '+1999');
    await user.tab();
    await waitFor(() => expect(from().value).toBe('line:line-1'));
    expect(hint()).toBe('');
    await user.clear(await message());
    fireEvent.keyDown(await to(), { key: 'Backspace' });
    await user.type(await to(), '555');
    await user.type(await message(), 'Hi');
    await user.keyboard('{Control>}{Enter}{/Control}');
    await waitFor(() => expect(bridge.asked('compose:send')).toMatchObject([{ endpointId: 'line-2' }]));
    await waitFor(() => expect(from().value).toBe('line:line-1'));
    expect(hint()).toBe('');
  });
});

describe('what comes from outside', () => {
  it('is not sent by a key or click that comes too soon, and the hint says so until something is done', async () => {
    const { user, bridge, actions } = renderComposer();
    await user.type(await message(), 'Mine');
    bridge.emit('popup:shown', { prefill: { to: '+1222', text: 'From a flag' } });
    await waitFor(async () => expect((await message()).value).toBe('From a flag'));
    const send = screen.getByRole('button', { name: 'Send' });
    expect(hint()).toBe('Filled from outside: check it, then send.');
    expect(send.getAttribute('aria-disabled')).toBe('true');
    fireEvent.keyDown(await message(), { key: 'Enter', ctrlKey: true });
    fireEvent.pointerDown(send);
    await waitFor(() => expect(send.getAttribute('aria-disabled')).toBe('false'));
    fireEvent.click(send);
    fireEvent.keyDown(await message(), { key: 'Enter', ctrlKey: true, repeat: true });
    await actions.compose.flush();
    expect(hint()).toBe('Filled from outside: check it, then send.');
    expect(bridge.asked('compose:send')).toEqual([]);
    fireEvent.keyDown(await message(), { key: 'Enter', ctrlKey: true });
    await waitFor(() => expect(bridge.asked('compose:send')).toMatchObject([{ text: 'From a flag' }]));
    await waitFor(() => expect(hint()).toBe(''));
  });

  it('is a draft of its own each time', async () => {
    const { bridge } = renderComposer();
    await message();
    bridge.emit('popup:shown', { prefill: { to: '+1222', text: 'First' } });
    bridge.emit('popup:shown', { open: 7 });
    bridge.emit('popup:shown', { prefill: { sessionId: 's1' } });
    await waitFor(() =>
      expect(bridge.asked('compose:open')).toMatchObject([
        { kind: 'prefill', to: '+1222', text: 'First' },
        { kind: 'draft', id: 7 },
        { kind: 'prefill', sessionId: 's1' },
      ]),
    );
  });

  it('without anything leaves what is shown, and keeps nothing from being sent', async () => {
    const { user, bridge } = renderComposer();
    await user.type(await message(), 'Mine');
    bridge.emit('popup:shown', { prefill: { to: undefined, text: undefined } });
    await user.keyboard('{Control>}{Enter}{/Control}');
    await waitFor(() => expect(bridge.asked('compose:send')).toMatchObject([{ text: 'Mine' }]));
    expect(bridge.asked('compose:open')).toEqual([]);
  });
});
