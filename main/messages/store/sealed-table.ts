/** The value of a column, decoded strictly. */
export type Plain = string | number | null;

/** The values of a row by the names of the columns. */
export type PlainRow = Readonly<Record<string, Plain>>;

/** A column that a checksum covers: what it holds, and the SQL to read it by where another table holds it. */
export interface SealedColumn {
  readonly holds: 'text' | 'number';
  readonly from?: string;
}

/** What a table is made of, as far as checksums go. */
interface TableParts {
  readonly name: string;
  /** By what it goes in SQL. */
  readonly alias: string;
  readonly key: string;
  /**
   * What the checksum covers: the values of these columns that are not NULL. So a column added later leaves the checksums of the rows before it
   * valid.
   */
  readonly sealed: Readonly<Record<string, SealedColumn>>;
  /** Columns by whose value nothing is done; they are not covered. */
  readonly unsealed?: readonly string[];
  /** The join that `sealed` reads from. */
  readonly join?: string;
}

/** A table each row of which carries a keyed checksum, in its column `sum`. */
export interface SealedTable extends TableParts {
  /** The covered columns, with the names under which they are selected. */
  readonly columns: readonly (SealedColumn & { readonly name: string; readonly selected: string })[];
  /** Under which names the key and the checksum are selected. */
  readonly selectedKey: string;
  readonly selectedSum: string;
}

/** Makes a table with checksums. */
export function sealedTable(parts: TableParts): SealedTable {
  const { name, alias, key, sealed, unsealed, join } = parts;
  const selectedAs = (column: string): string => `${alias}_${column}`;
  const columns = Object.entries(sealed).map(([column, { holds, from }]) => ({ name: column, holds, from, selected: selectedAs(column) }));
  return { name, alias, key, sealed, unsealed, join, columns, selectedKey: selectedAs(key), selectedSum: selectedAs('sum') };
}
