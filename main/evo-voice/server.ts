import { fail, ok, type Result } from '../model/failure.ts';

/** The address of a server. */
export interface Server {
  /** Scheme, host and port without a trailing slash, e.g. `https://team.evovoice.io`. */
  readonly baseUrl: string;
  /** The host, with the port unless it is the scheme's default; part of the keychain account `userName@host`. */
  readonly host: string;
}

/**
 * Reads the server that a person typed or pasted. Without a scheme `https:` is assumed; `http:` is for loopback only, since anywhere else the
 * network could read the password. The service sits at the root of its host, so the path and the `#/…` of a pasted dashboard page are
 * dropped. Credentials, a query and any other fragment are refused, because dropping them would change what was meant. International names
 * become punycode. Errors: `server-invalid`, `server-insecure`; `detail` continues the sentence "The server address …".
 */
export function parseServer(text: string): Result<Server> {
  const typed = text.trim();
  if (typed === '') return invalid('is empty');
  if (/\s/.test(typed)) return invalid('contains a blank');
  const url = readUrl(/^[a-z][a-z0-9+.-]*:\/\//i.test(typed) ? typed : `https://${typed}`);
  if (url === undefined) return invalid('is not an address such as team.evovoice.io');
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return invalid('must begin with https://');
  if (url.username !== '' || url.password !== '') return invalid('contains a user name or a password; those have fields of their own');
  if (url.search !== '') return invalid('contains a query (from the question mark on); leave it out');
  if (url.hash !== '' && !url.hash.startsWith('#/')) return invalid('contains a fragment (from the # on); leave it out');
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) {
    return fail({ code: 'server-insecure', detail: 'must begin with https://, because http:// would show your password to the network' });
  }
  return ok({ baseUrl: url.origin, host: url.host });
}

function invalid(detail: string): Result<Server> {
  return fail({ code: 'server-invalid', detail });
}

function readUrl(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}

/** The URL parser has already turned `127.1` and `0x7f000001` into the dotted form. */
function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}
