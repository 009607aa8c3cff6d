import { fail, ok, type Result } from '../model/failure.ts';
import { serverMistakes } from '../words/evo-voice.ts';

/** The address of a server. */
export interface Server {
  /** Scheme, host and port without a trailing slash, e.g. `https://team.evovoice.io`. */
  readonly baseUrl: string;
  /** The host, with the port unless it is the scheme's default; part of the keychain account `userName@host`. */
  readonly host: string;
}

/**
 * A host, perhaps with a port, and what follows. The URL parser would take much else for a host: in `http:/name`, `https//name` and
 * `https://http://name` one that is called `http` or `https`, which nobody means.
 */
const BEGINS_WITH_HOST = /^(?!https?(?:[:/\\?#]|$))(?:\[[^\]]*\]|[^:/\\?#]+)(?::\d+)?(?:[/?#](?!\/)|$)/i;

/**
 * Reads the server that a person typed or pasted. Without a scheme `https:` is assumed; `http:` is for loopback only, since anywhere else the
 * network could read the password. The service sits at the root of its host, so the path and the `#/…` of a pasted dashboard page are
 * dropped. Credentials, a query and any other fragment are refused, because dropping them would change what was meant. International names
 * become punycode. Errors: `server-invalid`, `server-insecure`; `detail` goes on after "It".
 */
export function parseServer(text: string): Result<Server> {
  const typed = text.trim();
  if (typed === '') return invalid(serverMistakes.empty);
  if (/\s/.test(typed)) return invalid(serverMistakes.space);
  const [, scheme = 'https', rest = ''] = /^(?:([a-z][a-z0-9+.-]*):\/\/|\/\/)?(.*)$/i.exec(typed) ?? [];
  const url = readUrl(`${scheme}://${rest}`);
  if (url === undefined) return invalid(serverMistakes.noAddress);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return invalid(serverMistakes.scheme);
  if (url.username !== '' || url.password !== '') return invalid(serverMistakes.credentials);
  if (!BEGINS_WITH_HOST.test(rest)) return invalid(serverMistakes.noAddress);
  if (url.search !== '') return invalid(serverMistakes.query);
  if (url.hash !== '' && !url.hash.startsWith('#/')) return invalid(serverMistakes.fragment);
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) {
    return fail({ code: 'server-insecure', detail: serverMistakes.insecure });
  }
  return ok({ baseUrl: url.origin, host: url.host });
}

/**
 * The servers that the host part of a keychain entry (`Server.host`) can stand for: one, but two on loopback, where `http:` is allowed too; none if it
 * is not written as `parseServer` writes hosts.
 */
export function serversAt(host: string): readonly Server[] {
  return ['https', 'http'].flatMap((scheme) => {
    const server = parseServer(`${scheme}://${host}`);
    return server.ok && server.value.host === host ? [server.value] : [];
  });
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
