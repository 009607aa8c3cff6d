import type { Page } from 'playwright-core';
import type { RecordedRequest } from '../../simulator/listener.ts';
import type { Simulator } from '../../simulator/simulator.ts';
import type { RunningApp } from './app.ts';
import type { Desktop } from './desktop.ts';
import { messageField, signIn } from './journeys.ts';
import { pressKeys } from './keys.ts';
import { waitUntil } from './wait.ts';

/** What a person writes. */
export interface Writing {
  readonly to: string;
  readonly text: string;
}

/** Signs in to the simulator and waits for the composer. */
export async function signInTo(simulator: Simulator, app: RunningApp): Promise<Page> {
  const page = await app.popup();
  await signIn(page, simulator);
  await messageField(page).waitFor();
  return page;
}

/** Opens the popup with its hotkey unless it is open. */
export async function openPopup(app: RunningApp, desktop: Desktop): Promise<Page> {
  if (!(await app.isShown())) await pressKeys(desktop, 'ctrl+shift+y');
  await app.waitUntilShown(true);
  return app.popup();
}

/** Puts a message into the fields of the composer. */
export async function write(page: Page, { to, text }: Writing): Promise<void> {
  await page.getByLabel('To', { exact: true }).fill(to);
  await messageField(page).fill(text);
}

/** Opens the popup, writes a message and sends it; ends when the popup is gone and has come back with the list. */
export async function writeAndSend(app: RunningApp, desktop: Desktop, writing: Writing): Promise<void> {
  const page = await openPopup(app, desktop);
  await write(page, writing);
  await page.keyboard.press('Control+Enter');
  await app.waitUntilShown(false);
  await openPopup(app, desktop);
}

/** Chooses a value in the settings and goes back to the composer. The popup must be open. */
export async function choose(page: Page, setting: string, value: string): Promise<void> {
  await page.getByRole('button', { name: 'Settings' }).click();
  const field = page.getByLabel(setting);
  await field.selectOption({ label: value });
  await waitUntil(`${setting} is ${value}`, async () => (await field.locator('option:checked').textContent()) === value);
  await page.getByRole('button', { name: 'Back' }).click();
}

/** The requests that asked the service to send, in their order. */
export function requestsToSend(simulator: Simulator): readonly RecordedRequest[] {
  return simulator.requests().filter(({ operation }) => operation === 'SendMessage');
}
