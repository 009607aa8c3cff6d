import type { FailureCode } from './outcomes.ts';

/** Why fetch gave no answer, and whether the request may have been written by then. */
export interface NetworkError {
  /** False only where the error can come from nothing but the time before the request: only then may a send be repeated. */
  readonly mayBeWritten: boolean;
  readonly code: FailureCode;
}

/** Errors of Chromium's stack that end a call before its request is written, whatever the platform (Chromium's net_error_list.h). */
const chromiumBefore: readonly (readonly [RegExp, FailureCode])[] = [
  [/^ERR_INTERNET_DISCONNECTED$/, 'offline'],
  [/^ERR_(NAME_NOT_RESOLVED|NAME_RESOLUTION_FAILED|ICANN_NAME_COLLISION|DNS_\w+)$/, 'unreachable'],
  [/^ERR_(CONNECTION_REFUSED|CONNECTION_FAILED|CONNECTION_TIMED_OUT|NETWORK_ACCESS_DENIED|ADDRESS_INVALID)$/, 'unreachable'],
  [
    /^ERR_(PROXY_CONNECTION_FAILED|TUNNEL_CONNECTION_FAILED|SOCKS_CONNECTION_\w+|MANDATORY_PROXY_CONFIGURATION_FAILED|NO_SUPPORTED_PROXIES)$/,
    'unreachable',
  ],
  [/^ERR_(UNSAFE_PORT|INVALID_URL|DISALLOWED_URL_SCHEME|BLOCKED_BY_ADMINISTRATOR|BLOCKED_BY_CLIENT)$/, 'unreachable'],
  [/^ERR_(CERT_\w+|CERTIFICATE_TRANSPARENCY_REQUIRED|PROXY_CERTIFICATE_INVALID|ECH_\w+)$/, 'certificate'],
  [
    /^ERR_SSL_(VERSION_OR_CIPHER_MISMATCH|UNRECOGNIZED_NAME_ALERT|PINNED_KEY_NOT_IN_CERT_CHAIN|SERVER_CERT_BAD_FORMAT|OBSOLETE_\w+)$/,
    'certificate',
  ],
];

/** Errors of Chromium's stack that may come after the request was written: `ERR_SSL_…` can break a running connection as well. */
const chromiumAfter: readonly (readonly [RegExp, FailureCode])[] = [
  [/^ERR_(TIMED_OUT|HTTP2_PING_FAILED)$/, 'timeout'],
  [/^ERR_ADDRESS_UNREACHABLE$/, 'unreachable'],
  [/^ERR_(SSL|BAD_SSL)_\w+$/, 'certificate'],
  [
    /^ERR_(INVALID_HTTP_RESPONSE|UNEXPECTED|TOO_MANY_REDIRECTS|UNSAFE_REDIRECT|INVALID_REDIRECT|RESPONSE_HEADERS_\w+|CONTENT_DECODING_FAILED)$/,
    'not-evo-voice',
  ],
];

/** Codes of Node and undici, by themselves proof that nothing was written. */
const nodeBefore: readonly (readonly [RegExp, FailureCode])[] = [
  [/^(ENOTFOUND|EAI_\w+|ECONNREFUSED|UND_ERR_CONNECT_TIMEOUT)$/, 'unreachable'],
  [
    /^(CERT_\w+|CRL_\w+|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_\w+|INVALID_CA|INVALID_PURPOSE|HOSTNAME_MISMATCH)$/,
    'certificate',
  ],
  [/^(ERR_TLS_CERT_ALTNAME_INVALID|ERR_SSL_WRONG_VERSION_NUMBER|ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION)$/, 'certificate'],
];

/** Codes of Node that prove it only when the system call was `connect`: the same codes can end a running connection. */
const nodeConnect: readonly (readonly [RegExp, FailureCode])[] = [
  [/^(ENETUNREACH|ENETDOWN)$/, 'offline'],
  [/^(EHOSTUNREACH|EHOSTDOWN|EADDRNOTAVAIL|ETIMEDOUT|EACCES|EPERM)$/, 'unreachable'],
];

const nodeAfter: readonly (readonly [RegExp, FailureCode])[] = [
  [/^(UND_ERR_HEADERS_TIMEOUT|UND_ERR_BODY_TIMEOUT|ETIMEDOUT)$/, 'timeout'],
  [/^(EPROTO|ERR_SSL_\w+|ERR_TLS_\w+)$/, 'certificate'],
  [/^(HPE_\w+|UND_ERR_HEADERS_OVERFLOW)$/, 'not-evo-voice'],
];

/**
 * Reads what a fetch rejected with: `net::ERR_…` in the message (Electron), or `cause.code` (Node). Whatever is not certainly from before
 * the request counts as written, because a send must not be repeated on a guess (design.md 4).
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
  const early = find(nodeBefore, name) ?? (syscall === 'connect' ? find(nodeConnect, name) : undefined);
  return early === undefined ? after(find(nodeAfter, name) ?? 'connection-lost') : before(early);
}

/** Node tries a host's addresses in turn and tells of all of them; nothing was written when that is so for each. */
function readAttempts(errors: readonly unknown[]): NetworkError {
  const attempts = errors.map(readNode);
  return attempts.find((attempt) => attempt.mayBeWritten) ?? attempts[0] ?? after('connection-lost');
}

/** Both fetches only have a sentence for it (Electron's ClientRequest; the Fetch standard's network error in undici). */
function isRefusedRedirect(error: Error): boolean {
  const reason = error.cause instanceof Error ? error.cause.message : error.message;
  return /unexpected redirect|Attempted to redirect|Redirect was cancelled/.test(reason);
}

function find(table: readonly (readonly [RegExp, FailureCode])[], name: string): FailureCode | undefined {
  return table.find(([pattern]) => pattern.test(name))?.[1];
}

function before(code: FailureCode): NetworkError {
  return { mayBeWritten: false, code };
}

function after(code: FailureCode): NetworkError {
  return { mayBeWritten: true, code };
}
