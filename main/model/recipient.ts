/** What a typed recipient means. */
export interface Recipient {
  /** E.164. */
  readonly number: string;
  readonly numberText: string;
  /** A short notice, e.g. that the number is possible but not known to be in use. */
  readonly notice?: 'not-assigned';
}
