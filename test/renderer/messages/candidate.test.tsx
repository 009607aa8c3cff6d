import { screen, waitFor, within } from '@testing-library/preact';
import { expect, it } from 'vitest';
import { ok } from '../../../main/model/failure.ts';
import { actionWords } from '../../../main/words/messages.ts';
import { createFakeBridge } from '../../fakes/bridge.ts';
import { renderPopup } from '../popup.tsx';
import { message, storedRows } from './stored-rows.ts';

const candidate = { text: '"Yes" - we are open ?', at: Date.UTC(2026, 4, 1, 10) };

/** A list whose one row is a message of unknown outcome with a message of the service that is like it. */
async function renderQuestion() {
  const asks = (id: number) => message(id, { state: 'unknown', lookup: 'checking', candidate });
  const bridge = createFakeBridge({ 'messages:page': storedRows(1, asks) });
  const popup = renderPopup(bridge);
  return { ...popup, bridge, row: await screen.findByRole('listitem', { name: /Message 1\. Unknown/ }) };
}

it('quotes what the server has inside the row and asks; nothing else is offered meanwhile', async () => {
  const { row } = await renderQuestion();
  const question = within(row).getByRole('group', { name: 'Is this it?' });
  within(question).getByText(candidate.text);
  expect(
    within(row)
      .getAllByRole('button')
      .map((button) => button.textContent)
      .filter((label) => label !== ''),
  ).toEqual(['Yes, this is it', 'No']);
});

it.each([
  ['Yes, this is it', 'is-this-it', 'accepted'],
  ['No', 'is-not-it', 'unknown'],
] as const)('%s answers the question and is said', async (label, action, state) => {
  const { row, bridge, user } = await renderQuestion();
  bridge.answer({ 'messages:act': () => ok({ item: message(1, { state }) }) });
  await user.click(within(row).getByRole('button', { name: label }));
  expect(bridge.asked('messages:act')).toMatchObject([{ id: 1, action }]);
  await waitFor(() => expect(screen.queryByRole('group', { name: 'Is this it?' })).toBeNull());
  await screen.findByText(actionWords[action]);
});
