/** The number in E.164 that a text is, once its punctuation is taken away; undefined for anything else, a national number included. */
export function readE164(text: string | undefined): string | undefined {
  const digits = text?.replace(/[\s().-]/g, '');
  return digits !== undefined && /^\+[1-9]\d{6,14}$/.test(digits) ? digits : undefined;
}
