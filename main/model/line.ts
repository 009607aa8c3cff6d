/** A business line one may send from. */
export interface Line {
  readonly endpointId: string;
  readonly name: string;
  /** E.164 when known. */
  readonly number?: string;
  /** The number as a person writes it, when known. */
  readonly numberText?: string;
}
