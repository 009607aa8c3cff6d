import type { Locator, Page } from 'playwright-core';
import type { ErrorCode } from '../../../main/model/failure.ts';
import { failureWords } from '../../../main/words/failure-words.ts';
import type { Simulator } from '../../simulator/simulator.ts';
import type { RunningApp } from './app.ts';
import { waitUntil } from './wait.ts';

/** Fills in the sign-in form as a person does. `until-quit` is offered where no keychain can keep the password. */
export async function signIn(
  page: Page,
  { url, userName, password }: Pick<Simulator, 'url' | 'userName' | 'password'>,
  button: 'Sign in' | 'Sign in until quit' = 'Sign in',
): Promise<void> {
  await page.getByLabel('Server').fill(url);
  await page.getByLabel('User name').fill(userName);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: button, exact: true }).click();
}

/** The field for the text of a message; it is there once somebody is signed in. */
export function messageField(page: Page): Locator {
  return page.getByRole('textbox', { name: 'Message', exact: true });
}

/** Opens the popup with a draft as a shortcut with `--compose` does, and waits until the composer holds it and lets it be sent. */
export async function compose(app: RunningApp, draft: { readonly to: string; readonly text: string }): Promise<void> {
  await app.secondStart(['--compose', `--to=${draft.to}`, `--text=${draft.text}`]);
  await app.waitUntilShown(true);
  const page = await app.popup();
  await waitUntil('the composer holds the draft', async () => (await messageField(page).inputValue()) === draft.text);
  const send = page.getByRole('button', { name: 'Send', exact: true });
  await waitUntil('it was looked at long enough to be sent', async () => (await send.getAttribute('aria-disabled')) !== 'true');
}

/** The items of the list whose accessible names hold these words in this order, as a screen reader says them. */
export function listItems(page: Page, ...words: readonly string[]): Locator {
  const name = new RegExp(words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('.*'), 's');
  return page.getByRole('list', { name: 'Messages' }).getByRole('listitem', { name });
}

/** Waits until the popup says what a failure is, in the words it has for it. */
export async function failureIsSaid(page: Page, code: ErrorCode): Promise<void> {
  await page.getByText(failureWords[code].sentence).first().waitFor();
}
