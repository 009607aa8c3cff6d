import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Answer } from './answers.ts';
import type { Call } from './call.ts';
import { encode, type Format } from './formats.ts';
import type { Switches } from './switches.ts';

/** Reads a request to its end. */
export async function readCall(request: IncomingMessage): Promise<Call> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const url = request.url ?? '/';
  const [pathname = '/', ...query] = url.split('?');
  return {
    verb: request.method ?? 'GET',
    url,
    pathname,
    query: new URLSearchParams(query.join('?')),
    headers: request.headers,
    contentType: request.headers['content-type']?.split(';')[0]?.trim().toLowerCase() ?? '',
    body: Buffer.concat(chunks).toString('utf8'),
    chunked: request.headers['transfer-encoding'] !== undefined,
  };
}

interface Writing {
  readonly format: Format;
  readonly switches: Switches;
  readonly cookies: readonly string[];
  /** Server time, ms since 1970. */
  readonly now: number;
  /** Announces the whole body, sends half of it and cuts the connection. */
  readonly truncated: boolean;
}

/** Writes an answer, with the headers that every answer of the service has. */
export function writeAnswer(response: ServerResponse, answer: Answer, { format, switches, cookies, now, truncated }: Writing): void {
  const content = answer.text?.content ?? (answer.dto === undefined ? '' : encode(answer.dto, format, switches.nulls));
  const contentType = answer.text?.type ?? (answer.dto === undefined ? undefined : format.contentType);
  const bytes = Buffer.from(content, 'utf8');
  const setCookies = answer.cookies ?? cookies;
  response.writeHead(answer.status, answer.reason, {
    Date: new Date(now).toUTCString(),
    Vary: 'Accept',
    'X-Powered-By': switches.library === '6' ? 'ServiceStack/6.90 Net6/Linux' : 'ServiceStack/8.52 Net8/Linux',
    'Content-Length': bytes.length,
    ...(contentType === undefined ? {} : { 'Content-Type': contentType }),
    ...(setCookies.length === 0 ? {} : { 'Set-Cookie': [...setCookies] }),
    ...answer.headers,
  });
  if (!truncated) response.end(bytes);
  else response.write(bytes.subarray(0, bytes.length / 2), () => response.destroy());
}
