import { findMember, type WireMember, type WireType } from './wire-type.ts';

/** The text is not valid JSV of the expected type. */
export class JsvError extends SyntaxError {
  /** UTF-16 offset of the problem. */
  readonly position: number;

  constructor(reason: string, position: number) {
    super(`${reason} at position ${position}`);
    this.name = 'JsvError';
    this.position = position;
  }
}

/**
 * Reads a text as the service would, in linear time. Recursion goes as deep as the type, never as deep as the text, so nested brackets cannot
 * exhaust the stack. An empty text is null. Throws a `JsvError`.
 */
export function parseJsv(text: string, type: WireType): unknown {
  if (text === '') return null;
  let at = 0;

  function fail(reason: string, position = at): never {
    throw new JsvError(reason, position);
  }

  /** Reads one value; `closer` is the bracket that ends the list or object around it, empty at the root. */
  function readValue(wanted: WireType, closer: string): unknown {
    if (typeof wanted === 'string') return readScalar(wanted, closer);
    if (atEndOfValue(closer)) return null;
    if ('list' in wanted) return readList(wanted.list);
    return 'map' in wanted ? readMap(wanted.map) : readObject(wanted.members);
  }

  function atEndOfValue(closer: string): boolean {
    return at >= text.length || text[at] === closer || (closer !== '' && text[at] === ',');
  }

  function readList(item: WireType): unknown[] {
    if (text[at] !== '[') fail('Expected a list');
    at += 1;
    const items: unknown[] = [];
    if (text[at] === ']') at += 1;
    else
      do items.push(readValue(item, ']'));
      while (goesOn(']'));
    return items;
  }

  /** The service also reads a list without brackets, if it is the whole text. */
  function readBareList(item: WireType): unknown[] {
    const items: unknown[] = [];
    do items.push(readValue(item, ']'));
    while (at < text.length && goesOn(']'));
    return items;
  }

  function readObject(members: ReadonlyMap<string, WireMember>): Record<string, unknown> {
    const result: Record<string, unknown> = {};
    readMembers((name) => {
      const member = findMember(members, name);
      if (member === undefined) skipValue();
      else result[member.name] = readValue(member.type, '}');
    });
    return result;
  }

  /** `fromEntries` makes even `__proto__` an ordinary member. */
  function readMap(value: WireType): Record<string, unknown> {
    const entries: [string, unknown][] = [];
    readMembers((name) => entries.push([name, readValue(value, '}')]));
    return Object.fromEntries(entries);
  }

  function readMembers(readMember: (name: string) => void): void {
    if (text[at] !== '{') fail('Expected an object');
    at += 1;
    if (text[at] === '}') at += 1;
    else
      do readMember(readName());
      while (goesOn('}'));
  }

  /** A name reaches to the first colon, whatever it contains; blanks around it are dropped. */
  function readName(): string {
    const start = at;
    while (isBlank(text.charCodeAt(at))) at += 1;
    const quoted = text[at] === '"' ? readQuoted() : undefined;
    const colon = text.indexOf(':', at);
    if (colon < 0) fail('Expected a name and a colon', start);
    const name = quoted ?? text.slice(at, colon).trimEnd();
    at = colon + 1;
    return name;
  }

  function goesOn(closer: string): boolean {
    const found = text[at];
    if (found !== ',' && found !== closer) fail(`Expected a comma or ${closer}`);
    at += 1;
    return found === ',';
  }

  function readScalar(wanted: 'string' | 'number' | 'boolean', closer: string): unknown {
    const start = at;
    const quoted = text[at] === '"';
    const raw = quoted ? readQuoted() : readPlain(closer);
    if (wanted === 'boolean') return readBoolean(raw) ?? fail('Expected True or False', start);
    if (raw === '' && !quoted) return null;
    return wanted === 'string' ? raw : (readNumber(raw) ?? fail('Expected a number', start));
  }

  function readQuoted(): string {
    const start = at + 1;
    let end = text.indexOf('"', start);
    let doubled = false;
    while (end >= 0 && text[end + 1] === '"') {
      doubled = true;
      end = text.indexOf('"', end + 2);
    }
    if (end < 0) fail('A quote is not closed', at);
    at = end + 1;
    const raw = text.slice(start, end);
    return doubled ? raw.replaceAll('""', '"') : raw;
  }

  function readPlain(closer: string): string {
    const start = at;
    if (text[at] === '{' || text[at] === '[') seekBracket();
    else if (closer === '') at = text.length;
    else while (at < text.length && text[at] !== ',' && text[at] !== '}' && text[at] !== closer) at += 1;
    return text.slice(start, at);
  }

  function skipValue(): void {
    if (text[at] === '"') readQuoted();
    else readPlain('}');
  }

  /** Skips to behind the matching bracket; brackets between quotes do not count. */
  function seekBracket(): void {
    const start = at;
    const [open, close] = text[at] === '{' ? ['{', '}'] : ['[', ']'];
    let depth = 0;
    let quoted = false;
    do {
      if (at >= text.length) fail(`${open} is not closed`, start);
      if (text[at] === '"') quoted = !quoted;
      else if (!quoted && text[at] === open) depth += 1;
      else if (!quoted && text[at] === close) depth -= 1;
      at += 1;
    } while (depth > 0);
  }

  const value = typeof type !== 'string' && 'list' in type && text[0] !== '[' ? readBareList(type.list) : readValue(type, '');
  while (isBlank(text.charCodeAt(at))) at += 1;
  return at < text.length ? fail('Expected nothing more') : value;
}

/** TAB, LF, CR or a space. */
function isBlank(code: number): boolean {
  return code === 32 || code === 9 || code === 10 || code === 13;
}

/** The service's reader allows thousands separators. No number has more than 40 characters, which keeps hostile digits cheap. */
function readNumber(text: string): number | undefined {
  return text.length <= 40 && /^[+-]?[\d,]*\.?\d+(e[+-]?\d+)?$/i.test(text) ? Number(text.replaceAll(',', '')) : undefined;
}

/** The words that ServiceStack reads as booleans; an empty text is false. */
function readBoolean(text: string): boolean | undefined {
  const word = text.toLowerCase();
  if (['true', '1', 't', 'y', 'on'].includes(word)) return true;
  return ['', 'false', '0', 'f', 'n', 'off'].includes(word) ? false : undefined;
}
