/** How much of a history cannot be shown because it is damaged in the file, as far as that is known. */
export interface HistoryDamage {
  /** Messages that were not sent for certain; none of them is. */
  readonly unsent: number;
  readonly drafts: number;
  /** People who were written to, or who wrote. */
  readonly people: number;
}
