/** Share of pairs of letters two texts must have in common to count as the same one, changed. */
const leastShared = 0.6;

/** Letters that are no coincidence inside a longer text. */
const tellingLetters = 8;

/**
 * Whether one text may be the other after a service changed it: blanks, quotes, dashes, emoji and accents never count, signs that could not be
 * written may stand for anything, and it may have been cut or added to. A guess, good enough to ask a person about.
 */
export function isLike(a: string, b: string): boolean {
  if (isUnreadable(a) || isUnreadable(b)) return true;
  const [short, long] = [lettersOf(a), lettersOf(b)].sort((x, y) => x.length - y.length) as [string, string];
  if (short === long) return true;
  if (long.includes(short) && (short.length * 2 >= long.length || short.length >= tellingLetters)) return true;
  return sharedPairs(short, long) >= leastShared;
}

/** Whether nothing of a text was left but the signs that services put in the place of others. */
const isUnreadable = (text: string): boolean => /^[?\ufffd\u25a1\s]+$/.test(text);

const lettersOf = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase();

/** Pairs of neighbours that both have, out of all: 0 to 1 (Dice's coefficient). */
function sharedPairs(a: string, b: string): number {
  const counts = new Map<string, number>();
  for (const pair of pairsOf(a)) counts.set(pair, (counts.get(pair) ?? 0) + 1);
  let shared = 0;
  for (const pair of pairsOf(b)) {
    const left = counts.get(pair) ?? 0;
    if (left === 0) continue;
    counts.set(pair, left - 1);
    shared++;
  }
  return (2 * shared) / Math.max(a.length + b.length - 2, 1);
}

const pairsOf = (text: string): readonly string[] =>
  Array.from({ length: Math.max(text.length - 1, 0) }, (_, at) => text.slice(at, at + 2));
