import { fold } from './fold.ts';

/** Digits from which on a leading trunk zero may be left out: fewer could be anything. */
const fewestDigits = 3;

/**
 * What is looked for when a person types this: the folded text and, where it can be part of a phone number, its digits, with and without a leading
 * trunk zero. A message whose folded text, name or address holds one of these is a match; none: every message is.
 */
export function searchFragments(typed: string): readonly string[] {
  const text = fold(typed).trim();
  if (text === '') return [];
  const isNumber = /^[\d\s()+./-]*\d[\d\s()+./-]*$/.test(text);
  const digits = isNumber ? text.replace(/\D/g, '') : text;
  const national = isNumber && digits.length > fewestDigits ? digits.replace(/^0+(?=\d{3})/, '') : digits;
  return [...new Set([text, digits, national])];
}
