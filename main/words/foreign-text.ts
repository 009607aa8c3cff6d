/** What ends a line; it becomes a blank, so that the words around it stay apart. */
const lineEnds = /[\t\n\v\f\r\u0085\u2028\u2029]+/g;

/** Controls, and the characters that change the direction of what follows them (Unicode, Bidi_Control). */
const controls = /[\p{Cc}\p{Bidi_Control}]/gu;

/** A character of a script that is written from right to left. */
const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/** A text on one line, without controls and direction marks: one of these in a name can show the digits of a number the other way round. */
export function plainText(text: string): string {
  return text.replace(lineEnds, ' ').replace(controls, '');
}

/**
 * A name, a number or another text from outside, as it may stand in a sentence: plain, and where it is written from right to left kept apart
 * (U+2068, U+2069), so that it moves none of the words and digits around it.
 */
export function foreignText(text: string): string {
  const plain = plainText(text);
  return rightToLeft.test(plain) ? `\u2068${plain}\u2069` : plain;
}

/** At most so many characters (UTF-16 units) of a text, with an ellipsis where it is cut; what a person sees as one character is never cut in two. */
export function shorten(text: string, most: number): string {
  if (text.length <= most) return text;
  const characters = new Intl.Segmenter('en', { granularity: 'grapheme' });
  let end = 0;
  for (const { index, segment } of characters.segment(text)) {
    if (index + segment.length > most - 1) break;
    end = index + segment.length;
  }
  return `${text.slice(0, end)}…`;
}
