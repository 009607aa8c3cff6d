/** NUL, lone surrogates, and the two code points, no characters, that the index uses for itself. */
const notText = /[\0\p{Cs}\ufffe\uffff]/gu;

/** Ends the text of a message in the index, so that its last one and two characters begin a term as well. */
const end = '\uffff\uffff';

const plain = /^[\x20-\x7e\n]*$/;

/** The parts of a message that a search looks at. */
export interface Searchable {
  readonly text: string;
  readonly name?: string;
  readonly address: string;
}

/** Text as a search compares it: compatibility forms, case and accents folded, marks gone. Folding twice changes nothing. */
export function fold(text: string): string {
  if (plain.test(text)) return text.toLowerCase();
  const bare = text
    .normalize('NFKD')
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '');
  return bare.replaceAll('ß', 'ss').replaceAll('ς', 'σ').replace(notText, '\ufffd');
}

/** All that is searched of one message, folded. A line feed keeps a fragment from reaching over two parts. */
export function searchText({ text, name, address }: Searchable): string {
  return `${fold(text)}\n${fold(name ?? '')}\n${fold(address)}`;
}

/** A term that every message of one direction holds, so that the index can filter by it. */
export const directionTerm = { outgoing: '\ufffeo\ufffe', incoming: '\ufffei\ufffe' } as const;

/** What the index is given for one message. */
export function indexText(message: Searchable, direction: keyof typeof directionTerm): string {
  return directionTerm[direction] + searchText(message) + end;
}
