import { fireEvent, screen, waitFor } from '@testing-library/preact';
import { describe, expect, it } from 'vitest';
import { ok } from '../../../main/model/failure.ts';
import { hintWords } from '../../../main/words/compose.ts';
import { shownDraft } from '../../fakes/bridge.ts';
import { ann, annsDraft, delayed, from, hint, isLoaded, message, renderComposer, reply, to } from './composer.tsx';

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
    const { user, bridge, state } = renderComposer({ 'compose:open': late.open });
    await user.type(await message(), 'Mine');
    await reply(/Message 2/);
    await waitFor(() => expect(bridge.asked('compose:open')).toHaveLength(1));
    fireEvent.keyDown(await message(), { key: 'Enter', ctrlKey: true });
    await late.give(annsDraft);
    await waitFor(async () => expect((await message()).value).toBe('Dear Ann'));
    await waitFor(() => expect(state.compose.isSending.value).toBe(false));
    expect(bridge.asked('compose:send')).toEqual([]);
  });
});

describe('a failure', () => {
  it('that belongs to From gives it the focus', async () => {
    const { user, bridge } = renderComposer({
      'compose:send': () => ({ ok: false, error: { code: 'line-missing', field: 'from' } }),
    });
    await isLoaded(bridge);
    await user.type(await message(), 'Mine');
    await user.keyboard('{Control>}{Enter}{/Control}');
    await waitFor(() => expect(bridge.asked('compose:send')).toHaveLength(1));
    await waitFor(() => expect(document.activeElement).toBe(from()));
  });
});

describe('what comes from outside', () => {
  it('is not sent by a key or click that comes too soon, and the hint says so until something is done', async () => {
    const { user, bridge, actions } = renderComposer();
    await user.type(await message(), 'Mine');
    bridge.emit('popup:shown', { prefill: { to: '+1222', text: 'From a flag' } });
    await waitFor(async () => expect((await message()).value).toBe('From a flag'));
    const send = screen.getByRole('button', { name: 'Send' });
    expect(hint()).toBe(hintWords.prefilled);
    expect(send.getAttribute('aria-disabled')).toBe('true');
    fireEvent.keyDown(await message(), { key: 'Enter', ctrlKey: true });
    fireEvent.pointerDown(send);
    await waitFor(() => expect(send.getAttribute('aria-disabled')).toBe('false'));
    fireEvent.click(send);
    fireEvent.keyDown(await message(), { key: 'Enter', ctrlKey: true, repeat: true });
    await actions.compose.flush();
    expect(hint()).toBe(hintWords.prefilled);
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

  describe('while somebody types', () => {
    /** The composer with a half-typed number, in the place of which the draft to Ann is put. */
    async function replaced(typing: () => Promise<HTMLElement>, keys: string) {
      const rendered = renderComposer({ 'compose:open': () => ok(annsDraft) });
      await isLoaded(rendered.bridge);
      await rendered.user.type(await typing(), keys);
      rendered.bridge.emit('popup:shown', { open: 7 });
      await waitFor(async () => expect((await message()).value).toBe('Dear Ann'));
      await waitFor(() => expect(rendered.state.compose.recipient.value?.name).toBe('Ann'));
      return rendered;
    }

    it.each([
      ['To', to],
      ['Message', message],
    ])('takes no key that was meant for what it replaced: in %s', async (_, typing) => {
      const { user, bridge, state } = await replaced(typing, '4420');
      await user.keyboard('794{Backspace}');
      (await to()).focus();
      await user.keyboard('79{Backspace}{Delete}');
      await user.click(screen.getByRole('button', { name: 'Remove recipient' }));
      expect(from().disabled).toBe(true);
      expect((await to()).value).toBe(ann.numberText);
      expect((await message()).value).toBe('Dear Ann');
      await waitFor(() => expect(state.compose.prefill.value).toBe('ready'));
      expect(bridge.asked('compose:save-draft').filter(({ id }) => id === 7)).toEqual([]);
      await user.type(await message(), '!');
      expect((await message()).value).toBe('Dear Ann!');
      expect(from().disabled).toBe(false);
    });

    it('takes keys at once for whom a start of the app asked', async () => {
      const { user, bridge } = renderComposer({ 'compose:open': () => ok(annsDraft) });
      await isLoaded(bridge);
      await user.type(await to(), '4420');
      bridge.emit('popup:shown', { prefill: { to: ann.number } });
      await waitFor(async () => expect((await message()).value).toBe('Dear Ann'));
      await user.type(await message(), '!');
      expect((await message()).value).toBe('Dear Ann!');
    });

    it('takes keys at once when the popup was hidden and shown again', async () => {
      const { user, bridge } = await replaced(to, '4420');
      bridge.emit('popup:hidden', null);
      bridge.emit('popup:shown', { open: 7 });
      await waitFor(() => expect(bridge.asked('compose:open')).toHaveLength(2));
      await user.type(await message(), '!');
      expect((await message()).value).toBe('Dear Ann!');
    });
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
