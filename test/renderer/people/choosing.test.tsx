import { fireEvent, screen, waitFor } from '@testing-library/preact';
import { describe, expect, it } from 'vitest';
import { ok } from '../../../main/model/failure.ts';
import { appState, shownDraft } from '../../fakes/bridge.ts';
import { ann, annsDraft, annsItem, delayed, from, hint, isLoaded, message, renderComposer, to } from '../compose/composer.tsx';

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
    expect(hint()).toBe('You have a draft to Ann · Show');
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
    expect(hint()).toBe('You have a draft to Ann · Show');
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
    await waitFor(() => expect(hint()).toBe('You have a draft to Web visitor · Show'));
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
      'people:suggest': () => ok([ann]),
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
