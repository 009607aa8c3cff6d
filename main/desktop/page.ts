import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { IpcMainInvokeEvent, Protocol, WebContents } from 'electron';

/** The origin of the popup's page. */
const PAGE_ORIGIN = 'app://ui';

/** The address of the popup's page. IPC messages from any other are refused: `about:blank` would have the same origin. */
export const PAGE_URL = `${PAGE_ORIGIN}/index.html`;

/** Forbids network access, inline scripts and styles, and frames. Preact sets styles through the CSSOM, which this allows. */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

/**
 * Whether an IPC message comes from the top frame of our page in the popup. Call it before any `await`: after that the frame may be gone.
 */
export function isOurPage({ sender, senderFrame }: Pick<IpcMainInvokeEvent, 'sender' | 'senderFrame'>, popup: WebContents): boolean {
  return sender === popup && senderFrame !== null && senderFrame.parent === null && senderFrame.url === PAGE_URL;
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/** Registers `app:` as a scheme with an origin and a secure context. Call once, before `ready`. */
export function registerPageScheme(protocol: Pick<Protocol, 'registerSchemesAsPrivileged'>): void {
  const privileges = { standard: true, secure: true, supportFetchAPI: true };
  protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges }]);
}

/** Serves the built renderer in `folder` to the session that `protocol` belongs to. Call after `ready`. */
export function servePage(protocol: Pick<Protocol, 'handle'>, folder: string): void {
  const answer = createPageHandler(folder);
  protocol.handle('app', answer);
}

/**
 * Answers requests with the files that are in `folder` now, looked up by their exact path: anything else is 404, so no path can lead out of
 * the folder. A file that cannot be read is 500.
 */
export function createPageHandler(folder: string): (request: Request) => Promise<Response> {
  const files = pageFiles(folder);
  return async ({ url, method }) => {
    const { protocol, host, pathname } = new URL(url);
    const file = `${protocol}//${host}` === PAGE_ORIGIN ? files.get(pathname) : undefined;
    if (!file || method !== 'GET') return new Response(null, { status: file ? 405 : 404 });
    const headers = {
      'content-type': file.type,
      'content-security-policy': CONTENT_SECURITY_POLICY,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
    };
    return readFile(file.path).then(
      (body) => new Response(new Uint8Array(body), { headers }),
      () => new Response(null, { status: 500 }),
    );
  };
}

interface PageFile {
  readonly path: string;
  readonly type: string;
}

/** The files in a folder and its subfolders, by their path in the page's origin. */
function pageFiles(folder: string, prefix = '/'): ReadonlyMap<string, PageFile> {
  const files = new Map<string, PageFile>();
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    const type = TYPES[extname(entry.name)];
    if (entry.isDirectory()) for (const [key, file] of pageFiles(path, `${prefix}${entry.name}/`)) files.set(key, file);
    else if (type) files.set(prefix + entry.name, { path, type });
  }
  return files;
}
