import type { Exchange } from '../../../main/evo-voice/http/exchange.ts';

/** An answer as `exchange` gives it; its body is a value in JSON, or any text. */
export function answered(
  status: number,
  content: { readonly json?: unknown; readonly text?: string; readonly type?: string } = {},
  headers: Readonly<Record<string, string>> = {},
): Extract<Exchange, { stage: 'answered' }> {
  const type = content.type ?? (content.json === undefined ? undefined : 'application/json; charset=utf-8');
  return {
    stage: 'answered',
    status,
    headers: new Headers(type === undefined ? headers : { 'Content-Type': type, ...headers }),
    body: content.text ?? (content.json === undefined ? '' : JSON.stringify(content.json)),
    receivedAtMs: Date.parse('2026-11-23T12:00:00Z'),
  };
}

/** The service's error object. */
export function errorObject(errorCode: string, message: string): { json: unknown } {
  return { json: { responseStatus: { errorCode, message, errors: [] } } };
}
