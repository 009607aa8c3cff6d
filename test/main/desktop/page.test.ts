import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { WebContents, WebFrameMain } from 'electron';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CONTENT_SECURITY_POLICY, createPageHandler, isOurPage, PAGE_URL } from '../../../main/desktop/page.ts';

let root = '';
let answer: (request: Request) => Promise<Response>;

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'page-'));
  const folder = join(root, 'renderer');
  mkdirSync(join(folder, 'assets'), { recursive: true });
  writeFileSync(join(root, 'secret.html'), 'secret');
  writeFileSync(join(folder, 'index.html'), '<p>Ω');
  writeFileSync(join(folder, 'assets', 'index.js'), 'export {}');
  writeFileSync(join(folder, 'assets', 'index.js.map'), '{}');
  writeFileSync(join(folder, 'gone.css'), '');
  answer = createPageHandler(folder);
  rmSync(join(folder, 'gone.css'));
});

afterAll(() => rmSync(root, { recursive: true, force: true }));

describe('the page', () => {
  test('comes with its type and the whole policy', async () => {
    const response = await answer(new Request(PAGE_URL));
    expect(response.status).toBe(200);
    expect(await response.text()).toBe('<p>Ω');
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(response.headers.get('content-security-policy')).toBe(CONTENT_SECURITY_POLICY);
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  });

  test('brings its parts from folders below', async () => {
    const response = await answer(new Request('app://ui/assets/index.js?v=1'));
    expect(response.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect(await response.text()).toBe('export {}');
  });

  test.each([
    'app://ui/',
    'app://ui/secret.html',
    'app://ui/../secret.html',
    'app://ui/%2e%2e/secret.html',
    'app://ui/..%2fsecret.html',
    'app://ui//index.html',
    'app://ui/assets/index.js.map',
    'app://ui/__proto__',
    'app://other/index.html',
    'app://ui:1/index.html',
    'https://ui/index.html',
  ])('has nothing at %s', async (url) => {
    const response = await answer(new Request(url));
    expect(response.status).toBe(404);
    expect(await response.text()).toBe('');
  });

  test('is only read', async () => {
    expect((await answer(new Request(PAGE_URL, { method: 'POST', body: 'x' }))).status).toBe(405);
  });

  test('says so when a file of its own is gone', async () => {
    expect((await answer(new Request('app://ui/gone.css'))).status).toBe(500);
  });
});

test('the policy allows no inline code or style, no evaluation, no network, no frames', () => {
  expect(CONTENT_SECURITY_POLICY).not.toContain('unsafe');
  for (const rule of ["default-src 'none'", "script-src 'self'", "style-src 'self'", "connect-src 'none'", "frame-ancestors 'none'"]) {
    expect(CONTENT_SECURITY_POLICY.split('; ')).toContain(rule);
  }
});

describe('an IPC message', () => {
  const popup = {} as WebContents;
  const frame = (change: Partial<Pick<WebFrameMain, 'parent' | 'url'>> = {}) =>
    ({ parent: null, origin: 'app://ui', url: PAGE_URL, ...change }) as WebFrameMain;

  test('is trusted when it comes from the top frame of our page in the popup', () => {
    expect(isOurPage({ sender: popup, senderFrame: frame() }, popup)).toBe(true);
  });

  test.each([
    ['another window', { sender: {} as WebContents, senderFrame: frame() }],
    ['a frame within the page', { sender: popup, senderFrame: frame({ parent: frame() }) }],
    ['a frame that is gone', { sender: popup, senderFrame: null }],
  ])('is refused from %s', (_from, event) => {
    expect(isOurPage(event, popup)).toBe(false);
  });

  test.each([
    'https://example.com/',
    'about:blank',
    '',
    'app://other/index.html',
    'app://ui/',
    `${PAGE_URL}?a`,
    `${PAGE_URL}#a`,
    `${PAGE_URL}/`,
  ])('is refused from a page at "%s", whatever its origin', (url) =>
    expect(isOurPage({ sender: popup, senderFrame: frame({ url }) }, popup)).toBe(false),
  );
});
