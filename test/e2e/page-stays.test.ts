import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { contract } from '../../main/ipc/contract.ts';
import { test } from './harness/fixtures.ts';
import { messageField } from './harness/journeys.ts';
import { pressKeys } from './harness/keys.ts';
import { openPopup, signInTo, write } from './harness/popup-steps.ts';
import { waitUntil } from './harness/wait.ts';

const pageUrl = 'app://ui/index.html';
const draft = { to: '+12025550172', text: 'Half a thought' };

type Ways = Readonly<Record<string, () => void>>;

/** Ways out of the page that nobody is asked about: they are answered by loading our page again. */
const answered: Ways = {
  'about:blank': () => location.assign('about:blank'),
  'the page before': () => history.back(),
  'a fragment': () => location.assign('#a'),
  'a pushed address': () => history.pushState(null, '', '/other.html'),
};

/** Ways out that are refused, so that our page stays as it is. */
const refused: Ways = {
  'a data: address': () => location.assign('data:text/html,<h1>x</h1>'),
  'a blob': () => location.assign(URL.createObjectURL(new Blob(['<h1>x</h1>'], { type: 'text/html' }))),
  'a javascript: address': () => location.assign('javascript:"<h1>x</h1>"'),
  'a file': () => location.assign('file:///etc/passwd'),
  'another host': () => location.assign('http://127.0.0.1:9/'),
  'another host of our scheme': () => location.assign('app://other/index.html'),
  'a reload': () => location.reload(),
  'a query': () => location.assign('?a'),
  'a new window': () => void window.open('about:blank'),
  'a new window of ours': () => void window.open('app://ui/index.html'),
  'a form': () => {
    const form = Object.assign(document.createElement('form'), { action: 'http://127.0.0.1:9/', method: 'post' });
    document.body.append(form);
    form.submit();
    form.remove();
  },
  'meta refresh': () => {
    const meta = Object.assign(document.createElement('meta'), { httpEquiv: 'refresh', content: '0;url=http://127.0.0.1:9/' });
    document.head.append(meta);
  },
};

/** Marks the page's window; a page that was loaded again has no mark. */
const mark = (page: Page) => page.evaluate(() => void Object.assign(window, { marked: true }));
const isMarked = (page: Page) => page.evaluate(() => 'marked' in window);

/** Waits until our page is there, shows the composer with the draft, and its calls are answered. */
async function works(page: Page): Promise<void> {
  await waitUntil('the page is back with its draft', async () => {
    if (page.url() !== pageUrl) return false;
    const text = await messageField(page)
      .inputValue({ timeout: 1000 })
      .catch(() => undefined);
    return text === draft.text;
  });
  const answer = await page.evaluate(() =>
    (window as unknown as { quickSend: { call(name: string): Promise<unknown> } }).quickSend.call('app:state'),
  );
  expect(answer).toMatchObject({ ok: true, value: { account: { kind: 'signed-in' } } });
}

test('no way leads out of the page: the popup works afterwards, and the draft is kept', { timeout: 180_000 }, async ({
  simulator,
  desktop,
  launch,
}) => {
  const app = await launch();
  const page = await signInTo(simulator, app);
  await write(page, draft);
  await pressKeys(desktop, 'Escape');
  await app.waitUntilShown(false);
  for (const [way, go] of [...Object.entries(answered), ...Object.entries(refused)]) {
    await openPopup(app, desktop);
    await mark(page);
    await page.evaluate(go).catch(() => {});
    if (way in answered) await waitUntil(`${way}: the page was loaded again`, async () => !(await isMarked(page).catch(() => true)));
    await works(page).catch((error: unknown) => {
      throw new Error(`after ${way}: ${error}`);
    });
    expect(await isMarked(page), way).toBe(way in refused);
    expect(app.electron.windows(), way).toHaveLength(1);
  }
  await pressKeys(desktop, 'Escape');
  await app.waitUntilShown(false);
  await openPopup(app, desktop);
  await works(page);
  expect(simulator.sent()).toEqual([]);
  expect(readFileSync(path.join(app.userDataDir, 'logs', 'main.log'), 'utf8')).toMatch(
    /\[warn\] +popup shows another page inLastMinute=\d$/m,
  );
});

test('main answers the calls of the contract and no others', async ({ launch }) => {
  const app = await launch();
  const page = await app.popup();
  const served = await app.electron.evaluate(({ ipcMain, webContents }) => {
    const handlersOf = (ipc: unknown) => [...(ipc as { _invokeHandlers: Map<string, unknown> })._invokeHandlers.keys()];
    const [contents] = webContents.getAllWebContents();
    return {
      invoke: handlersOf(ipcMain).toSorted(),
      // Electron listens for `error` itself, and does nothing then.
      send: ipcMain.eventNames().filter((name) => name !== 'error'),
      ofPage: [contents?.ipc, contents?.mainFrame.ipc]
        .flatMap((ipc) => [...handlersOf(ipc), ...(ipc?.eventNames() ?? [])])
        .filter((name) => name !== 'error'),
    };
  });
  expect(served).toEqual({ invoke: Object.keys(contract).toSorted(), send: [], ofPage: [] });
  const seen = await page.evaluate(async () => {
    const { quickSend, ...rest } = window as unknown as { quickSend: Record<string, (...given: unknown[]) => unknown> } & Record<
      string,
      unknown
    >;
    return {
      bridge: Object.keys(quickSend).toSorted(),
      others: ['ipcRenderer', 'require', 'process', 'module', 'Buffer', 'electron'].filter((name) => name in rest),
      foreign: await quickSend.call?.('electron-store-get-data'),
    };
  });
  expect(seen).toEqual({ bridge: ['call', 'on'], others: [], foreign: { ok: false, error: { code: 'forbidden' } } });
});
