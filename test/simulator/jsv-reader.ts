import { readMembers, readScalar, type Shape } from './shapes.ts';

/** How the server reads JSV; only newer versions of the library understand quoted keys. */
export interface JsvDialect {
  readonly quotedKeys: boolean;
}

/**
 * Reads JSV as the server does, by the type it expects. An empty text is null. Where a stock server would accept a mistake (a missing closing
 * brace, text after a closing quote) this reader throws a `SyntaxError`, so that a test notices.
 */
export function readJsv(text: string, shape: Shape, dialect: JsvDialect): unknown {
  if (text === '') return null;
  if (typeof shape === 'string') return readScalar(unquote(text), shape);
  if ('list' in shape) return elements(text).map((element) => readJsv(element, shape.list, dialect));
  const raw = members(text).map(([key, value]) => [dialect.quotedKeys ? unquote(key) : key, value] as const);
  return readMembers(raw, shape, (value, expected) => readJsv(value, expected, dialect));
}

/** The raw values of a list, whose brackets may be missing. */
function elements(text: string): string[] {
  const bracketed = text.startsWith('[');
  if (bracketed && !text.endsWith(']')) throw new SyntaxError('The list does not end with ].');
  const inner = bracketed ? text.slice(1, -1) : text;
  if (inner === '') return [];
  const found: string[] = [];
  let at = 0;
  for (;;) {
    const end = endOfValue(inner, at);
    found.push(inner.slice(at, end));
    if (end === inner.length) return found;
    if (inner[end] !== ',') throw new SyntaxError(`A comma was expected at character ${end} of the list.`);
    at = end + 1;
  }
}

/** The raw keys (trimmed) and values of an object. */
function members(text: string): [string, string][] {
  const trimmed = text.trim();
  if (!trimmed.startsWith('{')) throw new SyntaxError('An object begins with {.');
  if (trimmed === '{}') return [];
  const found: [string, string][] = [];
  let at = 1;
  for (;;) {
    const colon = trimmed.indexOf(':', at);
    if (colon < 0) throw new SyntaxError(`No colon follows character ${at}.`);
    const end = endOfValue(trimmed, colon + 1);
    found.push([trimmed.slice(at, colon).trim(), trimmed.slice(colon + 1, end)]);
    if (end === trimmed.length - 1 && trimmed[end] === '}') return found;
    if (trimmed[end] !== ',') throw new SyntaxError(`A comma or } was expected at character ${end}.`);
    at = end + 1;
  }
}

/** The place after the value that begins at `at`: a quote or a bracket counts only as its first character. */
function endOfValue(text: string, at: number): number {
  switch (text[at]) {
    case '"':
      return endOfQuoted(text, at);
    case '{':
    case '[':
      return endOfNested(text, at);
    default: {
      let end = at;
      while (end < text.length && text[end] !== ',' && text[end] !== '}') end += 1;
      return end;
    }
  }
}

function endOfQuoted(text: string, at: number): number {
  for (let close = text.indexOf('"', at + 1); close >= 0; close = text.indexOf('"', close + 2)) {
    if (text[close + 1] !== '"') return close + 1;
  }
  throw new SyntaxError(`The quote at character ${at} is never closed.`);
}

function endOfNested(text: string, start: number): number {
  const open = text[start];
  const close = open === '{' ? '}' : ']';
  let depth = 0;
  for (let at = start; at < text.length; at += 1) {
    if (text[at] === '"') at = endOfQuoted(text, at) - 1;
    else if (text[at] === open) depth += 1;
    else if (text[at] === close) depth -= 1;
    if (depth === 0) return at + 1;
  }
  throw new SyntaxError(`The ${open} at character ${start} is never closed.`);
}

function unquote(text: string): string {
  if (!text.startsWith('"')) return text;
  if (endOfQuoted(text, 0) !== text.length) throw new SyntaxError('Text follows a closing quote.');
  return text.slice(1, -1).replaceAll('""', '"');
}
