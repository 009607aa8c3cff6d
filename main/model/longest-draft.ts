/** Characters (UTF-16 units) a draft holds at most. */
export const LONGEST_DRAFT = 500_000;

/** The beginning of a text that fits into a draft; no character of two units is cut in half. */
export function fitDraft(text: string): string {
  if (text.length <= LONGEST_DRAFT) return text;
  const isCutInHalf = (text.codePointAt(LONGEST_DRAFT - 1) ?? 0) > 0xffff;
  return text.slice(0, isCutInHalf ? LONGEST_DRAFT - 1 : LONGEST_DRAFT);
}
