/** A number as it is written out, e.g. `1,600`. */
export function numberWords(count: number): string {
  return count.toLocaleString('en-US');
}

/** So many messages. */
export function messageCount(count: number): string {
  return count === 1 ? '1 message' : `${numberWords(count)} messages`;
}
