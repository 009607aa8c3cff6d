/** The value of a column, decoded strictly. */
export type Plain = string | number | null;

/** The values of a row by the names of the columns. */
export type PlainRow = Readonly<Record<string, Plain>>;

/** A column that a checksum covers: what it holds, and the SQL to read it by where another table holds it. */
export interface SealedColumn {
  readonly holds: 'text' | 'number';
  readonly from?: string;
}

/**
 * A table each row of which carries a keyed checksum, in its column `sum`. In SQL it goes by its alias. The checksum covers the values of `sealed`
 * that are not NULL, so a column added later leaves the checksums of the rows before it valid.
 */
export interface SealedTable {
  readonly name: string;
  readonly alias: string;
  readonly key: string;
  readonly sealed: Readonly<Record<string, SealedColumn>>;
  /** Columns without a value that anything is done by; they are not covered. */
  readonly unsealed?: readonly string[];
  /** The join that `sealed` reads from. */
  readonly join?: string;
}
