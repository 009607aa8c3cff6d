import { act, fireEvent, screen, waitFor } from '@testing-library/preact';
import { expect } from 'vitest';
import type { DraftItem, KnownRecipient, OpenRequest } from '../../../main/compose/contract.ts';
import type { ShownDraft } from '../../../main/model/draft.ts';
import { ok, type Result } from '../../../main/model/failure.ts';
import { createFakeBridge, type FakeBridge, shownDraft } from '../../fakes/bridge.ts';
import { message as row, storedRows } from '../messages/stored-rows.ts';
import { renderPopup } from '../popup.tsx';

const lines = [
  { endpointId: 'line-1', name: 'Main line' },
  { endpointId: 'line-2', name: 'Support' },
];
export const ann: KnownRecipient = { number: '+15556667777', numberText: '+1 555 666 7777', name: 'Ann', line: 'line-2', isLastLine: true };
export const annsDraft = shownDraft(7, { endpointId: 'line-2', to: ann.number, text: 'Dear Ann', caret: 8 });
export const annsItem: DraftItem = { id: 7, to: ann.number, toText: ann.numberText, name: 'Ann', excerpt: 'Dear Ann', at: 1 };

/** The popup with two lines, Ann (typed as 555) who was written to from the second, and three messages. */
export function renderComposer(first: Parameters<typeof createFakeBridge>[0] = {}) {
  const bridge = createFakeBridge({
    'compose:lines': () => ok(lines),
    'compose:recipient': ({ to }) => ok(to === '555' || to === ann.number ? ann : { number: to, numberText: to, line: 'line-1' }),
    'messages:page': storedRows(3, (id) => row(id)),
    ...first,
  });
  return { bridge, ...renderPopup(bridge) };
}

/** A call that main answers when the test says so. */
export function delayed() {
  let give: (result: Result<ShownDraft>) => void = () => undefined;
  const open = (_request: OpenRequest) =>
    new Promise<Result<ShownDraft>>((resolve) => {
      give = resolve;
    });
  return { open, give: (draft: ShownDraft) => act(() => give(ok(draft))) };
}

export const to = () => screen.findByRole<HTMLInputElement>('combobox', { name: 'To' });
export const message = () => screen.findByRole<HTMLTextAreaElement>('textbox', { name: 'Message' });
export const from = () => screen.getByRole<HTMLSelectElement>('combobox', { name: 'From' });
/** What the hint line says. */
export const hint = () => document.querySelector('.hint-line')?.textContent;
export const isLoaded = (bridge: FakeBridge) => waitFor(() => expect(bridge.asked('compose:lines')).toHaveLength(1));

/** Replies, by key, to the message with this text. */
export async function reply(text: RegExp): Promise<void> {
  const item = await screen.findByRole('listitem', { name: text });
  item.focus();
  fireEvent.keyDown(item, { key: 'Enter' });
}
