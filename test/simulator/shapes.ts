/** The type that a text is read as: JSV itself does not tell a string from a number. */
export type Shape = 'string' | 'integer' | 'number' | 'boolean' | ListShape | DictionaryShape | MembersShape;
interface ListShape {
  readonly list: Shape;
}
export interface DictionaryShape {
  readonly dictionary: Shape;
}
export interface MembersShape {
  readonly members: Readonly<Record<string, Shape>>;
}

/** Reads the members of an object, each by its declared type; members that are not declared are skipped. */
export function readMembers<Raw>(
  raw: readonly (readonly [string, Raw])[],
  shape: MembersShape | DictionaryShape,
  read: (raw: Raw, shape: Shape) => unknown,
): Record<string, unknown> {
  const members = raw.flatMap(([key, value]): [string, unknown][] => {
    if ('dictionary' in shape) return [[key, read(value, shape.dictionary)]];
    const name = declaredName(shape, key);
    const expected = name === undefined ? undefined : shape.members[name];
    return name === undefined || expected === undefined ? [] : [[name, read(value, expected)]];
  });
  return Object.fromEntries(members);
}

/** The declared member for a name on the wire; case is ignored. */
export function declaredName(shape: MembersShape, name: string): string | undefined {
  const wanted = name.toLowerCase();
  return Object.keys(shape.members).find((declared) => declared.toLowerCase() === wanted);
}

const trueWords = ['true', '1', 't', 'y', 'on', 'yes'];
const falseWords = ['false', '0', 'f', 'n', 'off', 'no', ''];

/** Reads the text of a scalar; throws a `SyntaxError` when it is not of that type. */
export function readScalar(text: string, shape: 'string' | 'integer' | 'number' | 'boolean'): string | number | boolean {
  switch (shape) {
    case 'string':
      return text;
    case 'boolean': {
      const word = text.toLowerCase();
      if (trueWords.includes(word)) return true;
      if (falseWords.includes(word)) return false;
      throw new SyntaxError(`'${text}' is no boolean.`);
    }
    case 'integer':
    case 'number': {
      const number = Number(text.replaceAll(',', ''));
      const fits = shape === 'integer' ? Number.isInteger(number) : Number.isFinite(number);
      if (text.trim() === '' || !fits) throw new SyntaxError(`'${text}' is no ${shape}.`);
      return number;
    }
  }
}
