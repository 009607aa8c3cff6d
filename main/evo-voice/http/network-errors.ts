import type { ServiceErrorCode } from '../../model/failure.ts';

/** Why fetch gave no answer, and whether the request may have been sent by then. */
interface NetworkError {
  /** False only where the error can have occurred at no other time than before the request, on any system: only then may a send be repeated. */
  readonly mayBeWritten: boolean;
  readonly code: ServiceErrorCode;
}

/**
 * Errors of Chromium's stack that prove that it never got as far as the request, wherever it can raise them.
 *
 * Errors of the system about a socket are left out, even where they sound like a failed connect: Chromium maps errors of reading and of
 * connecting by the same table (`MapSystemError` in net_errors_posix.cc and net_errors_win.cc), and an established connection can also end in
 * `ECONNREFUSED`, `EHOSTUNREACH`, `ENETDOWN` or `EADDRNOTAVAIL`: Linux, for one, reports an ICMP "port unreachable" only when it stops
 * retransmitting. Left out as well are TLS alerts, since a peer may send one at any time, and `ERR_BLOCKED_BY_…`, which may be about an answer.
 * Chromium repeats a request by itself only where it knows that the first was not processed, because a send has a fresh connection and QUIC is
 * off; so an error of the second attempt proves as much as one of the first.
 */
const chromiumBefore: readonly (readonly [RegExp, ServiceErrorCode])[] = [
  // The host resolver: a name is looked up before there is a connection, and a failed look-up ends no connection.
  [/^ERR_(NAME_NOT_RESOLVED|NAME_RESOLUTION_FAILED|ICANN_NAME_COLLISION|DNS_\w+)$/, 'unreachable'],
  // Choosing and reaching the proxy: all of it happens before the tunnel carries anything.
  [/^ERR_(PROXY_CONNECTION_FAILED|TUNNEL_CONNECTION_FAILED|SOCKS_CONNECTION_(FAILED|HOST_UNREACHABLE))$/, 'unreachable'],
  [/^ERR_(MANDATORY_PROXY_CONFIGURATION_FAILED|NO_SUPPORTED_PROXIES)$/, 'unreachable'],
  // Refused because of the port, before connecting.
  [/^ERR_UNSAFE_PORT$/, 'unreachable'],
  // The certificate verifier: it runs once, in the handshake, and a renegotiation may not change the certificate. Not among them are
  // `ERR_CERT_DATABASE_CHANGED` and `ERR_CERT_VERIFIER_CHANGED`: they end running connections.
  [/^ERR_CERT_(?!DATABASE_CHANGED$|VERIFIER_CHANGED$)\w+$/, 'certificate'],
  [/^ERR_(CERTIFICATE_TRANSPARENCY_REQUIRED|PROXY_CERTIFICATE_INVALID|SSL_PINNED_KEY_NOT_IN_CERT_CHAIN)$/, 'certificate'],
  // Encrypted Client Hello: decided by the first message of the handshake.
  [/^ERR_ECH_\w+$/, 'certificate'],
];

/** Errors of Chromium's stack that may also come after the request was sent, with the code that describes each best. */
const chromiumAfter: readonly (readonly [RegExp, ServiceErrorCode])[] = [
  [/^ERR_(TIMED_OUT|HTTP2_PING_FAILED)$/, 'timeout'],
  [/^ERR_INTERNET_DISCONNECTED$/, 'offline'],
  [/^ERR_(CONNECTION_REFUSED|CONNECTION_FAILED|CONNECTION_TIMED_OUT|ADDRESS_UNREACHABLE|ADDRESS_INVALID)$/, 'unreachable'],
  [/^ERR_(NETWORK_ACCESS_DENIED|BLOCKED_BY_ADMINISTRATOR|BLOCKED_BY_CLIENT|INVALID_URL|DISALLOWED_URL_SCHEME)$/, 'unreachable'],
  [/^ERR_CERT_(DATABASE|VERIFIER)_CHANGED$/, 'connection-lost'],
  [/^ERR_(SSL|BAD_SSL)_\w+$/, 'certificate'],
  [
    /^ERR_(INVALID_HTTP_RESPONSE|UNEXPECTED|TOO_MANY_REDIRECTS|UNSAFE_REDIRECT|INVALID_REDIRECT|RESPONSE_HEADERS_\w+|CONTENT_DECODING_FAILED)$/,
    'not-evo-voice',
  ],
];

