/** A number with fewer digits than this (a short code) must be equal to the last digit. */
const shortestNational = 7;
/** The longest country code, in digits. */
const longestCountryCode = 3;

/**
 * Whether two addresses are the same party however each is written: E.164, without the plus, or in national form (a service may answer in any of these).
 * Anything with a letter must be equal but for case.
 */
export function sameAddress(a: string, b: string): boolean {
  if (a === b) return true;
  if (/\p{L}/u.test(a + b)) return a.trim().toLowerCase() === b.trim().toLowerCase();
  const [short, long] = [digitsOf(a), digitsOf(b)].sort((x, y) => x.length - y.length) as [string, string];
  if (short === long) return short !== '';
  const national = short.replace(/^0/, '');
  return national.length >= shortestNational && long.endsWith(national) && long.length - national.length <= longestCountryCode;
}

/** The digits of a number without an international prefix. */
const digitsOf = (address: string): string => address.replace(/\D/g, '').replace(/^00/, '');

/** The number in E.164 that a text is, once its punctuation is taken away; undefined for anything else, a national number included. */
export function readE164(text: string | undefined): string | undefined {
  const digits = text?.replace(/[\s().-]/g, '');
  return digits !== undefined && /^\+[1-9]\d{6,14}$/.test(digits) ? digits : undefined;
}
