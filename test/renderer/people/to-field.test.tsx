import { screen, waitFor } from '@testing-library/preact';
import { describe, expect, it } from 'vitest';
import { ok } from '../../../main/model/failure.ts';
import { createFakeBridge, shownDraft } from '../../fakes/bridge.ts';
import { renderPopup } from '../popup.tsx';

const ann = { number: '+15556667777', numberText: '+1 555 666 7777', name: 'Ann Lee', lastLine: 'line-2' };
const bo = { number: '+15556668888', numberText: '+1 555 666 8888', name: 'Bo Chen' };
const lines = [
  { endpointId: 'line-1', name: 'Main line' },
  { endpointId: 'line-2', name: 'Support' },
];

function renderTo(first: Parameters<typeof createFakeBridge>[0] = {}) {
  const bridge = createFakeBridge({
    'compose:lines': () => ok(lines),
    'people:suggest': ({ typed }) =>
      ok([ann, bo].filter(({ name, number }) => name.toLowerCase().includes(typed) || number.includes(typed))),
    'compose:recipient': ({ to: typed }) => {
      const known = [ann, bo].find(({ number }) => number === typed);
      if (known === undefined) return ok({ number: typed, numberText: typed, line: 'line-1' });
      const { lastLine, ...who } = { lastLine: undefined, ...known };
      return ok({ ...who, line: lastLine ?? 'line-1', isLastLine: lastLine === undefined ? undefined : true });
    },
    ...first,
  });
  return { bridge, ...renderPopup(bridge) };
}

const to = () => screen.findByRole<HTMLInputElement>('combobox', { name: 'To' });

describe('To', () => {
  it('picks a suggestion by keyboard, shows name and number, and takes the line last used', async () => {
    const { user, state } = renderTo();
    await user.type(await to(), 'n');
    expect(await screen.findAllByRole('option', { name: /555/ })).toHaveLength(2);
    await user.keyboard('{ArrowDown}{ArrowUp}{Enter}');
    await waitFor(async () => expect((await to()).value).toBe('+1 555 666 7777'));
    expect(screen.getByText('Ann Lee')).toBeTruthy();
    await waitFor(() => expect(state.compose.endpointId.value).toBe('line-2'));
    expect(await screen.findByText('From Support, as last time')).toBeTruthy();
    await waitFor(async () => expect(document.activeElement).toBe(await screen.findByRole('textbox', { name: 'Message' })));
  });

  it('keeps a name from turning round the digits of the number beside it', async () => {
    const odd = { ...ann, name: 'Ann\u202e 0123' };
    const { user } = renderTo({ 'people:suggest': () => ok([odd]), 'compose:recipient': () => ok({ ...odd, line: 'line-2' }) });
    await user.type(await to(), 'n');
    const option = await screen.findByRole('option', { name: /555/ });
    expect([...option.querySelectorAll('bdi')].map(({ textContent }) => textContent)).toEqual(['Ann 0123', '+1 555 666 7777']);
    await user.keyboard('{Enter}');
    await waitFor(async () => expect((await to()).value).toBe('+1 555 666 7777'));
    expect(screen.getByText('Ann 0123').tagName).toBe('BDI');
    expect(document.body.outerHTML).not.toMatch(/\p{Bidi_Control}/u);
  });

  it('marks the option the arrows stand on for screen readers', async () => {
    const { user } = renderTo();
    await user.type(await to(), '+1555');
    await screen.findAllByRole('option', { name: /555 666/ });
    await user.keyboard('{ArrowDown}{ArrowDown}');
    const active = (await to()).getAttribute('aria-activedescendant') ?? '';
    expect(document.getElementById(active)?.textContent).toContain('Bo Chen');
    expect(document.getElementById(active)?.getAttribute('aria-selected')).toBe('true');
  });

  it('does not pick anyone by Enter while digits are typed', async () => {
    const { user, bridge } = renderTo({ 'compose:recipient': ({ to: typed }) => ok({ number: `+1${typed}`, numberText: `+1 ${typed}` }) });
    await user.type(await to(), '555666');
    await screen.findAllByRole('option', { name: /555 666/ });
    await user.keyboard('{Enter}');
    await waitFor(async () => expect((await to()).value).toBe('+1 555666'));
    expect(bridge.asked('compose:recipient').map((one) => one.to)).toContain('555666');
  });

  it('closes the list with Esc first and hides with the next', async () => {
    const { user, bridge } = renderTo();
    await user.type(await to(), 'n');
    await screen.findAllByRole('option', { name: /555/ });
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('listbox')).toBeNull());
    expect(bridge.asked('popup:hide')).toHaveLength(0);
    await user.keyboard('{Escape}');
    await waitFor(() => expect(bridge.asked('popup:hide')).toHaveLength(1));
  });

  it('keeps junk as typed with its error, and offers the number found in it', async () => {
    const { user } = renderTo({
      'compose:recipient': ({ to: typed }) =>
        /[a-z]/.test(typed)
          ? { ok: false, error: { code: 'recipient-letters', field: 'to', detail: '+1 555 666 1234' } }
          : ok({ number: '+15556661234', numberText: '+1 555 666 1234' }),
    });
    await user.type(await to(), 'call 5556661234 now');
    await user.tab();
    expect(await screen.findByText(/This isn't a phone number/)).toBeTruthy();
    expect((await to()).value).toBe('call 5556661234 now');
    await user.click(screen.getByRole('button', { name: 'Use +1 555 666 1234' }));
    await waitFor(async () => expect((await to()).value).toBe('+1 555 666 1234'));
    expect(screen.queryByText(/This isn't a phone number/)).toBeNull();
  });

  it.each(['{Backspace}', '{Delete}'])('removes an understood recipient with %s', async (key) => {
    const { user, state } = renderTo({ 'compose:draft': () => ok(shownDraft(1, { to: '+15556667777' })) });
    await waitFor(() => expect(state.compose.recipient.value?.name).toBe('Ann Lee'));
    (await to()).focus();
    await user.keyboard(key);
    await waitFor(async () => expect((await to()).value).toBe(''));
    expect(state.compose.recipient.value).toBeUndefined();
  });

  it('removes it with the x as well', async () => {
    const { user } = renderTo({ 'compose:draft': () => ok(shownDraft(1, { to: '+15556667777' })) });
    await user.click(await screen.findByRole('button', { name: 'Remove recipient' }));
    await waitFor(async () => expect((await to()).value).toBe(''));
  });

  it('ignores what main says of a text that has changed since', async () => {
    const late: (() => void)[] = [];
    const { user, state } = renderTo({
      'compose:recipient': ({ to: typed }) =>
        new Promise((resolve) =>
          late.push(() =>
            resolve(
              typed === '111'
                ? { ok: false, error: { code: 'recipient-impossible' } }
                : ok({ number: `+${typed}`, numberText: `+${typed}` }),
            ),
          ),
        ),
    });
    await user.type(await to(), '111');
    await user.keyboard('{Enter}');
    await user.type(await to(), '2');
    late[0]?.();
    await user.keyboard('{Enter}');
    expect(state.compose.errors.value.to).toBeUndefined();
    late[1]?.();
    await waitFor(() => expect(state.compose.recipient.value?.number).toBe('+1112'));
  });
});
