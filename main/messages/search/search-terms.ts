/** Each term of a query costs a seek in the index; more than this hardly narrow it down further. */
const mostTerms = 6;

/** The length of the terms in the index, and so of the shortest fragment it can find, in characters. */
export const shortestTerm = 3;

/** The query of the index that finds what contains all terms of one of the fragments, each of 3 characters or more. */
export const indexQuery = (fragments: readonly string[]): string => fragments.map((fragment) => `(${termsOf(fragment)})`).join(' OR ');

/** A string literal in the query language of the index, which nothing typed can end. */
export const quoted = (term: string): string => `"${term.replaceAll('"', '""')}"`;

/** The terms of a fragment; of many, some at even distances. */
function termsOf(fragment: string): string {
  const characters = [...fragment];
  const terms = [...new Set(characters.slice(shortestTerm - 1).map((_, at) => characters.slice(at, at + shortestTerm).join('')))];
  const step = Math.max(terms.length / mostTerms, 1);
  const chosen = terms.filter((_, at) => Math.floor(at / step) !== Math.floor((at - 1) / step));
  return chosen.map(quoted).join(' AND ');
}
