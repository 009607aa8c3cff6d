import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, test } from 'vitest';
import { readNetworkError } from '../../../../main/evo-voice/http/network-errors.ts';

/** As Electron's fetch rejects. */
function chromium(name: string): Error {
  return new Error(`net::${name}`);
}

/** As Node's fetch rejects. */
function node(code: string, syscall?: string): Error {
  return new TypeError('fetch failed', { cause: Object.assign(new Error(code), { code, syscall }) });
}

/** Every one of these is said by the stack itself, never by a socket that may have carried the request. */
describe('provably before the request', () => {
  test.each([
    ['ERR_NAME_NOT_RESOLVED', 'unreachable'],
    ['ERR_NAME_RESOLUTION_FAILED', 'unreachable'],
    ['ERR_ICANN_NAME_COLLISION', 'unreachable'],
    ['ERR_DNS_TIMED_OUT', 'unreachable'],
    ['ERR_DNS_SERVER_FAILED', 'unreachable'],
    ['ERR_PROXY_CONNECTION_FAILED', 'unreachable'],
    ['ERR_TUNNEL_CONNECTION_FAILED', 'unreachable'],
    ['ERR_SOCKS_CONNECTION_FAILED', 'unreachable'],
    ['ERR_SOCKS_CONNECTION_HOST_UNREACHABLE', 'unreachable'],
    ['ERR_MANDATORY_PROXY_CONFIGURATION_FAILED', 'unreachable'],
    ['ERR_NO_SUPPORTED_PROXIES', 'unreachable'],
    ['ERR_UNSAFE_PORT', 'unreachable'],
    ['ERR_CERT_AUTHORITY_INVALID', 'certificate'],
    ['ERR_CERT_DATE_INVALID', 'certificate'],
    ['ERR_CERT_COMMON_NAME_INVALID', 'certificate'],
    ['ERR_CERT_REVOKED', 'certificate'],
    ['ERR_CERTIFICATE_TRANSPARENCY_REQUIRED', 'certificate'],
    ['ERR_PROXY_CERTIFICATE_INVALID', 'certificate'],
    ['ERR_SSL_PINNED_KEY_NOT_IN_CERT_CHAIN', 'certificate'],
    ['ERR_ECH_NOT_NEGOTIATED', 'certificate'],
    ['ERR_ECH_FALLBACK_CERTIFICATE_INVALID', 'certificate'],
  ])('Electron: %s is %s', (name, code) => expect(readNetworkError(chromium(name))).toEqual({ mayBeWritten: false, code }));

  test.each([
    ['ECONNREFUSED', 'connect', 'unreachable'],
    ['ENOTFOUND', 'getaddrinfo', 'unreachable'],
    ['EAI_AGAIN', 'getaddrinfo', 'unreachable'],
    ['UND_ERR_CONNECT_TIMEOUT', undefined, 'unreachable'],
    ['ENETUNREACH', 'connect', 'offline'],
    ['ENETDOWN', 'connect', 'offline'],
    ['EHOSTUNREACH', 'connect', 'unreachable'],
    ['ETIMEDOUT', 'connect', 'unreachable'],
    ['EADDRNOTAVAIL', 'connect', 'unreachable'],
    ['CERT_HAS_EXPIRED', undefined, 'certificate'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', undefined, 'certificate'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', undefined, 'certificate'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', undefined, 'certificate'],
  ])('Node: %s of %s is %s', (name, syscall, code) => expect(readNetworkError(node(name, syscall))).toEqual({ mayBeWritten: false, code }));
});

describe('perhaps after the request', () => {
  // What the system may say of an established connection (`MapSystemError`), on Linux, macOS or Windows.
  test.each([
    ['ERR_CONNECTION_REFUSED', 'unreachable'],
    ['ERR_CONNECTION_FAILED', 'unreachable'],
    ['ERR_CONNECTION_TIMED_OUT', 'unreachable'],
    ['ERR_ADDRESS_UNREACHABLE', 'unreachable'],
    ['ERR_ADDRESS_INVALID', 'unreachable'],
    ['ERR_INTERNET_DISCONNECTED', 'offline'],
    ['ERR_NETWORK_ACCESS_DENIED', 'unreachable'],
    ['ERR_TIMED_OUT', 'timeout'],
    ['ERR_CONNECTION_RESET', 'connection-lost'],
    ['ERR_CONNECTION_ABORTED', 'connection-lost'],
    ['ERR_ACCESS_DENIED', 'connection-lost'],
    ['ERR_SOCKET_NOT_CONNECTED', 'connection-lost'],
  ])('Electron, of the system: %s is %s', (name, code) => expect(readNetworkError(chromium(name))).toEqual({ mayBeWritten: true, code }));

  test.each([
    ['ERR_CONNECTION_CLOSED', 'connection-lost'],
    ['ERR_EMPTY_RESPONSE', 'connection-lost'],
    ['ERR_NETWORK_CHANGED', 'connection-lost'],
    ['ERR_NETWORK_IO_SUSPENDED', 'connection-lost'],
    ['ERR_CERT_DATABASE_CHANGED', 'connection-lost'],
    ['ERR_CERT_VERIFIER_CHANGED', 'connection-lost'],
    ['ERR_HTTP2_PROTOCOL_ERROR', 'connection-lost'],
    ['ERR_HTTP2_PING_FAILED', 'timeout'],
    ['ERR_QUIC_PROTOCOL_ERROR', 'connection-lost'],
    ['ERR_ABORTED', 'connection-lost'],
    ['ERR_FAILED', 'connection-lost'],
    ['ERR_A_NEW_ONE', 'connection-lost'],
    ['ERR_BLOCKED_BY_ADMINISTRATOR', 'unreachable'],
    ['ERR_BLOCKED_BY_CLIENT', 'unreachable'],
    ['ERR_SSL_PROTOCOL_ERROR', 'certificate'],
    ['ERR_SSL_VERSION_OR_CIPHER_MISMATCH', 'certificate'],
    ['ERR_SSL_UNRECOGNIZED_NAME_ALERT', 'certificate'],
    ['ERR_SSL_SERVER_CERT_BAD_FORMAT', 'certificate'],
    ['ERR_BAD_SSL_CLIENT_AUTH_CERT', 'certificate'],
    ['ERR_INVALID_HTTP_RESPONSE', 'not-evo-voice'],
    ['ERR_TOO_MANY_REDIRECTS', 'not-evo-voice'],
  ])('Electron: %s is %s', (name, code) => expect(readNetworkError(chromium(name))).toEqual({ mayBeWritten: true, code }));

  test.each([
    ['ECONNREFUSED', 'read', 'unreachable'],
    ['ECONNREFUSED', undefined, 'unreachable'],
    ['ENOTFOUND', undefined, 'unreachable'],
    ['ECONNRESET', 'read', 'connection-lost'],
    ['ECONNRESET', undefined, 'connection-lost'],
    ['EPIPE', 'write', 'connection-lost'],
    ['UND_ERR_SOCKET', undefined, 'connection-lost'],
    ['UND_ERR_HEADERS_TIMEOUT', undefined, 'timeout'],
    ['UND_ERR_BODY_TIMEOUT', undefined, 'timeout'],
    ['ETIMEDOUT', 'read', 'timeout'],
    ['EHOSTUNREACH', 'read', 'connection-lost'],
    ['ENETUNREACH', 'write', 'connection-lost'],
    ['EPROTO', 'write', 'certificate'],
    ['ERR_SSL_WRONG_VERSION_NUMBER', undefined, 'certificate'],
    ['ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', undefined, 'certificate'],
    ['HPE_INVALID_CONSTANT', undefined, 'not-evo-voice'],
    ['E_A_NEW_ONE', undefined, 'connection-lost'],
    ['ECONNREFUSED', 'toString', 'unreachable'],
  ])('Node: %s of %s is %s', (name, syscall, code) => expect(readNetworkError(node(name, syscall))).toEqual({ mayBeWritten: true, code }));

  test.each<[string, unknown]>([
    ['Electron, error', new Error("Attempted to redirect, but redirect policy was 'error'")],
    ['Electron, manual', new Error('Redirect was cancelled')],
    ['Node', new TypeError('fetch failed', { cause: new Error('unexpected redirect') })],
  ])('a redirect (%s) is no answer of the service', (_what, error) =>
    expect(readNetworkError(error)).toEqual({ mayBeWritten: true, code: 'not-evo-voice' }),
  );

  test.each([
    [undefined],
    ['text'],
    [new Error('anything')],
    [new TypeError('fetch failed')],
    [new Error('x', { cause: 'text' })],
    [new Error('x', { cause: null })],
  ])('%o counts as written', (error) => expect(readNetworkError(error)).toEqual({ mayBeWritten: true, code: 'connection-lost' }));
});

describe("Node's attempts at several addresses", () => {
  function attempts(...errors: readonly object[]): Error {
    return new TypeError('fetch failed', { cause: Object.assign(new AggregateError(errors), { code: 'ECONNREFUSED' }) });
  }
  const refused = { code: 'ECONNREFUSED', syscall: 'connect' };

  it('wrote nothing when no address took the connection', () =>
    expect(readNetworkError(attempts(refused, { code: 'ENETUNREACH', syscall: 'connect' }))).toEqual({
      mayBeWritten: false,
      code: 'unreachable',
    }));

  it('may have written when one of them may', () =>
    expect(readNetworkError(attempts(refused, { code: 'ECONNRESET', syscall: 'read' }))).toEqual({
      mayBeWritten: true,
      code: 'connection-lost',
    }));
});

it('reads what Node really rejects with', async () => {
  const rejectionOf = (url: string) => fetch(url).catch((reason: unknown) => reason);
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  expect(readNetworkError(await rejectionOf(`http://127.0.0.1:${port}/`))).toEqual({ mayBeWritten: false, code: 'unreachable' });
  expect(readNetworkError(await rejectionOf('http://no-such-host.invalid/'))).toEqual({ mayBeWritten: false, code: 'unreachable' });
});
