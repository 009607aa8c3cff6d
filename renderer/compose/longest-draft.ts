/** Characters (UTF-16 units) a draft holds at most; main refuses a longer one. */
export const longestDraft = 500_000;

/** What a field holds; `caret` is an offset in `text`, in UTF-16 units. */
export interface Written {
  readonly text: string;
  readonly caret: number;
}

/** Whether both units of one character stand around this offset. */
const isWithinCharacter = (text: string, at: number): boolean => at > 0 && (text.codePointAt(at - 1) ?? 0) > 0xffff;

/**
 * What a draft takes of what was written. The caret stands behind what came last, so what is too much goes from there backwards, and what stood
 * in the field before stays; no character of two units is cut in half.
 */
export function fitDraft({ text, caret }: Written): Written {
  const excess = text.length - longestDraft;
  if (excess <= 0) return { text, caret };
  const end = Math.max(caret, excess);
  const start = end - excess;
  const from = isWithinCharacter(text, start) ? start - 1 : start;
  const to = isWithinCharacter(text, end) ? end + 1 : end;
  return { text: text.slice(0, from) + text.slice(to), caret: from };
}
