/*
 * JSV, the service's second wire format: JSON's structure with CSV's quoting. It has no blanks between tokens, so every blank belongs to a
 * value; a quote counts only as the first character of a value. `jsv-read.ts` is the counterpart.
 */

/** A value that JSV can hold. Members that are null or undefined are left out. */
export type JsvValue = string | number | boolean | null | undefined | readonly JsvValue[] | { readonly [name: string]: JsvValue };

/** Writes a value as the service's serializer does; null and the empty string, as the whole value, are written as nothing. */
export function stringifyJsv(value: JsvValue): string {
  return value === '' ? '' : write(value);
}

function write(value: JsvValue): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return writeText(value);
  if (typeof value === 'number') return String(value);
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (isList(value)) return `[${value.map(write).join(',')}]`;
  let members = '';
  for (const name of Object.keys(value)) {
    const member = value[name];
    if (member !== null && member !== undefined) members += `${members === '' ? '' : ','}${writeText(name)}:${write(member)}`;
  }
  return `{${members}}`;
}

function isList(value: JsvValue): value is readonly JsvValue[] {
  return Array.isArray(value);
}

function writeText(text: string): string {
  if (text === '') return '""';
  return /[":,{}[\]\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
