/** A stretch of text, and whether the search found it. */
export interface Piece {
  readonly text: string;
  readonly hit: boolean;
}

/** Characters of a text that are shown in a row before it is opened. */
const shown = 300;

/** Characters of a text in which the first match is looked for; folding all of a huge one would stall the list. */
const searched = 20_000;

/** Folds case and accents away, keeping for each folded UTF-16 unit the place it came from. */
function fold(text: string, keepChar: (char: string) => boolean): { readonly folded: string; readonly places: readonly number[] } {
  let folded = '';
  const places: number[] = [];
  let at = 0;
  for (const char of text) {
    const plain = char.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
    if (keepChar(char)) {
      folded += plain;
      for (let unit = 0; unit < plain.length; unit++) places.push(at);
    }
    at += char.length;
  }
  return { folded, places };
}

function split(text: string, search: string, keepChar: (char: string) => boolean): readonly Piece[] {
  const wanted = fold(search.trim(), keepChar).folded;
  if (wanted === '') return [{ text, hit: false }];
  const { folded, places } = fold(text, keepChar);
  const pieces: Piece[] = [];
  let done = 0;
  for (let found = folded.indexOf(wanted); found >= 0; found = folded.indexOf(wanted, found + wanted.length)) {
    const start = places[found] ?? 0;
    const end = places[found + wanted.length] ?? text.length;
    if (start > done) pieces.push({ text: text.slice(done, start), hit: false });
    pieces.push({ text: text.slice(start, end), hit: true });
    done = end;
  }
  if (done < text.length) pieces.push({ text: text.slice(done), hit: false });
  return pieces;
}

/** The pieces of a text with every match of the search, case and accents folded as main searches (issue 4 item 4). */
export function marked(text: string, search: string): readonly Piece[] {
  return split(text, search, () => true);
}

/** The pieces of a phone number with every match of the search's digits, whatever stands between them. */
export function markedNumber(numberText: string, search: string): readonly Piece[] {
  if (!/\d/.test(search) || /\p{L}/u.test(search)) return marked(numberText, search);
  return split(numberText, search, (char) => /[\d+]/.test(char));
}

/** At most 300 characters of a text, around the first match when that lies further in. */
export function excerpt(text: string, search: string): string {
  if (text.length <= shown) return text;
  const wanted = fold(search.trim(), () => true).folded;
  const { folded, places } = wanted === '' ? { folded: '', places: [] } : fold(text.slice(0, searched), () => true);
  const found = wanted === '' ? -1 : folded.indexOf(wanted);
  const start = found < 0 ? 0 : Math.max(0, (places[found] ?? 0) - 40);
  return `${start > 0 ? '…' : ''}${text.slice(start, start + shown)}…`;
}
