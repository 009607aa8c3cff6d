/** What comes after a value: a bracket, or the end of the text. */
export type Closer = '' | ']' | '}';

const quote = 34;
const comma = 44;
const closingBrace = 125;

/**
 * Looks for the end of one value after the other. However long a value is, each step looks through about `sliceLength` characters only, and nested
 * brackets are counted, never followed. `fail` throws.
 */
export function createSeek(text: string, sliceLength: number, fail: (reason: string, position: number) => never) {
  let start = 0;
  let at = 0;
  let form: 'quoted' | 'bracketed' | 'plain' = 'plain';
  let closingCode = 0;
  /** Of a quoted value: what was read of it, and where the rest begins. */
  let read = '';
  let pieceAt = 0;
  let isDoubled = false;
  /** Of a bracketed value: the brackets, how many are open, and whether a quote is. */
  let opener = '';
  let openingCode = 0;
  let depth = 0;
  let inQuotes = false;

  function takePiece(end: number): void {
    const piece = text.slice(pieceAt, end);
    // Unlike `replaceAll`, this makes no string of millions of parts, which would keep the garbage collector busy.
    read += isDoubled ? piece.split('""').join('"') : piece;
    pieceAt = end;
    isDoubled = false;
  }

  function seekQuote(): boolean {
    const limit = at + sliceLength;
    for (;;) {
      const found = text.indexOf('"', at);
      if (found < 0) fail('A quote is not closed', start);
      at = found + 1;
      if (text.charCodeAt(at) !== quote) {
        takePiece(found);
        return true;
      }
      at += 1;
      isDoubled = true;
      if (at >= limit) {
        takePiece(at);
        return false;
      }
    }
  }

  /** Brackets between quotes do not count. */
  function seekBracket(): boolean {
    const limit = Math.min(at + sliceLength, text.length);
    while (at < limit) {
      const code = text.charCodeAt(at);
      at += 1;
      if (code === quote) inQuotes = !inQuotes;
      else if (inQuotes) continue;
      else if (code === openingCode) depth += 1;
      else if (code === closingCode) {
        depth -= 1;
        if (depth === 0) return true;
      }
    }
    return at < text.length ? false : fail(`${opener} is not closed`, start);
  }

  function seekPlainEnd(): boolean {
    const limit = Math.min(at + sliceLength, text.length);
    while (at < limit) {
      const code = text.charCodeAt(at);
      if (code === comma || code === closingBrace || code === closingCode) return true;
      at += 1;
    }
    return at === text.length;
  }

  return {
    /** Begins with the value at `from`; `closer` is the bracket around it. */
    begin(from: number, closer: Closer): void {
      start = from;
      at = from;
      const first = text[from];
      if (first === '"') {
        form = 'quoted';
        at = from + 1;
        pieceAt = at;
        read = '';
        isDoubled = false;
      } else if (first === '{' || first === '[') {
        form = 'bracketed';
        opener = first;
        openingCode = text.charCodeAt(from);
        // Both brackets close two code points after they open.
        closingCode = openingCode + 2;
        depth = 0;
        inQuotes = false;
      } else {
        form = 'plain';
        closingCode = closer === ']' ? 93 : closingBrace;
        if (closer === '') at = text.length;
      }
    },
    /** Looks on; true: the end is found. */
    goOn(): boolean {
      if (form === 'plain') return seekPlainEnd();
      return form === 'quoted' ? seekQuote() : seekBracket();
    },
    end: (): number => at,
    isQuoted: (): boolean => form === 'quoted',
    /** What the value says, without its quotes. */
    raw: (): string => (form === 'quoted' ? read : text.slice(start, at)),
  };
}
