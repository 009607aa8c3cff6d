import type { Plain } from './sealed-table.ts';

/** One value of a row: the columns it is made of, and how. */
export interface Field<T> {
  /** One column, or two. */
  readonly columns: readonly string[];
  /** Throws if the columns contain what is never written to them. */
  readonly decode: (first: Plain, second: Plain) => T;
}

function textOf(value: Plain): string {
  if (typeof value !== 'string') throw new TypeError('no text');
  return value;
}

function numberOf(value: Plain): number {
  if (typeof value !== 'number') throw new TypeError('no number');
  return value;
}

/** Text. */
export const text = (column: string): Field<string> => ({ columns: [column], decode: textOf });

/** A number, such as a time in ms. */
export const number = (column: string): Field<number> => ({ columns: [column], decode: numberOf });

/** A whole number, such as an id. */
export const integer = (column: string): Field<number> => ({
  columns: [column],
  decode(value) {
    if (!Number.isSafeInteger(value)) throw new TypeError('no integer');
    return numberOf(value);
  },
});

/** Text that is written to two columns, by `storable` and by `exactText`. */
export const restoredText = (column: string, exactColumn: string): Field<string> => ({
  columns: [column, exactColumn],
  decode: (stored, exact) => (exact === null ? textOf(stored) : String(JSON.parse(textOf(exact)))),
});

/** Any JSON value. */
export const json = (column: string): Field<unknown> => ({ columns: [column], decode: (value) => JSON.parse(textOf(value)) });

/** A JSON object that only we write, so its members are not checked. */
export const jsonObject = <T extends object>(column: string): Field<T> => ({
  columns: [column],
  decode(stored) {
    const value: unknown = JSON.parse(textOf(stored));
    if (typeof value !== 'object' || value === null) throw new TypeError('no object');
    return value as T;
  },
});

/** One of a few words. */
export const word = <const T extends string>(column: string, words: readonly T[]): Field<T> => ({
  columns: [column],
  decode(value) {
    const found = words.find((each) => each === value);
    if (found === undefined) throw new RangeError('no known word');
    return found;
  },
});

/** A number that has a meaning. */
export const code = <T>(column: string, meanings: ReadonlyMap<number, T>): Field<T> => ({
  columns: [column],
  decode(value) {
    const meaning = meanings.get(numberOf(value));
    if (meaning === undefined) throw new RangeError('no known code');
    return meaning;
  },
});

/** A field that is undefined if its column is NULL. */
export const optional = <T>({ columns, decode }: Field<T>): Field<T | undefined> => ({
  columns,
  decode: (first, second) => (first === null ? undefined : decode(first, second)),
});

/** Text, or undefined if the column is NULL or empty. */
export const optionalText = (column: string): Field<string | undefined> => ({
  columns: [column],
  decode: (value) => (value === null ? undefined : textOf(value) || undefined),
});
