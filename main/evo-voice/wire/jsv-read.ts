import { type Closer, createSeek } from './jsv-value.ts';
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
 * Reads a text as the service would, in linear time. An empty text is null. Throws a `JsvError`.
 */
export function parseJsv(text: string, type: WireType): unknown {
  const reading = readJsv(text, type);
  for (;;) {
    const { done, value } = reading.next();
    if (done) return value;
  }
}

/** The same for a long text: `pause` is called every 16,384 characters, and waited for. */
export async function parseJsvInSlices(text: string, type: WireType, pause: () => Promise<void> | undefined): Promise<unknown> {
  const reading = readJsv(text, type);
  for (;;) {
    const { done, value } = reading.next();
    if (done) return value;
    await pause();
  }
}

/** Characters read from one chance to pause to the next. */
const sliceLength = 16_384;

type Scalar = Extract<WireType, string>;
type Reading<T> = Generator<undefined, T>;

/**
 * Reads a text, with a chance to pause after each slice. Recursion goes as deep as the type, never as deep as the text, so nested brackets cannot
 * exhaust the stack. Most members are texts, numbers and flags: each of those is read in one step unless it is long, since a generator of its own
 * would cost more than reading it.
 */
function* readJsv(text: string, type: WireType): Reading<unknown> {
  if (text === '') return null;
  let at = 0;
  let sliceEnd = sliceLength;
  let nameAt = 0;
  const seek = createSeek(text, sliceLength, fail);

  function fail(reason: string, position = at): never {
    throw new JsvError(reason, position);
  }

  /** Reads one value; `closer` is the bracket that ends the list or object around it, empty at the root. */
  function* readValue(wanted: WireType, closer: Closer): Reading<unknown> {
    if (typeof wanted === 'string') {
      yield* seekEnd(closer);
      return takeScalar(wanted);
    }
    if (at >= sliceEnd) yield startSlice();
    if (at >= text.length || text[at] === closer || (closer !== '' && text[at] === ',')) return null;
    if ('list' in wanted) return yield* readList(wanted.list);
    return 'map' in wanted ? yield* readMap(wanted.map) : yield* readObject(wanted.members);
  }

  function* readList(item: WireType): Reading<unknown[]> {
    const items: unknown[] = [];
    if (begins('[', ']', 'a list'))
      do items.push(yield* readValue(item, ']'));
      while (goesOn(']'));
    return items;
  }

  /** The service also reads a list without brackets, if it is the whole text. */
  function* readBareList(item: WireType): Reading<unknown[]> {
    const items: unknown[] = [];
    do items.push(yield* readValue(item, ']'));
    while (at < text.length && goesOn(']'));
    return items;
  }

  function* readObject(members: ReadonlyMap<string, WireMember>): Reading<Record<string, unknown>> {
    const result: Record<string, unknown> = {};
    if (begins('{', '}', 'an object'))
      do {
        const member = findMember(members, isNamePlain() ? takeName() : yield* readQuotedName());
        if (member !== undefined && typeof member.type !== 'string') {
          result[member.name] = yield* readValue(member.type, '}');
          continue;
        }
        if (!isEndNear('}')) yield* seekEnd('}');
        if (member === undefined) at = seek.end();
        else result[member.name] = takeScalar(member.type as Scalar);
      } while (goesOn('}'));
    return result;
  }

  /** `fromEntries` makes even `__proto__` an ordinary member. */
  function* readMap(value: WireType): Reading<Record<string, unknown>> {
    const entries: [string, unknown][] = [];
    if (begins('{', '}', 'an object'))
      do entries.push([isNamePlain() ? takeName() : yield* readQuotedName(), yield* readValue(value, '}')]);
      while (goesOn('}'));
    return Object.fromEntries(entries);
  }

  /** Whether a list or object with something in it begins here. */
  function begins(opener: '[' | '{', closer: Closer, what: string): boolean {
    if (text[at] !== opener) fail(`Expected ${what}`);
    at += 1;
    if (text[at] !== closer) return true;
    at += 1;
    return false;
  }

  function goesOn(closer: Closer): boolean {
    const found = text[at];
    if (found !== ',' && found !== closer) fail(`Expected a comma or ${closer}`);
    at += 1;
    return found === ',';
  }

  /** A name reaches to the first colon, whatever it contains; blanks around it are dropped. Moves to its first character. */
  function isNamePlain(): boolean {
    nameAt = at;
    while (isBlank(text.charCodeAt(at))) at += 1;
    return text[at] !== '"';
  }

  function* readQuotedName(): Reading<string> {
    yield* seekEnd('}');
    const name = seek.raw();
    at = seek.end();
    takeName();
    return name;
  }

  /** Takes what stands before the colon. */
  function takeName(): string {
    const colon = text.indexOf(':', at);
    if (colon < 0) fail('Expected a name and a colon', nameAt);
    const name = text.slice(at, colon).trimEnd();
    at = colon + 1;
    return name;
  }

  function startSlice(): undefined {
    sliceEnd = at + sliceLength;
  }

  /** Looks for the end of the value here; false: it is far, or the slice is over. */
  function isEndNear(closer: Closer): boolean {
    if (at >= sliceEnd) return false;
    seek.begin(at, closer);
    return seek.goOn();
  }

  function* seekEnd(closer: Closer): Reading<void> {
    if (at >= sliceEnd) yield startSlice();
    seek.begin(at, closer);
    while (!seek.goOn()) yield;
  }

  function takeScalar(wanted: Scalar): unknown {
    const start = at;
    const raw = seek.raw();
    at = seek.end();
    if (wanted === 'boolean') return readBoolean(raw) ?? fail('Expected True or False', start);
    if (raw === '' && !seek.isQuoted()) return null;
    return wanted === 'string' ? raw : (readNumber(raw) ?? fail('Expected a number', start));
  }

  const isBareList = typeof type !== 'string' && 'list' in type && text[0] !== '[';
  const value = isBareList ? yield* readBareList(type.list) : yield* readValue(type, '');
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
