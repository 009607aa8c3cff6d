import { fold } from '../../main/model/fold.ts';
import { searchFragments } from '../../main/model/search-fragments.ts';

/** A stretch of text, and whether the search found it. */
export interface Piece {
  readonly text: string;
  readonly hit: boolean;
}

/** From one offset to another, in UTF-16 units. */
interface Range {
  readonly start: number;
  readonly end: number;
}

/** Characters of a text that are shown in a row before it is opened, and those of them before its first match. */
const longestExcerpt = 300;
const beforeMatch = 40;

/** Characters of a text in which the first match is looked for: with more, typing a search would stutter over a text of many megabytes. */
const searchedCharacters = 100_000;

/** A text folded character by character; for each UTF-16 unit of `folded`, the range of the character it came from. */
interface Folded {
  readonly folded: string;
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

/** Folds the characters of a text that are to be compared, and leaves the others out. */
function foldEach(text: string, isCompared: (character: string) => boolean): Folded {
  const known = new Map<string, string>();
  const starts: number[] = [];
  const ends: number[] = [];
  let folded = '';
  let at = 0;
  for (const character of text) {
    const end = at + character.length;
    if (isCompared(character)) {
      const plain = known.get(character) ?? fold(character);
      known.set(character, plain);
      folded += plain;
      for (let unit = 0; unit < plain.length; unit += 1) {
        starts.push(at);
        ends.push(end);
      }
      // A mark that folds away is marked together with the character it stands on.
      if (plain === '') for (let unit = ends.length - 1; unit >= 0 && starts[unit] === starts.at(-1); unit -= 1) ends[unit] = end;
    }
    at = end;
  }
  return { folded, starts, ends };
}

/** Where the fragments are found, in order and without overlaps. A character that folds to several is found as a whole. */
function hitsOf({ folded, starts, ends }: Folded, fragments: readonly string[]): readonly Range[] {
  const found = fragments.flatMap((fragment) => {
    const ranges: Range[] = [];
    for (let at = folded.indexOf(fragment); at >= 0; at = folded.indexOf(fragment, at + fragment.length)) {
      ranges.push({ start: starts[at] ?? 0, end: ends[at + fragment.length - 1] ?? 0 });
    }
    return ranges;
  });
  const hits: Range[] = [];
  for (const { start, end } of found.sort((a, b) => a.start - b.start || b.end - a.end)) {
    const from = Math.max(start, hits.at(-1)?.end ?? 0);
    if (end > from) hits.push({ start: from, end });
  }
  return hits;
}

/** The part of a text between two offsets, in pieces. */
function piecesOf(text: string, hits: readonly Range[], { start, end }: Range): readonly Piece[] {
  const pieces: Piece[] = [];
  let done = start;
  const add = (to: number, hit: boolean): void => {
    if (to > done) pieces.push({ text: text.slice(done, to), hit });
    done = Math.max(done, to);
  };
  for (const hit of hits) {
    add(Math.min(hit.start, end), false);
    add(Math.min(hit.end, end), true);
  }
  add(end, false);
  return pieces;
}

function hitsInText(text: string, search: string): readonly Range[] {
  const fragments = searchFragments(search);
  return fragments.length === 0
    ? []
    : hitsOf(
        foldEach(text, () => true),
        fragments,
      );
}

/** The pieces of a text with all that the search finds in it, folded by the same function as in the search itself. */
export function marked(text: string, search: string): readonly Piece[] {
  return piecesOf(text, hitsInText(text, search), { start: 0, end: text.length });
}

/** The pieces of a phone number as a person writes it; the search finds its digits whatever stands between them. */
export function markedNumber(numberText: string, search: string): readonly Piece[] {
  if (/\p{L}/u.test(numberText)) return marked(numberText, search);
  const fragments = searchFragments(search).filter((fragment) => /^[\d+]+$/.test(fragment));
  const hits = hitsOf(
    foldEach(numberText, (character) => /[\d+]/.test(character)),
    fragments,
  );
  return piecesOf(numberText, hits, { start: 0, end: numberText.length });
}

/** The pieces of at most 300 characters of a text, around what the search finds first in its first 100,000. */
export function markedExcerpt(text: string, search: string): readonly Piece[] {
  if (text.length <= longestExcerpt) return marked(text, search);
  const hits = hitsInText(text.slice(0, searchedCharacters), search);
  const start = characterStart(text, Math.max(0, (hits[0]?.start ?? 0) - beforeMatch));
  const end = characterStart(text, Math.min(start + longestExcerpt, text.length));
  const more = { text: '…', hit: false };
  return [...(start > 0 ? [more] : []), ...piecesOf(text, hits, { start, end }), ...(end < text.length ? [more] : [])];
}

/** An offset, moved back when it lies between the two units of one character. */
function characterStart(text: string, offset: number): number {
  return offset > 0 && (text.codePointAt(offset - 1) ?? 0) > 0xffff ? offset - 1 : offset;
}
