import { expect } from 'vitest';
import { test as base } from './harness/fixtures.ts';
import { listItems, messageField } from './harness/journeys.ts';
import { openPopup, signInTo } from './harness/popup-steps.ts';
import { waitUntil } from './harness/wait.ts';

const test = base.extend<{ readonly hasNotifications: boolean }>({ hasNotifications: true });

const names = {
  long: `Bo & ${'é'.repeat(300)}`,
  hebrew: 'דוד 12',
  hostile: '<b>Bo</b> & "Co"\u202e +1 202\u0007 555 0172',
} as const;

const bidi = /\p{Bidi_Control}/u;

test('a name from outside changes neither the look nor the direction of anything the desktop and the popup show', async ({
  simulator,
  desktop,
  launch,
}) => {
  const endpointId = simulator.endpoints()[0]?.id ?? '';
  const sessions = Object.entries(names).map(([key, fromName]) => {
    const { id } = simulator.addSession({ from: '+13125550142', endpointId, fromName });
    return { id, text: `To the ${key} one` };
  });
  const app = await launch();
  const page = await signInTo(simulator, app);
  const bodies = async () => (await desktop.notifications?.look())?.map(({ body }) => body) ?? [];
  const titles = async () => (await desktop.notifications?.look())?.map(({ title }) => title) ?? [];
  const seenTitles = new Set<string>();

  for (const [index, { id, text }] of sessions.entries()) {
    await app.secondStart([`--session=${id}`, `--text=${text}`]);
    await waitUntil('the draft is there', async () => (await messageField(page).inputValue()) === text);
    const send = page.getByRole('button', { name: 'Send', exact: true });
    await waitUntil('it may be sent', async () => (await send.getAttribute('aria-disabled')) !== 'true');
    await messageField(page).press('Control+Enter');
    await app.waitUntilShown(false);
    await waitUntil('the hold is told', async () => (await titles()).some((title) => title.startsWith('Sending to ')));
    for (const title of await titles()) seenTitles.add(title.replace(/ in \d s$/, ''));
    // The service refuses what goes into a session that has ended.
    simulator.endSession(id);
    await waitUntil('the failure is told', async () => {
      const shown = await titles();
      return shown.length === index + 1 && shown.every((title) => title === 'Message not sent');
    });
  }

  expect(await bodies()).toEqual([
    `To Bo &amp; ${'é'.repeat(191)}…`,
    'To דוד 12. Click to see it.',
    'To &lt;b&gt;Bo&lt;/b&gt; &amp; &quot;Co&quot; +1 202 555 0172. Click to see it.',
  ]);
  expect([...seenTitles]).toEqual(
    expect.arrayContaining(['Sending to <b>Bo</b> & "Co" +1 202 555 0172', 'Sending to דוד 12', `Sending to Bo & ${'é'.repeat(183)}…`]),
  );
  const menu = await waitUntil('the tray has all three', async () => {
    const labels = (await desktop.tray?.look())?.menu?.filter((label) => label.startsWith('Needs attention: '));
    return labels?.length === 3 ? labels : undefined;
  });
  expect(menu.some((label) => label.includes('\u202e'))).toBe(false);
  expect(menu.some((label) => label.includes('\u2068דוד 12\u2069'))).toBe(true);

  await openPopup(app, desktop);
  await listItems(page, '<b>Bo</b> & "Co" +1 202 555 0172', 'To the hostile one', 'Failed').waitFor();
  for (const { text } of sessions) await listItems(page, text, 'Failed').waitFor();
  await app.screenshot('foreign-names');
  const list = page.getByRole('list', { name: 'Messages' });
  expect(await list.evaluate((element) => element.textContent)).not.toMatch(bidi);
  // What is drawn: the digits of the number, each to the right of the one before.
  const lefts = await list.evaluate((element) => {
    const name = [...element.querySelectorAll('bdi')].find(({ textContent }) => textContent.includes('555 0172'))?.firstChild;
    if (!name?.textContent) return [];
    const range = document.createRange();
    const start = name.textContent.indexOf('+1 202');
    return [...'+1 202 555 0172'].map((_, index) => {
      range.setStart(name, start + index);
      range.setEnd(name, start + index + 1);
      return range.getBoundingClientRect().left;
    });
  });
  expect(lefts).toHaveLength(15);
  expect(lefts).toEqual([...lefts].sort((a, b) => a - b));
});
