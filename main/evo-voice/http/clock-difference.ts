/** How far the service's clock is ahead of ours, in ms; the two are equal unless its answers disagree. */
export interface ClockDifference {
  readonly leastMs: number;
  readonly mostMs: number;
}

/** Answers that are looked back on: a few minutes of calls, so that one odd `Date` header is outweighed and a clock that was set is believed. */
const answersKept = 20;

/** ms by which answers may differ without disagreeing: the header has whole seconds, and an answer may be on its way for a while. */
const agreementMs = 5000;

/** Learns the difference from the `Date` headers of answers that were understood: anybody on the way can write an error page, with a date of his own. */
export function createClockDifference() {
  let differences: readonly number[] = [];

  return {
    /** Takes an answer's headers; `receivedAtMs`: when they came, ms since 1970. An answer without a readable `Date` changes nothing. */
    learn(headers: Headers, receivedAtMs: number): void {
      const serverNow = Date.parse(headers.get('date') ?? '');
      if (!Number.isNaN(serverNow)) differences = [...differences, serverNow - receivedAtMs].slice(-answersKept);
    },
    /** What the last answers say: the newest of them where they agree, else the least and the most; undefined before the first. */
    read(): ClockDifference | undefined {
      const newest = differences.at(-1);
      if (newest === undefined) return undefined;
      const [leastMs, mostMs] = [Math.min(...differences), Math.max(...differences)];
      return mostMs - leastMs <= agreementMs ? { leastMs: newest, mostMs: newest } : { leastMs, mostMs };
    },
  };
}
