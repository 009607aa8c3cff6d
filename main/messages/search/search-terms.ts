/** Each term of a match costs a seek; more than this make it hardly more selective. */
const mostTerms = 6;

/** The shortest fragment that the trigram index can find. */
export const shortestTerm = 3;

/** The query of the index whose hits hold all terms of one of the fragments; each fragment has 3 characters or more. */
export const indexQuery = (fragments: readonly string[]): string => fragments.map((fragment) => `(${termsOf(fragment)})`).join(' OR ');

/** A string literal of the index's language, which nothing typed can leave. */
export const quoted = (term: string): string => `"${term.replaceAll('"', '""')}"`;

/** The terms of a fragment, or as many of them at even distances. */
function termsOf(fragment: string): string {
  const characters = [...fragment];
  const terms = [...new Set(characters.slice(shortestTerm - 1).map((_, at) => characters.slice(at, at + shortestTerm).join('')))];
  const step = Math.max(terms.length / mostTerms, 1);
  const chosen = terms.filter((_, at) => Math.floor(at / step) !== Math.floor((at - 1) / step));
  return chosen.map(quoted).join(' AND ');
}
