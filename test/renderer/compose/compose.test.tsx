import { fireEvent, screen, waitFor } from '@testing-library/preact';
import { describe, expect, it } from 'vitest';
import { ok } from '../../../main/model/failure.ts';
import { appState, createFakeBridge, shownDraft } from '../../fakes/bridge.ts';
import { renderPopup } from '../popup.tsx';

const to = () => screen.findByRole<HTMLInputElement>('combobox', { name: 'To' });
const message = () => screen.findByRole<HTMLTextAreaElement>('textbox', { name: 'Message' });

describe('compose', () => {
  it.each([
    ['linux', false],
    ['win32', false],
    ['darwin', true],
  ] as const)('on %s the spelling of a message is checked: %s', async (platform, checked) => {
    renderPopup(createFakeBridge({ 'app:state': () => ok(appState({ platform })) }));
    expect((await message()).getAttribute('spellcheck') === 'true').toBe(checked);
  });

  it('goes from To by Tab to Message and sends with Ctrl+Enter, then is empty and hides', async () => {
    const bridge = createFakeBridge({
      'compose:recipient': () => ok({ number: '+15556667777', numberText: '+1 555 666 7777' }),
    });
    const { user } = renderPopup(bridge);
    await waitFor(async () => expect(document.activeElement).toBe(await to()));
    await user.keyboard('5556667777');
    await user.tab();
    expect(document.activeElement).toBe(await message());
    await waitFor(async () => expect((await to()).value).toBe('+1 555 666 7777'));
    await user.keyboard('On my way');
    await user.keyboard('{Control>}{Enter}{/Control}');
    await waitFor(() => expect(bridge.asked('popup:hide')).toHaveLength(1));
    expect(bridge.asked('compose:send')).toMatchObject([
      { endpointId: 'line-1', to: '+15556667777', text: 'On my way', caret: 9, draft: { id: 1 }, historyId: 'history-1' },
    ]);
    expect((await message()).value).toBe('');
    expect((await to()).value).toBe('');
    expect(screen.getByRole('status').textContent).toBe('Message to +15556667777: Queued.');
  });

  it('goes on saying what became of the message', async () => {
    const bridge = createFakeBridge();
    const { user } = renderPopup(bridge);
    await user.type(await to(), '+15556667777');
    await user.type(await message(), 'Hi');
    await user.keyboard('{Control>}{Enter}{/Control}');
    await screen.findByText('Message to +15556667777: Queued.');
    const sent = { id: 1, address: '+15556667777', addressText: '+1 555 666 7777', text: 'Hi', at: 1 };
    bridge.emit('messages:changed', { items: [{ ...sent, state: 'accepted' }], removed: [], reset: false });
    expect(await screen.findByText('Message to +1 555 666 7777: Accepted.')).toBeTruthy();
  });

  it('sends once however often the key is pressed while main has not answered', async () => {
    const bridge = createFakeBridge({ 'compose:send': () => new Promise(() => undefined) });
    const { user } = renderPopup(bridge);
    await user.type(await message(), 'Hi');
    await user.keyboard('{Control>}{Enter}{Enter}{/Control}');
    await user.click(screen.getByRole('button', { name: 'Send' }));
    expect(bridge.asked('compose:send')).toHaveLength(1);
  });

  it.each([
    ['recipient-impossible', 'to', 'combobox', 'To', /doesn't exist/],
    ['text-empty', 'text', 'textbox', 'Message', /message is empty/],
    ['line-missing', 'from', 'combobox', 'From', /haven't chosen a line/],
    ['text-control', 'text', 'textbox', 'Message', /invisible character/],
  ] as const)('shows %s at its field, keeps everything and stays open', async (code, field, role, name, sentence) => {
    const bridge = createFakeBridge({ 'compose:send': () => ({ ok: false, error: { code, field } }) });
    const { user } = renderPopup(bridge);
    await user.type(await to(), '12');
    await user.type(await message(), 'Hello');
    await user.click(screen.getByRole('button', { name: 'Send' }));
    const control = await screen.findByRole(role, { name });
    await waitFor(() => expect(control.getAttribute('aria-invalid')).toBe('true'));
    expect(document.getElementById(control.getAttribute('aria-describedby') ?? '')?.textContent).toMatch(sentence);
    expect((await message()).value).toBe('Hello');
    expect((await to()).value).toBe('12');
    expect(bridge.asked('popup:hide')).toHaveLength(0);
  });

  it('never sends while an input method composes', async () => {
    const bridge = createFakeBridge();
    const { user } = renderPopup(bridge);
    await user.type(await message(), 'かな');
    fireEvent.keyDown(await message(), { key: 'Enter', ctrlKey: true, isComposing: true });
    fireEvent.keyDown(await message(), { key: 'Enter', ctrlKey: true, keyCode: 229 });
    expect(bridge.asked('compose:send')).toHaveLength(0);
    fireEvent.keyDown(await message(), { key: 'Enter', ctrlKey: true });
    await waitFor(() => expect(bridge.asked('compose:send')).toHaveLength(1));
  });

  it('sends with Enter when the setting says so, and Shift+Enter is a new line', async () => {
    const settings = { ...appState().settings, sendKey: 'enter' } as const;
    const bridge = createFakeBridge({ 'app:state': () => ok(appState({ settings })) });
    const { user } = renderPopup(bridge);
    await user.type(await message(), 'one{Shift>}{Enter}{/Shift}two');
    expect(bridge.asked('compose:send')).toHaveLength(0);
    await user.keyboard('{Enter}');
    await waitFor(() => expect(bridge.asked('compose:send')[0]?.text).toBe('one\ntwo'));
  });

  it('says at the field that a text is too long', async () => {
    renderPopup(createFakeBridge({ 'compose:draft': () => ok(shownDraft(1, { text: 'x'.repeat(1601) })) }));
    expect(await screen.findByText(/longer than 1,600 characters/)).toBeTruthy();
  });

  it('hides with Esc and keeps the draft', async () => {
    const bridge = createFakeBridge();
    const { user } = renderPopup(bridge);
    await user.type(await message(), 'Half a thou');
    await user.keyboard('{Escape}');
    await waitFor(() => expect(bridge.asked('popup:hide')).toHaveLength(1));
    expect(bridge.asked('compose:save-draft').at(-1)?.text).toBe('Half a thou');
    expect((await message()).value).toBe('Half a thou');
  });

  it('takes an endpoint id where no line can be listed, and offers chat sessions there', async () => {
    const bridge = createFakeBridge({
      'compose:draft': () => ok(shownDraft(1, { newLine: undefined })),
      'compose:lines': () => ({ ok: false, error: { code: 'role-missing' } }),
      'compose:sessions': () => ok([{ sessionId: 's-9', name: 'Web visitor' }]),
    });
    const { user } = renderPopup(bridge);
    expect(await screen.findByText(/Your lines couldn't be listed/)).toBeTruthy();
    const from = screen.getByRole<HTMLInputElement>('combobox', { name: 'From' });
    await user.type(from, 'endpoint-7');
    await user.type(await message(), 'Hi');
    await user.keyboard('{Control>}{Enter}{/Control}');
    await waitFor(() => expect(bridge.asked('compose:send')[0]?.endpointId).toBe('endpoint-7'));
    await user.click(from);
    await user.click(await screen.findByRole('option', { name: 'Chat session: Web visitor' }));
    await waitFor(() => expect(from.value).toBe('Chat session: Web visitor'));
  });

  it('writes into a chat session that is picked under From', async () => {
    const bridge = createFakeBridge({ 'compose:sessions': () => ok([{ sessionId: 's-9', name: 'Web visitor' }]) });
    const { user } = renderPopup(bridge);
    await screen.findByRole('option', { name: 'Chat session: Web visitor' });
    await user.selectOptions(screen.getByRole('combobox', { name: 'From' }), 'Chat session: Web visitor');
    await user.type(await message(), 'Hello');
    await user.keyboard('{Control>}{Enter}{/Control}');
    await waitFor(() => expect(bridge.asked('compose:send')[0]).toMatchObject({ sessionId: 's-9', text: 'Hello' }));
    expect(bridge.asked('compose:send')[0]).not.toHaveProperty('endpointId');
  });
});
