import type { Call } from './call.ts';
import { writeJsv } from './jsv-writer.ts';
import type { Route } from './routes.ts';
import type { Switches } from './switches.ts';

/** The format of an answer, and its content type. */
export interface Format {
  readonly kind: 'json' | 'jsv' | 'html';
  readonly contentType: string;
}

const json: Format = { kind: 'json', contentType: 'application/json; charset=utf-8' };
const jsv: Format = { kind: 'jsv', contentType: 'application/jsv' };
const textJsv: Format = { kind: 'jsv', contentType: 'text/jsv' };
const html: Format = { kind: 'html', contentType: 'text/html; charset=utf-8' };

/** Chooses the format of the answer as ServiceStack does: by the query, the path, the beginning of `Accept`, else JSON. */
export function chooseFormat(call: Call, route: Route | undefined, switches: Switches): Format {
  const named = call.query.get('format')?.toLowerCase() ?? route?.format;
  if (named === 'jsv') return route?.predefined ? textJsv : jsv;
  if (named !== undefined) return json;
  const accept = call.headers.accept ?? '';
  if (accept.startsWith('text/html')) return html;
  if (accept.startsWith('application/jsv')) return jsv;
  if (accept.startsWith('text/jsv') && switches.acceptTextJsv === 'jsv') return textJsv;
  if (accept === '*/*' && call.contentType === 'application/jsv') return jsv;
  if (accept === '*/*' && call.contentType === 'text/jsv') return textJsv;
  return json;
}

/** Writes a data object; an undefined member stands for null. */
export function encode(dto: unknown, format: Format, nulls: Switches['nulls']): string {
  if (format.kind === 'jsv') return writeJsv(dto);
  const text = JSON.stringify(dto, nulls === 'written' ? (_name, value) => value ?? null : undefined);
  if (format.kind === 'json') return text;
  return `<!doctype html><html><body><pre>${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</pre></body></html>`;
}
