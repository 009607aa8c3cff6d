import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';

/**
 * An https server on 127.0.0.1 whose certificate nobody vouches for; it answers an empty object, and counts the requests it gets and the
 * connections that were given up over its certificate.
 */
export async function startUntrustedServer() {
  let requests = 0;
  let refusals = 0;
  const { key, cert, publicKeyHash } = makeCertificate();
  const server = createServer({ key, cert }, (_, response) => {
    requests += 1;
    response.setHeader('Content-Type', 'application/json').end('{}');
  });
  server.on('tlsClientError', () => (refusals += 1));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `https://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests: () => requests,
    refusals: () => refusals,
    /** SHA-256 of its public key, in base64, as Chromium's switch for certificates to be taken unseen wants it. */
    publicKeyHash,
    async close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** A key and a certificate signed by itself, in the plainest form there is: X.509 version 1, ECDSA with SHA-256 (RFC 5280 4.1). */
export function makeCertificate(): { readonly key: string; readonly cert: string; readonly publicKeyHash: string } {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const algorithm = der(0x30, Buffer.from('06082a8648ce3d040302', 'hex'));
  const name = der(0x30, der(0x31, der(0x30, Buffer.from('0603550403', 'hex'), der(0x0c, Buffer.from('127.0.0.1')))));
  const validity = der(0x30, der(0x17, Buffer.from('200101000000Z')), der(0x17, Buffer.from('490101000000Z')));
  const spki = publicKey.export({ type: 'spki', format: 'der' });
  const content = der(0x30, der(0x02, Buffer.from([1])), algorithm, name, validity, name, spki);
  const signature = sign('sha256', content, privateKey);
  const certificate = der(0x30, content, algorithm, der(0x03, Buffer.from([0]), signature));
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: `-----BEGIN CERTIFICATE-----\n${certificate.toString('base64')}\n-----END CERTIFICATE-----\n`,
    publicKeyHash: createHash('sha256').update(spki).digest('base64'),
  };
}

/** One value in DER: tag, length, content. */
function der(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const size = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}
