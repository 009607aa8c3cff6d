/** Where a bit is flipped: in a history without a log, in the log, or in the file under a log. */
export type Part = 'whole' | 'log' | 'under-log';

/** What the child is told to do. */
export type ChildTask =
  | { readonly kind: 'make'; readonly folder: string }
  | {
      readonly kind: 'flip';
      /** Where the reference is. */
      readonly folder: string;
      /** Where the child works. */
      readonly place: string;
      readonly seed: number;
      /** Flips from this one on, up to another. */
      readonly from: number;
      readonly to: number;
      /** Whether `from` is a flip that the last child did not survive: its files are left as they are. */
      readonly again: boolean;
      /** `sealed`: a digit is changed in a way that nothing can notice, which shows that the test would. */
      readonly damage: 'none' | 'flip' | 'sealed';
    };

/** How a history with a flipped bit behaved. */
export interface Verdict {
  readonly nth: number;
  readonly part: Part;
  readonly bit: number;
  /** How it said that something is wrong; empty: it did not. */
  readonly said: readonly string[];
  /** What it must never do. */
  readonly faults: readonly string[];
  /** How many messages went out, and how many could be read. */
  readonly sent: number;
  readonly shown: number;
  /** Messages that a search did not find. */
  readonly missed: number;
}

/** What the child reports, a line of JSON each: that it begins with a flip, and how that went. */
export type ChildReport = { readonly begins: number } | Verdict;
