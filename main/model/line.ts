/** A business line one may send from. */
export interface Line {
  readonly endpointId: string;
  /** Its display name, else its number, else its endpoint id. */
  readonly name: string;
  /** E.164 when known. */
  readonly number?: string;
  /** The number as a person writes it, when known. */
  readonly numberText?: string;
}