/** Errors of Node and undici that prove it by their name: they only occur while connecting or in the handshake. */
const nodeBefore: readonly (readonly [RegExp, ServiceErrorCode])[] = [
  // undici's own limit for connecting.
  [/^UND_ERR_CONNECT_TIMEOUT$/, 'unreachable'],
  // The verifier of Node's TLS, which undici waits for before it writes.
  [
    /^(CERT_\w+|CRL_\w+|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_\w+|INVALID_CA|INVALID_PURPOSE|HOSTNAME_MISMATCH)$/,
    'certificate',
  ],
  [/^ERR_TLS_CERT_ALTNAME_INVALID$/, 'certificate'],
];

/** Codes of Node that prove it only together with this system call: the same codes can end a running connection. */
const nodeCalls: ReadonlyMap<unknown, readonly (readonly [RegExp, ServiceErrorCode])[]> = new Map([
  [
    'connect',
    [
      [/^(ENETUNREACH|ENETDOWN)$/, 'offline'],
      [/^(ECONNREFUSED|EHOSTUNREACH|EHOSTDOWN|EADDRNOTAVAIL|ETIMEDOUT|EACCES|EPERM)$/, 'unreachable'],
    ],
  ],
  ['getaddrinfo', [[/^(ENOTFOUND|EAI_\w+)$/, 'unreachable']]],
]);

const nodeAfter: readonly (readonly [RegExp, ServiceErrorCode])[] = [
  [/^(UND_ERR_HEADERS_TIMEOUT|UND_ERR_BODY_TIMEOUT|ETIMEDOUT)$/, 'timeout'],
  [/^(ECONNREFUSED|ENOTFOUND|EAI_\w+)$/, 'unreachable'],
  [/^(EPROTO|ERR_SSL_\w+|ERR_TLS_\w+)$/, 'certificate'],
  [/^(HPE_\w+|UND_ERR_HEADERS_OVERFLOW)$/, 'not-evo-voice'],
];

/**
 * Reads what a fetch rejected with: `net::ERR_…` in the message (Electron), or `cause.code` (Node). Unless it is proven that the error came
 * before the request, the request counts as sent, because a send must not be repeated on a guess.
 */
export function readNetworkError(error: unknown): NetworkError {
  if (!(error instanceof Error)) return after('connection-lost');
  const chromium = /net::(ERR_\w+)/.exec(error.message)?.[1];
  if (chromium !== undefined) return readChromium(chromium);
  if (isRefusedRedirect(error)) return after('not-evo-voice');
  return error.cause === undefined ? readNode(error) : readNode(error.cause);
}

function readChromium(name: string): NetworkError {
  const early = find(chromiumBefore, name);
  return early === undefined ? after(find(chromiumAfter, name) ?? 'connection-lost') : before(early);
}

function readNode(cause: unknown): NetworkError {
  const { code, syscall, errors } = Object(cause) as { code?: unknown; syscall?: unknown; errors?: readonly unknown[] };
  if (Array.isArray(errors) && errors.length > 0) return readAttempts(errors);
  const name = String(code);
  const early = find(nodeBefore, name) ?? find(nodeCalls.get(syscall) ?? [], name);
  return early === undefined ? after(find(nodeAfter, name) ?? 'connection-lost') : before(early);
}

/** Node tries all addresses of a host in turn and reports each error; nothing was sent only if every one of them proves it. */
function readAttempts(errors: readonly unknown[]): NetworkError {
  const attempts = errors.map(readNode);
  return attempts.find((attempt) => attempt.mayBeWritten) ?? attempts[0] ?? after('connection-lost');
}

/** Neither fetch has a code for it, only a sentence (Electron's ClientRequest; the Fetch standard's network error in undici). */
function isRefusedRedirect(error: Error): boolean {
  const reason = error.cause instanceof Error ? error.cause.message : error.message;
  return /unexpected redirect|Attempted to redirect|Redirect was cancelled/.test(reason);
}

function find(table: readonly (readonly [RegExp, ServiceErrorCode])[], name: string): ServiceErrorCode | undefined {
  return table.find(([pattern]) => pattern.test(name))?.[1];
}

function before(code: ServiceErrorCode): NetworkError {
  return { mayBeWritten: false, code };
}

function after(code: ServiceErrorCode): NetworkError {
  return { mayBeWritten: true, code };
}
