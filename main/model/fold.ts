/** NUL, lone surrogates, and the two code points, no characters, that the index uses for itself. */
const notText = /[\0\p{Cs}\ufffe\uffff]/gu;

const plain = /^[\x20-\x7e\n]*$/;

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
